"""The article on screen: read-only, with its entities and quotes painted under the text."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QTextEdit, QWidget

from core.boundaries import Step
from core.model import Label, Span
from core.session import Session, Touched
from gui.theme import LIGHT, Theme, load_theme


class ArticleView(QTextEdit):
    """Shows one session. It edits nothing: it says by signals what the editor points at."""

    item_selected = Signal(str)  # id of the item that was clicked, "" for none
    item_activated = Signal(str)  # id of the item that was double-clicked
    text_selected = Signal(int, int)  # start and end of the settled text selection; equal for none
    zoomed = Signal(int)  # percent
    boundary_dragged = Signal(str, object, object)  # id, PartRef, the new Span
    context_requested = Signal(str, QPoint)  # id or "", global position

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._theme = load_theme(LIGHT)
        self._selected: str | None = None
        self._caret = 0
        self._anchor = 0
        self.setReadOnly(True)

    def set_session(self, session: Session | None, labels: Iterable[Label]) -> None:
        """Show an article from its top, or nothing."""
        self._session = session
        self.setPlainText(session.text if session else "")

    def refresh(self, touched: Touched | None = None) -> None:
        """Paint again what a revision touched; everything when it is not said what."""
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def set_zoom(self, percent: int) -> None:
        """Set the size of everything, 50 to 300 percent."""

    def zoom(self) -> int:
        return 100

    def set_show_rejected(self, on: bool) -> None:
        """Whether rejected suggestions are shown, quietly."""

    def select_item(self, id: str | None, scroll: bool = True) -> None:
        """Select an item, or none; ``scroll`` brings it into sight."""
        self._selected = id

    def selected_item(self) -> str | None:
        return self._selected

    def selected_span(self) -> Span | None:
        """The selected text."""
        start, end = sorted((self._anchor, self._caret))
        return Span(start, end) if start < end else None

    def caret(self) -> int:
        """Where the caret is, as an offset."""
        return self._caret

    def set_caret(self, offset: int, anchor: int | None = None) -> None:
        """Put the caret at an offset; with an anchor, select the text between them."""
        self._caret, self._anchor = offset, offset if anchor is None else anchor

    def move_caret(self, step: Step, direction: int, extend: bool) -> None:
        """Move the caret one step on (1) or back (-1); ``extend`` keeps the anchor."""

    def item_at(self, point: QPoint) -> list[str]:
        """The items at a point of the viewport, the innermost first."""
        return []

    def scroll_to(self, offset: int) -> None:
        """Bring an offset into sight."""

    def first_visible_offset(self) -> int:
        """The first offset of the first line in sight."""
        return 0

    def scroll_position(self) -> int:
        """Where in the article the view stands, to be given to ``set_scroll_position`` another day."""
        return self.first_visible_offset()

    def set_scroll_position(self, position: int) -> None:
        """Go where ``scroll_position`` said, whatever size the window has now."""
