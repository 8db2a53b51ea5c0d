"""The revisions of a timeline in words. Each is told once; what may change is whether it was taken back. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from core.records import Revision
from core.rules import short
from core.story import Story, tell
from gui.panels.entries import Entry, Event, Heading, event_told, reverted, sittings, when

_HEADLINE = 48
_NOTHING: Mapping[str, str] = MappingProxyType({})


class Telling:
    def __init__(self, me: str) -> None:
        """Begin with nothing told.

        Args:
            me: the annotator who is called “You”.
        """
        self._me = me
        self._stories: dict[int, Story] = {}
        self._events: dict[int, Event] = {}

    def tell(
        self,
        revisions: Iterable[Revision],
        earlier: Callable[[int], Revision | None],
        texts: Mapping[str, str] = _NOTHING,
        headlines: Mapping[str, str] | None = None,
    ) -> None:
        """Find the words for revisions that were not told yet.

        Args:
            revisions: those that will be listed.
            earlier: looks up a revision that one of them takes back.
            texts: of the articles whose words are told.
            headlines: by article, where they are of many; each is then told with the article that it is in.
        """
        for revision in revisions:
            if revision.id in self._stories:
                continue
            story = tell(revision, text=texts.get(revision.article or "", ""), earlier=earlier)
            headline = (headlines or {}).get(revision.article or "")
            if headline is not None:
                whose = f"in “{short(headline, _HEADLINE)}”"
                story = replace(story, detail=f"{story.detail} · {whose}" if story.detail else whose)
            self._stories[revision.id] = story

    def entries(self, shown: Sequence[Revision], known: Iterable[Revision]) -> list[Entry]:
        """Headings and events for revisions that were told, newest first.

        Args:
            shown: those that are listed.
            known: all there are, or as many as are known, newest first; they say what was taken back.
        """
        gone = reverted(known)
        today = datetime.now().astimezone().date()
        found: list[Entry] = []
        for sitting in sittings([self._event(one, one.id in gone) for one in shown]):
            found.append(Heading(when(sitting, today)))
            found += sitting
        return found

    def _event(self, revision: Revision, taken_back: bool) -> Event:
        event = self._events.get(revision.id)
        if event is None or event.taken_back is not taken_back:
            event = event_told(revision, self._stories[revision.id], self._me, taken_back)
            self._events[revision.id] = event
        return event
