"""The bar at the bottom: what is saved, how far the article is, what the model does, where the caret is."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QStatusBar, QWidget

from core.bodies import Span
from core.counted import counted
from core.session import Progress, Session
from gui.desk import SaveState, Saving, Selected
from gui.parts import in_english, label, repolish, tool

_HINT_MILLISECONDS = 6000
_SLOW_MILLISECONDS = 150  # a save takes one or two


def clock(moment: datetime) -> str:
    """The time of day where the editor is."""
    return moment.astimezone().strftime("%H:%M:%S")


class StatusBar(QStatusBar):
    stop_clicked = Signal()
    model_clicked = Signal()
    annotator_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._progress: Progress | None = None
        self._unsure_first = False
        self._hidden = 0
        self.still = False  # nothing moves by itself: a bar that runs without an end is not shown
        self.saved = label(name="saved", says="Saved state")
        self.progress = label(name="progress", says="Progress")
        self.model = tool("", self.model_clicked.emit, tip="Choose the model that suggests", says="Model")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setMaximumWidth(120)
        self.bar.setAccessibleName("Progress of the suggestions")
        self.bar.hide()
        self.stop = tool("Stop", self.stop_clicked.emit, tip="Stop", name="stop")
        self.stop.hide()
        self.annotator = tool("", self.annotator_clicked.emit, tip="Work as somebody else", name="annotator")
        self.hint = label(name="hint", says="Hint")
        for widget in (self.saved, self.progress, self.model, self.bar, self.stop, self.annotator):
            self.addWidget(widget)
        self.addWidget(self.hint, 1)
        self.part = label(name="part", says="Current part")
        self.chars = label(name="chars", says="Place in the text")
        self.zoom = label(name="zoom", says="Size of the text")
        self.comparing = label(name="comparing", says="What is compared")
        self.page_keys = label(name="pageKeys", says="Keys of this page")
        self.insertWidget(1, self.comparing)
        for widget in (self.part, self.chars, self.zoom, self.page_keys):
            self.addPermanentWidget(widget)
        self.show_desk()
        self._saving = QTimer(self, singleShot=True, interval=_SLOW_MILLISECONDS)
        self._saving.timeout.connect(lambda: self._say_saved(SaveState(Saving.SAVING)))
        self._fade = QTimer(self, singleShot=True, interval=_HINT_MILLISECONDS)
        self._fade.timeout.connect(self.hint.clear)
        self._hinted_at = datetime.now(UTC)

    def show_saved(self, save: SaveState) -> None:
        """Saved, or not. That it is being saved is shown when it takes so long that somebody may wonder."""
        if save.state is Saving.SAVING:
            self._saving.start()
        else:
            self._saving.stop()
            self._say_saved(save)

    def _say_saved(self, save: SaveState) -> None:
        match save.state:
            case Saving.SAVING:
                text = "Saving…"
            case Saving.SAVED:
                text = f"✓ Saved {clock(save.at)}" if save.at else "✓ Saved"
            case Saving.FAILED:
                text = "✕ Not saved"
        self.saved.setText(text)
        if self.saved.property("state") != save.state.value:
            self.saved.setProperty("state", save.state.value)
            repolish(self.saved)

    def show_progress(self, progress: Progress | None, hidden: int = 0) -> None:
        """How far the article is; ``hidden`` is how many annotations are not shown as they are decided."""
        self._progress, self._hidden = progress, hidden
        order = ", unsure first" if self._unsure_first else ""
        order += f" · {self._hidden:,} hidden" if self._hidden else ""
        self.progress.setText(
            f"{progress.decided:,} of {progress.total:,} decided{order}" if progress is not None else ""
        )

    def show_annotator(self, name: str, session: Session | None) -> None:
        """As whom one works, and whether in a set of one's own."""
        alone = session is not None and session.annotation_set.is_independent
        self.annotator.setText(f"Annotator: {name}{', on your own' if alone else ''}")

    def show_order(self, unsure_first: bool) -> None:
        """In which order one goes through what is undecided."""
        self._unsure_first = unsure_first
        self.show_progress(self._progress, self._hidden)

    def show_model(self, text: str, *, working: bool = False, done: int = 0, total: int = 0) -> None:
        """What the model is or does; ``total`` 0 while nobody knows how long it takes."""
        self.model.setText(text)
        self.bar.setVisible(working and (total > 0 or not self.still))
        self.stop.setVisible(working)
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def show_import(self, working: bool, done: int = 0) -> None:
        """An import is under way, or has ended; the same button stops it."""
        self.bar.setRange(0, 0)
        self.bar.setVisible(working and not self.still)
        self.stop.setVisible(working)
        if working:
            self.show_hint(f"{counted(done, 'article')} read")
        else:
            self.hint.clear()

    def show_place(self, span: Span | None, caret: int) -> None:
        self.chars.setText(f"chars {span.start:,}–{span.end:,}" if span is not None else f"char {caret:,}")

    def show_part(self, selected: Selected) -> None:
        """Which part keys and handles are about, where the selected item has several."""
        item, part = selected.item, selected.part
        several = item is not None and sum(1 for _ in item.body.parts()) > 1
        self.part.setText(f"Part: {part.role.value} {part.ordinal + 1}" if several and part is not None else "")

    def show_page(self, comparing: str, keys: str) -> None:
        """Another page than the article is up: say what it shows and its keys, instead of what is said of the desk."""
        self.comparing.setText(comparing)
        self.page_keys.setText(keys)
        self._show_desk_parts(False)

    def show_desk(self) -> None:
        """The article is up."""
        self._show_desk_parts(True)

    def _show_desk_parts(self, shown: bool) -> None:
        for widget in (self.progress, self.model, self.annotator, self.part, self.chars, self.zoom):
            widget.setVisible(shown)
        for widget in (self.comparing, self.page_keys):
            widget.setVisible(not shown)

    def show_hint(self, sentence: str) -> None:
        """A sentence that goes by itself."""
        self.hint.setText(in_english(sentence))
        self._hinted_at = datetime.now(UTC)
        self._fade.start()

    def outdate(self, at: datetime) -> None:
        """The editor has done something at that moment, aware: what was hinted before may not be so any more."""
        if self._hinted_at < at:
            self.hint.clear()
