"""What the assistant knows of the Vietnamese language.

Everything here is a function of text (and a given "today"): nothing knows of plans, agencies' duties or chats.

``text``      one spelling for one word, folding of diacritics, syllables
``words``     underthesea's words in accented text, with fixed names
``times``     dates, periods and timings, in documents and in questions
``spelling``  slips of the finger, Telex leftovers, words run together, abbreviations
``names``     names (agencies, places) found in running text
``rank``      which of many texts a question is about
``question``  what a question asks
"""
