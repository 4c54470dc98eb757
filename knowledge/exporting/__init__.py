"""Lists of duties as files to take away: pure functions from what is to be written to the bytes of a file.

``dates``          the days of a list of duties, each with the duty that falls due
``calendar_file``  such days as a calendar (.ics, RFC 5545)
``sheet_file``     a list as a sheet (.xlsx)
``clean``          any text as one that both formats can hold
"""
