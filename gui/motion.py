"""Whether anything may move by itself: a bar that runs, a menu that fades, a caret that blinks."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

_EFFECTS = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
_BLINK = 1000  # milliseconds, Qt's own


def system_is_still(app: QApplication) -> bool:
    """Whether the system asks for less motion, where it can be asked."""
    hints = app.styleHints()
    accessibility = hints.accessibility()  # it is gone for Python as soon as the hints are
    preference = getattr(accessibility, "motionPreference", None)  # newer versions of Qt have it
    if preference is not None and getattr(preference(), "name", "") in ("ReducedMotion", "ReduceMotion"):
        return True
    return sys.platform == "win32" and not QApplication.isEffectEnabled(Qt.UIEffect.UI_General)


def settle(app: QApplication, still: bool) -> None:
    """Let what Qt moves by itself move, or not."""
    for effect in _EFFECTS:
        QApplication.setEffectEnabled(effect, not still and app.isEffectEnabled(Qt.UIEffect.UI_General))
    app.setCursorFlashTime(0 if still else _BLINK)
