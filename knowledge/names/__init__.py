"""Names: one catalogue of agencies, places, and what became of an agency.

``agencies``          the catalogue; ``agency_names``, ``agency_forms`` how a name may be written
``agency_sentences``  agencies named in a sentence; ``agency_lists`` in lists; ``agency_scope`` whose level they are of
``agency_clauses``    words behind a name: the verb, clauses that say which of a group are meant
``groups``            words for many agencies at once, and the data files
``places``            provinces and districts that plans and questions name
``successors``        which agency carries on an earlier one's duties, with the decision that says so
"""
