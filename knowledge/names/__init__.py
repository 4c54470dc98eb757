"""Names: one catalogue of agencies, places, and what became of an agency.

``agencies``          the catalogue, the door; ``agency_names`` its full names and spellings
``agency_forms``      where a name ends: ``agency_posts`` before it, ``agency_places`` behind it; ``agency_boards`` of
                      many parts; ``agency_writing`` the name in full
``agency_sentences``  agencies named in a sentence; ``agency_lists`` in lists; ``agency_scope`` whose level they are of
``agency_clauses``    behind a name in a sentence: its verb, clauses that say which of a group are meant;
                      ``agency_predicates`` whether a word there is part of the name
``groups``            words for many agencies at once, and the data files
``places``            provinces and districts that plans and questions name
``successors``        which agency carries on an earlier one's duties, with the decision that says so
"""
