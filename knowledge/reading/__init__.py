"""Documents to plans: blocks of text in; header, duties with their agencies and timings, and passages out.

``plans``      the door: a document in, a Plan out

What is text of the plan: ``unrolled``, ``cleaning``, ``barenumbers``, ``paragraphs``, ``footnotes``, ``repeats``,
``signatures``, ``zones``.
Its numbering and headings: ``outline``, ``marks``, ``headings``, ``labels``.
Who issued it, when, under which title: ``header``, ``issuers``, ``titles``.
Who leads what, by when: ``duties``, ``roster``, ``drafts``, ``items``, ``kinds``, ``charges``, ``partners``,
``telling``, ``twins``; in tables ``tables``, ``rows``, ``baretables``. All else, kept to look up: ``passages``.
What a person should check: ``review``, ``doubts``, ``unexplained``.
"""
