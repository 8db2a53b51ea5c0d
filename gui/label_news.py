"""Labels that a model or a file brings and that the label set did not have: they are added, and that is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.records import Label
from gui.desk import Folded

if TYPE_CHECKING:
    from gui.host import Host


class LabelNews(QObject):
    """A sentence, with the way to the label set, where this annotator's revision brought labels along.

    An import tells of all its articles at its end; this comes behind that.
    """

    def __init__(self, window: Host) -> None:
        super().__init__(window)
        self._window = window
        self._of_files: list[str] = []
        window.desk.folded.connect(self._folded)
        window.intake.imported.connect(lambda _imported: self._imported())

    def _folded(self, folded: Folded) -> None:
        revision = folded.revision
        if revision.intent not in ("import_article", "record_suggestions") or not folded.is_about(Label):
            return
        new = [c.after.name for c in revision.changes if c.before is None and isinstance(c.after, Label)]
        if not new or revision.annotator != self._window.desk.workspace.annotator:
            return
        if revision.intent == "import_article":
            self._of_files += new
        else:
            self._tell("The model uses", new)

    def _imported(self) -> None:
        if self._of_files:
            self._tell(f"{self._window.messages.sentence()} They use".strip(), self._of_files)
            self._of_files = []

    def _tell(self, who: str, names: list[str]) -> None:
        listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        what = "a label that was not in the label set" if len(names) == 1 else "labels that were not in the label set"
        sentence = f"{who} {what}: {listed}. Added in grey, without a key; change or merge it as you like."
        self._window.say(sentence, action="Labels…", then=lambda: self._window.open_dialog("labels"))
