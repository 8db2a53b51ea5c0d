"""What an action may ask of the window, so that the actions know no window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QWidget

from core.frozen import frozen
from core.settings import Settings
from gui.desk import Desk
from gui.messages import MessageBar


@frozen
class Choice:
    """One line of a picker: what is chosen, how it is shown, and the key that chooses it at once."""

    value: str
    text: str = ""
    key: str = ""
    hint: str = ""
    colour: str = ""  # a colour role
    is_quiet: bool = False  # below all others: it leads to a sentence that says what would make it possible


class Finder(Protocol):
    """Finding in the open article and in all."""

    @property
    def is_open(self) -> bool: ...

    def open(self) -> None: ...

    def leave(self) -> None: ...

    def step(self, by: int) -> None: ...

    def annotate_all(self) -> None: ...

    def everywhere(self) -> None: ...


class Screen(Protocol):
    desk: Desk
    settings: Settings

    @property
    def widget(self) -> QWidget:
        """The window, as the parent of dialogs."""
        ...

    def say(self, sentence: str, *, action: str = "", then: Callable[[], None] | None = None) -> None:
        """A sentence in the message bar, with a button where there is something to do."""
        ...

    def hint(self, sentence: str) -> None:
        """A passing sentence in the status bar: a key that could not act says why."""
        ...

    def pick(
        self,
        title: str,
        choices: Sequence[Choice],
        then: Callable[[str], None],
        *,
        free: str = "",
        one_key: bool = False,
    ) -> None:
        """Let the editor choose by typing; ``free`` names what typing something new makes of it."""
        ...

    def import_paths(self, paths: Sequence[Path]) -> None: ...

    def import_text(self, text: str, origin: str = "pasted") -> None: ...

    def open_dialog(self, name: str) -> None: ...

    def suggest(self) -> None: ...

    def stop_suggesting(self) -> None: ...

    def step_article(self, step: int) -> None: ...

    def step_panel(self, step: int) -> None: ...

    def show_tab(self, name: str) -> None: ...

    def toggle(self, what: str) -> None: ...

    def set_zoom(self, percent: int) -> None: ...

    def apply_setting(self, name: str) -> None:
        """A setting has another value: bring it onto the screen, and keep it."""
        ...

    def set_show_rejected(self, shown: bool) -> None: ...

    def set_theme(self, name: str) -> None: ...

    def focus_article(self) -> None: ...

    def focus_search(self) -> None: ...

    @property
    def is_adjudicating(self) -> bool:
        """Whether the adjudication page lies over the desk."""
        ...

    @property
    def finder(self) -> Finder: ...

    @property
    def messages(self) -> MessageBar: ...

    def leave(self) -> None: ...
