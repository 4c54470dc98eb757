"""Raised figures: the signs of footnotes, which every format sets in its own way."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """The text in raised figures when it is nothing but figures: "12" -> "¹²"; other text as it is."""
    return text.translate(_RAISED) if text.isascii() and text.strip().isdecimal() else text
