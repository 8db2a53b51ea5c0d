"""What a click in a panel asks for, done by the same functions as the keys; imported when it is first done."""

from __future__ import annotations

from core.bodies import PartRef, Span
from core.checks import Check
from core.comments import Comment
from core.records import Revision
from gui.screen import Choice, Screen


def on_comment(screen: Screen, what: str, comment: Comment) -> None:
    """Resolve, edit or delete a comment."""
    from gui.controllers import remarks

    {"resolve": remarks.resolve, "edit": remarks.edit, "delete": remarks.delete}[what](screen, comment)


def on_remedy(screen: Screen, check: Check) -> None:
    from gui.controllers import quotes

    quotes.apply_remedy(screen, check)


def on_dragged(screen: Screen, id: str, part: PartRef, span: Span) -> None:
    from gui.controllers import boundaries

    boundaries.dragged(screen, id, part, span)


def on_revert(screen: Screen, number: int) -> None:
    """Ask why, and take a revision back."""

    def because(reason: str) -> None:
        from gui.controllers import past

        past.revert(screen, number, reason)

    plain = Choice("", "Revert, without a reason", key="⏎")
    screen.pick("Why take it back?", [plain], because, free="Revert, because: “{}”")


def on_revision(screen: Screen, revision: Revision) -> None:
    """Show what a revision was about."""
    from gui.controllers import past

    past.show(screen, revision)
