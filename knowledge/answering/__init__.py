"""The task base in memory, and questions answered from it.

``assistant``  the door: a question in, an Answer out
``base``       all plans, indexed; ``entries`` their tasks; ``registers`` these under what lists ask for
``topic``      what a question is about; ``finding`` which tasks fit it, ``weighing`` how much of it they account for,
              ``sifting`` which of many may
``asked``      what was asked, with its agencies, places and period; ``context`` with what was said before
``named``      what a question names that the base does not have: a place, a number, a year
``scope``, ``roles``  whose tasks count, and in which role; ``numbers`` plans by numbers of documents
``ways``       one way of answering a module: a duty, a list, a fact
``answer``     the Answer, as data; ``lazy`` a list that is made only as far as somebody looks
"""
