"""What people say to each other about an article and its annotations: comments, and flags.

A *comment* is words about one annotation, about one suggestion, or about the article; it is open until somebody
resolves it. A *flag* says without words that somebody should look at an annotation once more; the flag of an article is
its status. Both outlive what they are about: an annotation that was deleted may come back, and finds them again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from core.frozen import frozen

LONGEST = 10_000  # characters of a comment


@frozen
class Comment:
    """Words about an annotation or a suggestion (``about`` is its id), or about the article (``None``)."""

    id: str
    set_id: str
    about: str | None
    author: str
    at: datetime  # UTC, when it was first written
    text: str
    resolved: bool = False
    version: int = 0


@frozen
class Flag:
    """Somebody should look at this annotation or suggestion once more. There is one at the most, under its id."""

    id: str  # of the annotation or the suggestion
    set_id: str
    author: str
    at: datetime
    version: int = 0


@frozen
class Said:
    """A comment that a file brings along."""

    text: str
    author: str = ""
    at: datetime | None = None
    resolved: bool = False


ON_PURPOSE = "This is on purpose."
"""What is said, as resolved, of an annotation that is right although it was decided otherwise elsewhere."""


class Remarks:
    """The comments and flags of one article, by what they are about."""

    __slots__ = ("_by_about", "_comments", "_flags")

    def __init__(self, comments: Iterable[Comment] = (), flags: Iterable[Flag] = ()) -> None:
        self._comments = {comment.id: comment for comment in comments}
        self._flags = {flag.id: flag for flag in flags}
        self._by_about: dict[str | None, set[str]] = {}
        for comment in self._comments.values():
            self._by_about.setdefault(comment.about, set()).add(comment.id)

    def copy(self) -> Remarks:
        return Remarks(self._comments.values(), self._flags.values())

    def thread(self, about: str | None) -> tuple[Comment, ...]:
        """What was said about an item, or, for ``None``, about the article: the oldest first."""
        found = (self._comments[id] for id in self._by_about.get(about, ()))
        return tuple(sorted(found, key=lambda comment: (comment.at, comment.id)))

    def comment(self, id: str) -> Comment | None:
        return self._comments.get(id)

    def flag(self, id: str) -> Flag | None:
        return self._flags.get(id)

    def is_open(self, about: str | None) -> bool:
        """Whether something was said about it that nobody has resolved."""
        return any(not self._comments[id].resolved for id in self._by_about.get(about, ()))

    def is_settled(self, about: str) -> bool:
        """Whether something was said about it, and nobody is waiting for an answer."""
        return about in self._by_about and not self.is_open(about)

    def is_on_purpose(self, about: str) -> bool:
        """Whether somebody said of it that it is meant as it is."""
        there = (self._comments[id] for id in self._by_about.get(about, ()))
        return any(one.resolved and one.text == ON_PURPOSE for one in there)

    def is_marked(self, id: str) -> bool:
        """Whether an item has a flag, or comments, resolved or not."""
        return id in self._flags or id in self._by_about

    def abouts(self) -> frozenset[str]:
        """The ids of all that has a flag or comments, standing or gone."""
        return frozenset(id for id in {*self._flags, *self._by_about} if id is not None)

    def open_count(self) -> int:
        return sum(not comment.resolved for comment in self._comments.values())

    def everything(self) -> tuple[Comment | Flag, ...]:
        return (*self._comments.values(), *self._flags.values())

    def counts(self) -> tuple[int, int]:
        """How many comments there are, and how many flags."""
        return len(self._comments), len(self._flags)

    # --------------------------------------------------------------------------------------------------------- folding

    def take(self, before: Comment | Flag | None, after: Comment | Flag | None) -> str | None:
        """Take in a change; the id of what it is about comes back, ``None`` for the article."""
        there = after if after is not None else before
        if isinstance(there, Flag):
            self._flags.pop(there.id, None)
            if isinstance(after, Flag):
                self._flags[there.id] = after
            return there.id
        assert there is not None
        self._comments.pop(there.id, None)
        of = self._by_about.setdefault(there.about, set())
        of.discard(there.id)
        if isinstance(after, Comment):
            self._comments[there.id] = after
            of.add(there.id)
        if not of:
            del self._by_about[there.about]
        return there.about
