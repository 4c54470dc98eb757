"""Ways of answering, by what is asked.

``duty``     one duty: who leads, who coordinates, when, its wording
``agency``   what an agency must do
``due``      what is due in a period, overdue, done
``reports``  what is to be reported, by whom, when and to whom
``figures``  targets and funding
``counts``   how many duties
``which``    all duties alike: who leads any, which name nobody, tell a day or none, run the year round
``facts``    plans themselves, points by number, what became of an agency
``denial``   that the plans do not tell it, what is missing, and what is near

``listing`` is what the lists among them share.
"""
