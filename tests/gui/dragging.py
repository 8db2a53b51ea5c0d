"""What a mouse carries from elsewhere."""

from __future__ import annotations

from typing import Any

from PySide6 import __version_info__ as version
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent


def drag_enter(there: QPoint, data: QMimeData) -> QDragEnterEvent:
    """Something is dragged to a point, which was one of whole pixels before Qt 6.12."""
    place: Any = QPointF(there) if version >= (6, 12) else there
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QDragEnterEvent(place, copy, data, left, none)
