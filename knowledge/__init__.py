"""The task base: plans read from documents, what they say, and answers from their wording.

Knows plans and nothing of chats. "Today" is always passed in.

``models``    Document, Item, Timing, Passage, Plan: the data, as pydantic models
``agencies``  one catalogue of agencies: official names, spellings, groups, lists of names
``places``    provinces and districts that plans and questions name
``readers``   files to blocks of text with their place
``outline``   blocks to sections, numbering and headings
``duties``    the outline to items: duty, lead, coordinators, timings
``header``    number, title, issuer, dates, signer, basis
``due``       when a task is due
``store``     the SQLite file
``library``   documents into the store
``answer``    a question in, an Answer out
"""
