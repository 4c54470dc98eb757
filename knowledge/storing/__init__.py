"""The SQLite file, and documents into it.

``store``       plans in, plans out; ``migrations`` a file of an earlier version; ``faults`` what a broken disk says
``library``     documents on disk into the store, each once
``identity``    whether two documents are the same plan
``changes``     what a plan read anew says differently
"""
