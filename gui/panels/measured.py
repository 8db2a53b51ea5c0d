"""A column of wrapped words, laid out as seldom as can be: measuring a document is slow, and Qt asks for it often."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QLabel, QLayout, QSizePolicy


@contextmanager
def laid_out_once(*layouts: QLayout) -> Iterator[None]:
    """Change what is shown; Qt would lay out a column anew for every widget that comes to be seen."""
    for layout in layouts:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in layouts:
            layout.setEnabled(True)


class MeasuredLabel(QLabel):
    """As wide as its column, and as high as its words need there; measured once for each width."""

    def __init__(self, *, role: str = "", says: str = "") -> None:
        super().__init__()
        self._heights: dict[int, int] = {}
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        if role:
            self.setProperty("role", role)
        if says:
            self.setAccessibleName(says)

    def setText(self, text: str) -> None:
        if text != self.text():
            self._heights.clear()
            super().setText(text)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())  # how high it becomes, the column asks for its width

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()
        super().changeEvent(event)
