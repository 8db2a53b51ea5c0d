"""The history as a file for an audit: the revisions of an article, of the library, or of a period, told in words."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any, Protocol, TypeVar

from core.codec import record_name, snapshot, time_to_json
from core.diffing import as_suggested, diff
from core.frozen import frozen
from core.history import state_at
from core.queries import Store, Wanted
from core.records import Record, Revision
from core.sets import Owner
from core.story import Story, tell

Json = dict[str, Any]
T = TypeVar("T")


class Ask(Protocol):
    """Puts a question to the library and waits for the answer."""

    def __call__(self, query: Callable[[Store], T], /) -> T: ...


_AT_ONCE = 200  # revisions read from the library in one go
_KEPT = 64  # articles whose text is remembered


@frozen
class Told:
    """A revision with its sentence; ``headline`` of the article it belongs to, "" where it belongs to none."""

    revision: Revision
    story: Story
    headline: str
    digest: str


class Past:
    """What is to be written: whose history, of which time."""

    def __init__(
        self,
        ask: Ask,
        article: str | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        viewer: str | None = None,
    ) -> None:
        """Look the article up.

        Args:
            ask: puts one short question to the library, so that whoever works in it meanwhile need not wait.
            article: an id or a unique beginning of one; ``None`` for the whole library.
            since: aware; what happened earlier is left out.
            until: aware; what happened then or later is left out.
            viewer: who reads it, where what they annotate independently just now is to be left out.

        Raises:
            UnknownRecordError: there is no such article.
        """
        self._ask = ask
        self._articles: OrderedDict[str, tuple[str, str]] = OrderedDict()
        self.info = ask(lambda store: store.load(article)).article.info if article is not None else None
        self.wanted = Wanted(None if self.info is None else self.info.id, since=since, until=until, viewer=viewer)
        self.library = ask(lambda store: store.location)
        self.count = 0  # revisions told so far

    def told(self) -> Iterator[Told]:
        """Every revision, the oldest first."""
        after: int | None = 0
        while after is not None:
            page = self._ask(partial(_page, self.wanted, after))
            yield from map(self._told, page)
            after = page[-1][0].id if page else None

    def newest(self, limit: int) -> Iterator[Told]:
        """So many of the newest revisions, the oldest of them first."""
        found = self._ask(lambda store: store.timeline(self.wanted, limit=limit))
        return map(self._told, self._ask(lambda store: _with_digests(store, found[::-1])))

    def _told(self, revision_and_digest: tuple[Revision, str]) -> Told:
        revision, digest = revision_and_digest
        headline, text = self._article(revision.article)
        self.count += 1
        return Told(revision, tell(revision, text=text, earlier=self._revision), headline, digest)

    def made_of_suggestions(self) -> list[tuple[str | None, str]]:
        """What became of the article’s suggestions by now, in numbers, by whose own set it is; ``None`` for all.

        Nothing for a library, and for who must not know.
        """
        if self.info is None:
            return []
        id, viewer = self.info.id, self.wanted.viewer
        if viewer is not None and self._ask(lambda store: store.is_blind(id, viewer)):
            return []
        sets = self._ask(lambda store: store.sets(id))
        found = ((one.annotator, self._made_in(one.id)) for one in sets if one.owner is not Owner.GOLD)
        return [(whose, told) for whose, told in found if told]

    def _made_in(self, set_id: str) -> str:
        assert self.info is not None
        id = self.info.id
        revisions = self._ask(lambda store: store.revisions(article=id, set_id=set_id))
        now = state_at(revisions, revisions[-1].id)
        found = diff(as_suggested(now, revisions[:1]), now)
        return found.told() if found.differences else ""

    def _revision(self, number: int) -> Revision:
        return self._ask(lambda store: store.revision(number))

    def _article(self, id: str | None) -> tuple[str, str]:
        """The headline and the text of an article."""
        if id is None:
            return "", ""
        if id not in self._articles:
            article = self._ask(lambda store: store.load(id)).article
            self._articles[id] = article.info.headline, article.text
            if len(self._articles) > _KEPT:
                self._articles.popitem(last=False)
        self._articles.move_to_end(id)
        return self._articles[id]


def _page(wanted: Wanted, after: int, store: Store) -> list[tuple[Revision, str]]:
    return _with_digests(store, store.timeline(wanted, after=after, limit=_AT_ONCE))


def _with_digests(store: Store, revisions: Iterable[Revision]) -> list[tuple[Revision, str]]:
    return [(revision, store.digest(revision.id)) for revision in revisions]


def sentence(story: Story) -> str:
    """Who did what, from what to what, with the detail in brackets."""
    told = f"{story.who} {story.sentence}"
    if story.before and story.after:
        told = f"{told}: {story.before} → {story.after}"
    return f"{told} ({story.detail})" if story.detail else told


def revision_json(revision: Revision, story: Story) -> Json:
    """A revision as JSON values: what was done in words, and every change with both its snapshots."""
    return {
        "id": revision.id,
        "article": revision.article,
        "annotator": revision.annotator,
        "at": time_to_json(revision.at),
        "intent": revision.intent,
        "reverts": revision.reverts,
        "reason": revision.reason,
        "told": sentence(story),
        "changes": [
            {
                "record": record_name(change.record),
                "id": change.record.id,
                "text": change.text,
                "before": _snapshot(change.before),
                "after": _snapshot(change.after),
            }
            for change in revision.changes
        ],
    }


def _snapshot(value: Record | None) -> Json | None:
    return None if value is None else snapshot(value)
