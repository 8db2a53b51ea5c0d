"""Numbers in sentences: one article, two articles."""

from __future__ import annotations


def counted(number: int, noun: str, several: str = "") -> str:
    """“1 article”, “1,204 articles”; ``several`` where the plural is not the noun with an s."""
    return f"{number:,} {noun if number == 1 else several or f'{noun}s'}"
