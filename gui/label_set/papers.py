"""The themes as papers that a label's colour stands on, and what is to be said of a colour there."""

from __future__ import annotations

from collections.abc import Iterable

from core.colours import Alike, Paper, alike, faults, suggested, told
from core.records import Label
from gui.theme import DARK, LIGHT, Theme, load_theme

_GROUNDS = ("page", "panel", "quote_wash", "quote_wash_soft", "selection")


def papers() -> tuple[tuple[Theme, Paper], ...]:
    """Light and dark, each as its theme and as what core needs to know of it; high contrast sees to itself."""
    themes = [load_theme(name) for name in (LIGHT, DARK)]
    return tuple(
        (
            theme,
            Paper(
                theme.name,
                theme.colours["page"],
                tuple(theme.colours[role] for role in _GROUNDS),
                theme.colours["ink"],
                theme.fills["label"],
            ),
        )
        for theme in themes
    )


def rivals(labels: Iterable[Label], name: str, theme: Theme) -> dict[str, str]:
    """The colours of all other labels that are offered, as a theme shows them."""
    return {one.name: theme.label(one.colour).name() for one in labels if one.name != name and not one.retired}


def concerns(label: Label, labels: Iterable[Label]) -> list[str]:
    """What is wrong with a label's colour, as sentences: what cannot be read, and what it is hard to tell from."""
    known = list(labels)
    sentences: list[str] = []
    near: list[Alike] = []
    for theme, paper in papers():
        colour = theme.label(label.colour).name()
        sentences += faults(colour, paper)
        near += alike(colour, rivals(known, label.name, theme), paper)
    for_everybody = {one.other for one in near if not one.blindness}
    return sentences + told([one for one in near if not one.blindness or one.other not in for_everybody])


def better_colour(label: Label, labels: Iterable[Label]) -> str:
    """A colour of one's own that can be read on each paper and is far from what others have."""
    both = papers()
    others = [rivals(labels, label.name, theme) for theme, _ in both]
    near = both[0][0].label(label.colour).name()
    return "/".join(suggested(near, others, [paper for _, paper in both]))
