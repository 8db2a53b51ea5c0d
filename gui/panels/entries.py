"""What a timeline shows: revisions told as lines, grouped by sitting. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from core.frozen import frozen
from core.records import Annotation, Revision, Run, Suggestion
from core.sets import Assignment
from core.story import Story, tell

SITTING = timedelta(minutes=30)  # a longer pause begins a new sitting
_NOT_OFFERED = frozenset({"import_article", "record_suggestions"})


@frozen
class Heading:
    """The day and the times of one sitting."""

    text: str


@frozen
class Event:
    """One revision, told."""

    number: int
    story: Story
    by_me: bool
    at: datetime  # where the editor is
    taken_back: bool = False
    can_revert: bool = False

    @property
    def who(self) -> str:
        return "You" if self.by_me and not self.story.by_machine else self.story.who


Entry = Heading | Event


def entries(
    revisions: Sequence[Revision],
    *,
    me: str,
    text: str = "",
    today: date | None = None,
    earlier: Callable[[int], Revision | None] | None = None,
) -> list[Entry]:
    """Headings and events for revisions that are given newest first."""
    taken_back = reverted(revisions)
    events = [event_of(revision, me, text, revision.id in taken_back, earlier) for revision in revisions]
    shown: list[Entry] = []
    for sitting in sittings(events):
        shown.append(Heading(when(sitting, today or datetime.now().astimezone().date())))
        shown += sitting
    return shown


def narrowed(revision: Revision, id: str) -> Revision:
    """The revision as the history of one annotation tells it: its own changes, its run, who was given the article."""
    own = [change for change in revision.changes if isinstance(change.record, Annotation | Suggestion)]
    own = [change for change in own if change.record.id == id]
    runs = {change.record.run for change in own if isinstance(change.record, Annotation | Suggestion)}
    made = [change for change in revision.changes if isinstance(change.record, Run) and change.record.id in runs]
    given = [change for change in revision.changes if isinstance(change.record, Assignment)]
    return replace(revision, changes=(*given, *own, *made)) if own else revision


def event_of(
    revision: Revision, me: str, text: str, taken_back: bool, earlier: Callable[[int], Revision | None] | None
) -> Event:
    return event_told(revision, tell(revision, text=text, earlier=earlier), me, taken_back)


def event_told(revision: Revision, story: Story, me: str, taken_back: bool) -> Event:
    """The event of a revision that was told already."""
    return Event(
        revision.id,
        story,
        revision.annotator == me,
        revision.at.astimezone(),
        taken_back,
        can_revert=not taken_back and revision.intent not in _NOT_OFFERED,
    )


def reverted(revisions: Iterable[Revision]) -> set[int]:
    """The numbers of those that a later revision took back, which itself was not taken back; newest first."""
    gone: set[int] = set()
    for revision in revisions:
        if revision.reverts is not None and revision.intent != "restore" and revision.id not in gone:
            gone.add(revision.reverts)
    return gone


def sittings(events: Sequence[Event]) -> list[list[Event]]:
    """The events, newest first, cut where the day changes or somebody paused."""
    found: list[list[Event]] = []
    for event in events:
        if found:
            later = found[-1][-1]
            if later.at.date() == event.at.date() and later.at - event.at <= SITTING:
                found[-1].append(event)
                continue
        found.append([event])
    return found


def when(sitting: Sequence[Event], today: date) -> str:
    """“Today, 19:28 – 19:41”."""
    last, first = sitting[0].at, sitting[-1].at
    if first.date() == today:
        day = "Today"
    elif first.date() == today - timedelta(days=1):
        day = "Yesterday"
    else:
        day = f"{first.day} {first:%B}" + (f" {first.year}" if first.year != today.year else "")
    times = f"{first:%H:%M}" if f"{first:%H:%M}" == f"{last:%H:%M}" else f"{first:%H:%M} – {last:%H:%M}"
    return f"{day}, {times}"
