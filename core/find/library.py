"""The hits of a search in many articles, each in its line, as they are shown side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from core.find.article import hits
from core.find.material import Material, Place
from core.find.search import Search
from core.frozen import frozen
from core.queries import ArticleSummary

MOST_OF_ONE = 100  # hits of one article that are shown
MOST = 10_000  # hits that are shown of all
CHUNK_ARTICLES, CHUNK_LENGTH = 200, 2_000_000  # what is read at once: so much, that a key meanwhile waits a blink
CHUNK_INVENTORIES = 25  # articles of which also the annotations are read

_BEFORE, _AFTER = 90, 140  # characters of the line


@frozen
class Hit:
    """One hit, with what stands before and behind it in its line."""

    start: int
    end: int
    before: str
    words: str
    after: str


@frozen
class ArticleHits:
    """The hits of one article; ``total`` may be more than are shown."""

    article: str
    hits: tuple[Hit, ...]
    total: int


def chunks(articles: Sequence[ArticleSummary]) -> Iterator[list[str]]:
    """The ids of articles in portions that are read at once, in their order."""
    portion: list[str] = []
    length = 0
    for summary in articles:
        if portion and (len(portion) >= CHUNK_ARTICLES or length + summary.info.length > CHUNK_LENGTH):
            yield portion
            portion, length = [], 0
        portion.append(summary.info.id)
        length += summary.info.length
    if portion:
        yield portion


def shallow(search: Search) -> Search:
    """The same words without the filters, so that annotations are read only where the words stand."""
    return replace(search, label="", state=None)


def portions_of(articles: Sequence[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(articles), size):
        yield list(articles[start : start + size])


def look_through(
    materials: Iterable[Material], search: Search, is_stopped: Callable[[], bool] = lambda: False
) -> list[ArticleHits]:
    """The articles that have hits.

    Raises:
        SearchError: the pattern is none, or takes too long for one of them.
    """
    found = []
    for material in materials:
        if is_stopped():
            break
        places = hits(material.text, search, material.parts).places
        if places:
            shown = tuple(_hit(material.text, place) for place in places[:MOST_OF_ONE])
            found.append(ArticleHits(material.article, shown, len(places)))
    return found


def _hit(text: str, place: Place) -> Hit:
    start, end = place
    before = text[max(0, start - _BEFORE) : start].rpartition("\n")[2]
    after = text[end : end + _AFTER].partition("\n")[0]
    return Hit(start, end, before, " ".join(text[start : min(end, start + _AFTER)].split()), after)
