"""How sure the reader is of an item, told from the item alone, in Vietnamese phrases for the person."""

import re
from collections.abc import Iterator

from knowledge.models import Item
from knowledge.names.agencies import Catalogue
from nlp.text import squeeze

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d\d(?!\d)")
_LEAD_FROM = {"heading": "cơ quan suy từ đề mục", "addressee": "cơ quan nhận văn bản"}


def doubts(item: Item) -> list[str]:
    """What is unprinted or doubtful about an item, in the order agency, time, recipient, after the reader's own notes:
    ["cơ quan suy từ đề mục", "chưa hiểu thời gian “khi có điều kiện”"]; [] when all is printed and understood.
    """
    return list(dict.fromkeys([*item.notes, *_of_agencies(item), *_of_time(item), *_of_report(item)]))


def _of_agencies(item: Item) -> Iterator[str]:
    """A target names nobody by its nature; other items without an agency say so."""
    if item.lead_from in _LEAD_FROM:
        yield _LEAD_FROM[item.lead_from]
    if not item.leads and item.kind != "target":
        yield "không ghi cơ quan"
    catalogue = Catalogue.load()
    for name in (*item.leads, *item.coordinators):
        if not catalogue.is_agency(name) and not catalogue.is_group(name):
            yield f"chưa nhận ra cơ quan “{name}”"


def _of_time(item: Item) -> Iterator[str]:
    if not item.timing_raw:
        return
    raw = squeeze(item.timing_raw)
    if not item.timings:
        yield f"chưa hiểu thời gian “{raw}”"
    for timing in item.timings:
        if timing.type == "unspecified":
            yield f"chưa hiểu thời gian “{squeeze(timing.raw)}”"
    dated = any(timing.type == "once" and (timing.start or timing.end) for timing in item.timings)
    if dated and not _YEAR.search(raw):
        yield "không ghi năm, lấy theo văn bản"


def _of_report(item: Item) -> Iterator[str]:
    if item.kind == "report" and not item.report_to:
        yield "không ghi nơi nhận báo cáo"
