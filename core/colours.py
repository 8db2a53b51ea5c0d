"""Colours of labels as eyes see them: contrast, colour blindness, how far apart two are, and ones that would do.

Colours are ``#rrggbb``; a label has one for light and one for dark paper. The simulations are those of Machado,
Oliveira and Fernandes (2009) at full severity; the distance is the euclidean one in Oklab (Ottosson 2020), times 100.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import TypeAlias

from core.frozen import frozen

Rgb: TypeAlias = tuple[float, float, float]
Matrix: TypeAlias = tuple[Rgb, Rgb, Rgb]

READABLE = 4.5
"""The least contrast of letters with what they stand on (WCAG 2.2, AA)."""

APART = 4.0
"""Two colours nearer than this are hard to tell apart as thin lines and small spots."""

BLINDNESS: Mapping[str, Matrix] = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}

IN_WORDS: Mapping[str, str] = {
    "": "for everybody",
    "protan": "without red cones (protan)",
    "deutan": "without green cones (deutan)",
    "tritan": "without blue cones (tritan)",
}


# -------------------------------------------------------------------------------------------------------------- numbers


def _linear(colour: str) -> Rgb:
    red, green, blue = (_to_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return red, green, blue


def _to_linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _from_linear(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _hex(linear: Iterable[float]) -> str:
    return "#" + "".join(f"{round(255 * _from_linear(min(1.0, max(0.0, channel)))):02x}" for channel in linear)


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours after WCAG 2.2, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def blended(over: str, under: str, percent: int) -> str:
    """What is seen where so much of one colour lies over another; blended as screens do."""
    channels = ((int(over[at : at + 2], 16), int(under[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(top * percent / 100 + low * (1 - percent / 100)):02x}" for top, low in channels)


def simulated(colour: str, blindness: str) -> str:
    """A colour as somebody with a blindness of :data:`BLINDNESS` sees it; with "" as it is."""
    if not blindness:
        return colour
    linear, matrix = _linear(colour), BLINDNESS[blindness]
    return _hex(sum(weight * channel for weight, channel in zip(row, linear, strict=True)) for row in matrix)


def _oklab(colour: str) -> Rgb:
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


@cache
def _seen(colour: str, blindness: str) -> Rgb:
    """Where a colour lies for some eyes. Kept: one colour is held against all others, again and again."""
    return _oklab(simulated(colour, blindness))


def distance(one: str, other: str, blindness: str = "") -> float:
    """How far apart two colours are: 0 for the same, about 2 where one begins to see a difference, 100 for extremes."""
    return 100 * math.dist(_seen(one, blindness), _seen(other, blindness))


def _from_oklch(lightness: float, chroma: float, hue: float) -> str | None:
    """The colour, where screens can show it."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return _hex(linear) if all(-0.001 <= channel <= 1.001 for channel in linear) else None


def _hue(colour: str) -> float:
    _, a, b = _oklab(colour)
    return math.degrees(math.atan2(b, a))


# --------------------------------------------------------------------------------------------------------------- papers


@frozen
class Paper:
    """One theme, as far as labels are concerned: what names stand on, and the ink of the text on their fill."""

    name: str  # "light", "dark"
    page: str
    grounds: tuple[str, ...]  # what the label's name is written on: page, panel, selection …
    ink: str
    fill: int  # how much of the label's colour its fill has, in percent


def faults(colour: str, paper: Paper) -> Iterator[str]:
    """What cannot be read with a colour on a paper, as sentences; none where all can."""
    worst = min(contrast(colour, ground) for ground in paper.grounds)
    if worst < READABLE:
        yield (
            f"On {paper.name} paper the label’s name is hard to read: its contrast is {worst:.1f}, "
            f"and should be {READABLE} or more."
        )
    on_fill = min(contrast(paper.ink, blended(colour, ground, paper.fill)) for ground in paper.grounds)
    if on_fill < READABLE:
        yield f"On {paper.name} paper the text on its fill is hard to read: its contrast is {on_fill:.1f}."


@frozen
class Alike:
    """A label whose colour is hard to tell from another one's, and by whom: "" for everybody."""

    other: str
    blindness: str
    paper: str


def alike(colour: str, others: Mapping[str, str], paper: Paper) -> Iterator[Alike]:
    """The labels whose colours are hard to tell from a colour; each once, for everybody before for some."""
    for name, other in others.items():
        for blindness in ("", *BLINDNESS):
            if distance(colour, other, blindness) < APART:
                yield Alike(name, blindness, paper.name)
                break


def told(found: Sequence[Alike]) -> list[str]:
    """What is alike, as sentences: one for everybody who is concerned."""
    sentences = []
    for blindness, words in IN_WORDS.items():
        names = list(dict.fromkeys(one.other for one in found if one.blindness == blindness))
        if names:
            listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
            sentences.append(f"Hard to tell from {listed} {words}.")
    return sentences


# ---------------------------------------------------------------------------------------------------------- suggestions

_LIGHTNESS = {True: (0.36, 0.42, 0.48, 0.54), False: (0.68, 0.74, 0.8, 0.86)}
_CHROMA = (0.06, 0.11, 0.16)


def suggested(near: str, others: Sequence[Mapping[str, str]], papers: Sequence[Paper]) -> tuple[str, ...]:
    """For each paper a colour, all of one hue, that can be read and is farthest from what other labels have.

    Args:
        near: a colour whose hue is kept where that is as good.
        others: for each paper the colours of the other labels.
        papers: where it will stand.
    """
    wanted = _hue(near)
    best: tuple[float, tuple[str, ...]] | None = None
    for hue in range(0, 360, 15):
        chosen = [_best_of_hue(hue, rivals, paper) for rivals, paper in zip(others, papers, strict=True)]
        colours = tuple(colour for colour, _ in chosen if colour)
        if len(colours) < len(papers):
            continue
        apart = min((gap for _, gap in chosen), default=0.0)
        away = abs((hue - wanted + 180) % 360 - 180)
        score = min(apart, 2 * APART) - away / 90
        if best is None or score > best[0]:
            best = (score, colours)
    return best[1] if best is not None else tuple(paper.ink for paper in papers)


def _best_of_hue(hue: int, rivals: Mapping[str, str], paper: Paper) -> tuple[str, float]:
    """The colour of a hue that is farthest from its rivals, and how far; "" where none can be read."""
    is_light = _luminance(paper.page) > 0.5
    best = ("", -1.0)
    for lightness, chroma in product(_LIGHTNESS[is_light], _CHROMA):
        colour = _from_oklch(lightness, chroma, hue)
        if colour is None or any(True for _ in faults(colour, paper)):
            continue
        gaps = (distance(colour, rival, blindness) for rival in rivals.values() for blindness in ("", *BLINDNESS))
        gap = min(gaps, default=100.0)
        if gap > best[1]:
            best = (colour, gap)
    return best
