"""Finding: in the article, and in all of them."""

from __future__ import annotations

from gui.screen import Screen


def find(screen: Screen) -> None:
    screen.finder.open()


def step(screen: Screen, step: str) -> None:
    """Go to the next (1) or the previous (-1) hit."""
    screen.finder.step(int(step))


def annotate_all(screen: Screen) -> None:
    screen.finder.annotate_all()


def everywhere(screen: Screen) -> None:
    screen.finder.everywhere()
