"""A page whose content is made when it is first looked at, so that the window need not wait for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

W = TypeVar("W", bound=QWidget)


class Later(QWidget, Generic[W]):
    def __init__(self, make: Callable[[], W], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._content: W | None = None

    @property
    def content(self) -> W:
        """What the page holds, made now if nobody has looked at it yet."""
        if self._content is None:
            self._content = self._make()
            column = QVBoxLayout(self)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(self._content)
        return self._content

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.content.show()
