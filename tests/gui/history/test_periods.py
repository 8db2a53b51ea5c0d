"""Days and periods as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gui.history.periods import Period, period

TODAY = date(2026, 11, 22)
FIRST, LAST = date(2026, 11, 20), date(2026, 11, 25)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("today", Period(TODAY, None)),
        ("The last 7 days", Period(date(2026, 11, 15), None)),
        ("2026-11-20", Period(FIRST, FIRST)),
        (" 2026-11-20 – 2026-11-25 ", Period(FIRST, LAST)),
        ("2026-11-20..2026-11-25", Period(FIRST, LAST)),
        ("2026-11-20 - 2026-11-25", Period(FIRST, LAST)),
        ("from 2026-11-20 to 2026-11-25", Period(FIRST, LAST)),
        ("since 2026-11-20", Period(FIRST, None)),
        ("from 2026-11-20", Period(FIRST, None)),
        ("until 2026-11-25", Period(None, LAST)),
        ("until 2026-11", Period(None, date(2026, 11, 30))),
        ("2026-12", Period(date(2026, 12, 1), date(2026, 12, 31))),
        ("2024-02", Period(date(2024, 2, 1), date(2024, 2, 29))),
        ("2025 – 2026-02", Period(date(2025, 1, 1), date(2026, 2, 28))),
    ],
)
def test_understood(typed: str, expected: Period) -> None:
    assert period(typed, TODAY) == expected


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "26", "2026-13", "2026-02-30", "2026-11-25 – 2026-11-20", "2026-11-20 –", "9999-12", "since", "1-2-3"],
)
def test_not_understood(typed: str) -> None:
    assert period(typed, TODAY) is None


def test_a_day_from_midnight_to_midnight_where_the_editor_is() -> None:
    since, until = Period(FIRST, LAST).moments()
    assert since is not None
    assert until is not None
    assert since.utcoffset() is not None
    assert (since.date(), until.date()) == (FIRST, LAST + timedelta(days=1))
    assert {since.hour, until.hour, since.minute} == {0}
    assert Period(None, None).moments() == (None, None)
