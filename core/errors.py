"""Errors with owners.

A :class:`KnownError` is the world's fault (a full disk, a file that is no text, an edit that came too late). Its text
is written for the editor: what happened, what was kept, what to do. A :class:`BugError` is ours, and becomes a report.

::

    CopydeskError
    ├── KnownError
    │   ├── RefusedError      a command breaks a rule
    │   ├── ConflictError     a command was made on a state that is no longer there
    │   ├── UnknownRecordError  a command or a query names something that the library does not hold
    │   ├── LibraryError      the library cannot be opened, read or written; DamagedError where its file is damaged
    │   ├── FormatError       a file cannot be read as, or written to, a format
    │   ├── ModelError        a pipeline cannot be loaded or run
    │   └── StoppedError      what took long was stopped by whoever began it
    └── BugError
"""

from __future__ import annotations


class CopydeskError(Exception):
    """Everything that Copydesk raises on purpose."""


class KnownError(CopydeskError):
    """The world's fault; ``str()`` is a sentence to the editor."""


class RefusedError(KnownError):
    """A command breaks a rule; nothing was changed."""


class ApprovedError(RefusedError):
    """What would be changed was approved: the set has to be reopened first."""

    def __init__(self, sentence: str, article: str, set_id: str) -> None:
        super().__init__(sentence)
        self.article, self.set_id = article, set_id


class ConflictError(KnownError):
    """A command was made on a state that somebody has changed since; nothing was changed."""

    def __init__(self, sentence: str, later: int | None = None) -> None:
        super().__init__(sentence)
        self.later = later  # the number of the revision that is in the way, where it is known


class UnknownRecordError(KnownError):
    """The library does not hold what was named."""


class LibraryError(KnownError):
    """The library cannot be opened, read or written."""


class DamagedError(LibraryError):
    """The library's file is damaged."""


class FormatError(KnownError):
    """A file cannot be read as, or written to, a format."""


class ChildError(KnownError):
    """A process that was asked something has ended without an answer."""


class ModelError(KnownError):
    """A pipeline cannot be loaded or run."""


class StoppedError(KnownError):
    """What took long was stopped by whoever began it."""


class BugError(CopydeskError):
    """Ours: something that cannot happen has happened."""
