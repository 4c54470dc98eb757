"""Ways of answering, by what is asked.

``duty``   one duty: who leads, who coordinates, when, its wording, targets, funding
``lists``  many duties: an agency's, what is due, reports, how many
``which``  all duties alike: who leads any, which name nobody, tell a day or none, run the year round
``facts``  plans themselves, points by number, what became of an agency
"""
