"""What can be taken back, done again and restored."""

from __future__ import annotations

from core.frozen import frozen


@frozen
class Undo:
    """Take back this annotator's latest action that still stands, in whatever article."""


@frozen
class Redo:
    """Take back this annotator's latest undo."""


@frozen
class Revert:
    """Take back one revision, also another annotator's, as a new action of one's own."""

    revision: int
    reason: str | None = None


@frozen
class Restore:
    """Put the annotations and the verdicts of an article back to what they were after a revision, as a new action.

    ``record`` limits it to one annotation, with the suggestion that it was made from. The revision may be one of
    another article: what counts is the moment.
    """

    article: str
    revision: int
    record: str | None = None
    reason: str | None = None
