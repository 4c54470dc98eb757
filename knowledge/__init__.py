"""The task base: plans read from documents, what they say, and answers from their wording.

Knows plans and nothing of chats. "Today" is always passed in.

``datafiles``  the data files, and what may stand in each
``models``     Document, Item, Timing, Passage, Plan: the data, as pydantic models
``errors``     what can go wrong, as sentences for the person
``due``        when a task is due
``building``   what is made without the garbage collector looking on
``readers``    a file of any format to blocks of text with their place
``reading``    blocks to a plan: header, outline, duties, passages; what a person should look at again
``names``      one catalogue of agencies and places, and what became of them
``storing``    the SQLite file, its migrations and faults; documents into it, and what a new reading changed
``exporting``  lists of duties as sheets and calendars
``answering``  the task base in memory; a question in, an Answer out
"""
