"""Days as a calendar that phones and desks take in: iCalendar (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from icalendar import Alarm, Calendar, vText
from icalendar import Event as Component

from knowledge.exporting.clean import clean
from nlp.text import squeeze

_PRODUCT: Final = "-//Ai Chu Tri//Lich han//VI"
_ALARMS: Final = (timedelta(days=-3, hours=8), timedelta(days=-1, hours=8))
"""When the phone reminds, counted from the beginning of the day: three days and one day before, at eight o'clock."""


@dataclass(frozen=True, slots=True)
class Event:
    """A whole day of the calendar."""

    uid: str
    """what it is known by: a later calendar that bears it again changes the event and adds none."""
    on: date
    summary: str
    description: str
    category: str


def calendar_file(name: str, events: Iterable[Event], now: datetime) -> bytes:
    """The calendar of that name as an .ics file, made at the moment `now` (with its time zone). A file made later has
    the last word.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(squeeze(clean(name))))
    for event in events:
        calendar.add_component(_component(event, now))
    written: bytes = calendar.to_ical()
    return written


def _component(event: Event, now: datetime) -> Component:
    made = Component()
    made.add("uid", event.uid)
    made.add("dtstamp", now)
    made.add("sequence", int(now.timestamp()) // 60)
    made.add("dtstart", event.on)
    made.add("summary", squeeze(clean(event.summary)))
    made.add("description", clean(event.description))
    made.add("categories", [clean(event.category)])
    made.add("transp", "TRANSPARENT")
    for before in _ALARMS:
        made.add_component(_alarm(event, before))
    return made


def _alarm(event: Event, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", squeeze(clean(event.summary)))
    alarm.add("trigger", before)
    return alarm
