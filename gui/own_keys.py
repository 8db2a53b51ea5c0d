"""Keys of one's own on the screen: whatever shows a key shows the editor's, at once and at the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui import keymap

if TYPE_CHECKING:
    from gui.host import Host


def follow(window: Host) -> None:
    """Show own keys, now where there are any, and whenever they change; changed ones are kept."""
    if keymap.own():
        _show(window)
    window.actions_of.keys_changed.connect(lambda: _changed(window))


def _changed(window: Host) -> None:
    _show(window)
    window.apply_setting("own_keys")


def _show(window: Host) -> None:
    window.selection.show_keys()
    window.top.show_keys()
