"""What the assistant knows of the Vietnamese language.

Everything here is a function of text (and a given "today"): nothing knows of plans, agencies' duties or chats.

``datafile``  the door to the data files of all floors: read, looked over, faults told by line; ``shapes`` what may
              stand in one, ``datafiles`` those of this package
``errors``    a fault that the person can do something about
``text``      one spelling for one word, folding of diacritics, syllables
``words``     underthesea's words in accented text, with fixed names
``times``     dates, periods, rhythms and deadlines, in documents and in questions
``spelling``, ``keys``, ``mending``  slips of the finger, Telex leftovers, words run together, abbreviations
``near``, ``rows``                   words one slip away, and rows of words, however many there are to look among
``names``, ``points``                names (agencies, places) and points of a document found in running text
``phrases``, ``related``             set phrases, and other ways to say the same thing
``index``, ``scoring``, ``rank``     which of many texts a question is about
``roles``, ``intent``, ``question``  what the words of a question are, and what it asks
``danger``                           signs that somebody tells of a child in danger
``several``                          the questions of one message
``own``                              "mine": the asker's own agency
"""
