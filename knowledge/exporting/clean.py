"""Any text as one that a sheet and a calendar can hold: neither XML nor iCalendar takes every character."""

import re

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_REFUSED = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text with every kind of line end as a newline; control characters, lone surrogates and what XML forbids are
    blanks.
    """
    return _REFUSED.sub(" ", _BREAKS.sub("\n", text))
