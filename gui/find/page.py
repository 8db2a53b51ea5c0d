"""The page on which the whole library is looked through: what is looked for above, the hits by article below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QProgressBar, QVBoxLayout, QWidget

from core.find.library import MOST
from core.find.search import Search, SearchError
from gui.desk import Desk
from gui.find.bar import SearchLine
from gui.find.results import ResultDelegate, ResultModel
from gui.find.sweep import Sweep, Swept
from gui.look import Look
from gui.parts import button, label, muted

KEYS = "↓ to the hits · Enter opens · Esc back"
_PAUSE_MILLISECONDS = 220  # after a key, before the library is looked through
_SHORTEST = 2  # characters that are looked for without being told to: one letter is in every line


class LibraryPage(QWidget):
    left = Signal()  # the editor wants back to the desk
    hit_chosen = Signal(str, int, int)  # an article's id, start and end; 0, 0 for the article itself

    def __init__(self, desk: Desk, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findPage")
        self._desk = desk
        self.search = Search()  # what the results are of
        self.what = SearchLine("Find in all articles")
        self.what.changed.connect(self._typed)
        self.what.line.installEventFilter(self)
        self.sweep = Sweep(desk.bridge, self)
        self.sweep.found.connect(self._found)
        self.sweep.progressed.connect(self._progressed)
        self.sweep.ended.connect(self._ended)
        self.sweep.trouble.connect(self._trouble)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.look)
        self.model = ResultModel(self)
        self.list = QListView()
        self.list.setAccessibleName("Hits in all articles")
        self.list.setModel(self.model)
        self.list.setItemDelegate(ResultDelegate(look, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.activated.connect(self._open)
        self.list.clicked.connect(self._open)
        self.list.installEventFilter(self)
        self.told = muted(wrap=False)
        self.told.setAccessibleName("How the search goes")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setMaximumWidth(200)
        self.bar.setAccessibleName("Progress of the search")
        self.stop = button("Stop", self.sweep.stop, name="stopSweep")
        self._build()
        self.show_state("Type what to look for: words, or label:GPE, status:flagged and the like.")
        desk.labels_changed.connect(lambda: self.what.set_labels(desk.labels))
        self.what.set_labels(desk.labels)
        look.changed.connect(self.list.viewport().update)

    def _build(self) -> None:
        above, below = QHBoxLayout(), QHBoxLayout()
        above.addWidget(label("Find in all articles", role="title"))
        above.addStretch(1)
        above.addWidget(button("Back to the Article", self.left.emit, tip="Back (Esc)"))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.what, 1)
        row.addWidget(self.what.labels)
        row.addWidget(self.what.states)
        below.addWidget(self.told, 1)
        below.addWidget(self.bar)
        below.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 8)
        column.setSpacing(8)
        column.addLayout(above)
        column.addLayout(row)
        column.addLayout(below)
        column.addWidget(self.list, 1)

    # ------------------------------------------------------------------------------------------------------- looking

    def visit(self, search: Search | None) -> None:
        """Let the editor type; look for something at once where it is said what."""
        if search is not None and not search.is_empty and search != self.search:
            self.what.show_search(search)
            self.look()
        self.what.line.setFocus()
        self.what.line.selectAll()

    def _typed(self) -> None:
        try:
            search = self.what.search()
        except SearchError as error:
            self._pause.stop()
            self.show_state(str(error))
            return
        if search.filters or len(search.words.strip()) >= _SHORTEST:
            self._pause.start()
        else:
            self._pause.stop()

    def look(self) -> None:
        """Look through the library for what is typed now."""
        self._pause.stop()
        try:
            search = self.what.search()
        except SearchError as error:
            self.show_state(str(error))
            return
        if search.is_empty:
            return
        self.search = search
        self.model.clear()
        self.show_state("Looking…", running=True)
        self.bar.setRange(0, 0)
        self.sweep.start(search)

    def show_state(self, sentence: str, *, running: bool = False) -> None:
        self.told.setText(sentence)
        self.bar.setVisible(running)
        self.stop.setVisible(running)

    def _found(self, found: list) -> None:  # type: ignore[type-arg]  # a signal's argument
        first = not self.model.rows
        self.model.add(found)
        if first:
            self.list.setCurrentIndex(self.model.index(min(1, self.model.rowCount() - 1)))

    def _progressed(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        self.told.setText(f"Looking… {done:,} of {total:,} articles")

    def _ended(self, swept: Swept) -> None:
        where = f"{swept.articles:,} article{'' if swept.articles == 1 else 's'}"
        number = f"{swept.hits:,} hit{'' if swept.hits == 1 else 's'} in {where}"
        if swept.is_whole:
            self.show_state(number if swept.hits else "No hits.")
        elif swept.hits >= MOST:
            self.show_state(f"{number}, and there it was left off. Narrow the search to see the rest.")
        else:
            self.show_state(f"Stopped: {number} so far.")

    def _trouble(self, sentence: str) -> None:
        self.show_state(sentence)

    def _open(self, index: QModelIndex) -> None:
        row = self.model.rows[index.row()]
        start, end = (row.hit.start, row.hit.end) if row.hit is not None else (0, 0)
        self.hit_chosen.emit(row.article.info.id, start, end)

    # ---------------------------------------------------------------------------------------------------------- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Between the line and the hits by the arrows; Esc goes from the hits to the line, and from there back."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if watched is self.what.line:
                if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                    self._enter()
                    return True
                if key is Qt.Key.Key_Down and self.model.rows:
                    self.list.setFocus()
                    return True
            elif key is Qt.Key.Key_Escape or (key is Qt.Key.Key_Up and self.list.currentIndex().row() <= 0):
                self.what.line.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _enter(self) -> None:
        """Look at once; where that was done, open the hit that is marked."""
        try:
            search = self.what.search()
        except SearchError:
            return
        if search != self.search:
            self.look()
        elif self.list.currentIndex().isValid():
            self._open(self.list.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
