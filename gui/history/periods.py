"""Days and periods as a person types them: “2026-11-20”, “2026-11”, “since 2026-11”, two days and a dash. No Qt."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from core.frozen import frozen

DAYS = {"today": 0, "the last 7 days": 7, "the last 30 days": 30}
HOW = "Write a day as 2026-11-20, a month as 2026-11, or two days with a dash between them."

_BETWEEN = re.compile(r"\s*(?:–|—|\.\.+|\bto\b|\buntil\b|\s-\s)\s*")


@frozen
class Period:
    """From the beginning of a day up to the end of another; ``None`` is open."""

    first: date | None
    last: date | None

    def moments(self) -> tuple[datetime | None, datetime | None]:
        """Where the editor is: the first moment of it, and the first one behind it."""
        since = None if self.first is None else _midnight(self.first)
        until = None if self.last is None else _midnight(self.last + timedelta(days=1))
        return since, until


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day).astimezone()


def period(typed: str, today: date | None = None) -> Period | None:
    """What somebody typed; ``None`` where it cannot be understood."""
    typed = " ".join(typed.split()).casefold()
    today = today or datetime.now().astimezone().date()
    if typed in DAYS:
        return Period(today - timedelta(days=DAYS[typed]), None)
    for word, open_at in (("since ", 1), ("from ", 1), ("until ", 0), ("up to ", 0)):
        if typed.startswith(word):
            found = _days(typed.removeprefix(word))
            if found is not None and _BETWEEN.search(typed.removeprefix(word)) is None:
                return Period(found[0], None) if open_at else Period(None, found[1])
    first, *rest = _BETWEEN.split(typed.removeprefix("from "), maxsplit=1)
    begins = _days(first)
    ends = _days(rest[0]) if rest else begins
    if begins is None or ends is None or begins[0] > ends[1]:
        return None
    return Period(begins[0], ends[1])


def _days(text: str) -> tuple[date, date] | None:
    """The first and the last day of a day, a month or a year."""
    try:
        numbers = [int(part) for part in text.strip().split("-")]
        match numbers:
            case [year, month, day] if year > 999:
                return date(year, month, day), date(year, month, day)
            case [year, month] if year > 999:
                after = date(year + month // 12, month % 12 + 1, 1)
                return date(year, month, 1), after - timedelta(days=1)
            case [year] if year > 999:
                return date(year, 1, 1), date(year, 12, 31)
    except (ValueError, OverflowError):
        pass
    return None
