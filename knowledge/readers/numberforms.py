"""What a spreadsheet cell shows: numbers and dates in the form that the cell asks for, as far as plans need it."""

import re
from datetime import date, datetime, time, timedelta

_DECIMALS = re.compile(r"0\.(0+)")
_IN_QUOTES = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_MIDNIGHT = time()


def shown_value(value: object, form: str) -> str:
    """The text of a cell: "1.10" for 1.1 in the form "0.00", "15/06/2023" for a day, "09/2022" for a month."""
    if value is None or isinstance(value, bool | time | timedelta):
        return "" if value is None or isinstance(value, bool) else str(value)
    if isinstance(value, date):
        return _shown_date(value, form)
    if isinstance(value, float | int):
        return _shown_number(float(value), form)
    return str(value)


def _shown_date(value: date, form: str) -> str:
    letters = _IN_QUOTES.sub("", form).lower()
    if "d" not in letters and "m" in letters and "y" in letters:
        return f"{value:%m/%Y}"
    if letters in ("yyyy", "yy"):
        return f"{value:%Y}"
    clock = isinstance(value, datetime) and value.time() != _MIDNIGHT
    return f"{value:%d/%m/%Y %H:%M}" if clock else f"{value:%d/%m/%Y}"


def _shown_number(value: float, form: str) -> str:
    form = _IN_QUOTES.sub("", form)
    decimals = _DECIMALS.search(form)
    places = len(decimals[1]) if decimals else None
    if "%" in form:
        return f"{value * 100:.{places or 0}f}%".replace(".", ",")
    if places is not None:
        return f"{value:.{places}f}"
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
