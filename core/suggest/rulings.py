"""The newsroom's rulings as the settings of the quote engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from core.records import Ruling
from core.rulings import in_force
from core.suggest.quotes.settings import QuoteSettings

_KNOWN = frozenset(field.name for field in fields(QuoteSettings))


def quote_settings(rulings: Iterable[Ruling]) -> QuoteSettings:
    """The engine's settings under these rulings, and the defaults where nobody ruled."""
    return QuoteSettings(**{name: on for name, on in in_force(rulings).items() if name in _KNOWN})
