"""What helps at the desk without being asked: each listens for itself, and most are made when the window is up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from gui.aligning import Aligning
    from gui.article.carrying import Carried
    from gui.host import Host
    from gui.people import People
    from gui.selection_bar import SelectionBar
    from gui.slips import Slips
    from gui.speaking import Speaking
    from gui.tidying import Tidying


class Assistants(QObject):
    def __init__(self, window: Host) -> None:
        super().__init__(window)
        self._window = window
        self.aligning: Aligning | None = None
        self.speaking: Speaking | None = None
        self.people: People | None = None
        self.slips: Slips | None = None
        self.tidying: Tidying | None = None
        self.bar: SelectionBar | None = None
        # Whoever waits for the window goes first.
        window.painted.connect(self.arrive, Qt.ConnectionType.QueuedConnection)

    def _look(self) -> None:
        """Where a pipeline has suggested, training is what is meant."""
        if self._window.suggesting.has_model and self.aligning is not None:
            self.aligning.look()

    def arrive(self) -> None:
        """The window is up: those come who were not needed for that. Once is enough."""
        if self.speaking is not None:
            return
        from gui.aligning import Aligning
        from gui.people import People
        from gui.slips import Slips
        from gui.speaking import Speaking
        from gui.tidying import Tidying

        self.aligning = Aligning(self._window.desk, parent=self)
        self._window.suggesting.idle.connect(self._look)
        self.speaking = Speaking(self._window.desk, self)
        self.people = People(self._window, self)
        self.slips = Slips(self._window, self)
        self.tidying = Tidying(self._window.desk, self)
        self._window.article.marked.connect(self._offer_labels)
        self._window.article.source_dropped.connect(self._take_source)
        self.settle_motion()

    def ask_who(self, people: Sequence[str], then: Callable[[], None]) -> None:
        """At the program's start, of a library that knows several people: who works today? ``then`` follows."""
        self.arrive()
        assert self.people is not None
        self.people.ask_at_start(people, then)

    def name_newcomer(self) -> None:
        """At the program's start, in a library that nobody has worked in."""
        self.arrive()
        assert self.people is not None
        self.people.name_newcomer()

    def _offer_labels(self) -> None:
        """Text was selected by the mouse."""
        window = self._window
        if not window.settings.selection_bar:
            return
        if self.bar is None:
            from gui.selection_bar import SelectionBar

            self.bar = SelectionBar(window.article, window.look, self._label)
        self.bar.offer(window.desk.labels)

    def _label(self, action: str) -> None:
        kind, _, name = action.partition(":")
        if name:
            from gui.controllers import labels

            self._window.desk.when_idle(lambda: labels.give(self._window, name))
        else:
            self._window.run(kind)

    def _take_source(self, quote: str, carried: Carried) -> None:
        from gui.controllers import quotes

        self._window.desk.when_idle(lambda: quotes.take_source(self._window, quote, carried))

    def settle_motion(self) -> None:
        """Nothing moves by itself where the system or the editor wants it so."""
        from gui import motion

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        still = self._window.settings.reduced_motion or motion.system_is_still(app)
        motion.settle(app, still)
        self._window.status.still = still

    def close(self) -> None:
        if self.tidying is not None:
            self.tidying.close()
        if self.aligning is not None:
            self.aligning.close()
