"""What the timeline of the history page lists: of an article what its moments hold, of the library what is found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from PySide6.QtCore import QObject, Signal

from core.counted import counted
from core.queries import Wanted
from core.records import ArticleInfo, Revision
from core.surveys import Model
from gui.desk import Desk
from gui.history.looking import PAGE, Found, LookingBack
from gui.history.moments import Moments, touched
from gui.history.telling import Telling
from gui.history.wishes import meets
from gui.panels.entries import Entry


class Ledger(QObject):
    came = Signal()  # more of the library was found

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.looking = LookingBack(desk.bridge, self)
        self.looking.came.connect(self._came)
        self.listed: list[Revision] = []  # newest first
        self._moments: Moments | None = None  # of the article whose past is listed
        self._shown = PAGE  # so many of an article's are told
        self._headlines: dict[str, str] = {}
        self._telling = Telling("")

    def _anew(self, moments: Moments | None = None) -> None:
        self.looking.forget()
        self.listed, self._moments, self._shown, self._headlines = [], moments, PAGE, {}
        self._telling = Telling(self._desk.workspace.annotator)

    # ---------------------------------------------------------------------------------------------------- of an article

    def show_newest(self, revisions: Sequence[Revision], text: str) -> None:
        """List the newest of an article, while all of its past is still being read."""
        self._anew()
        self.listed = list(revisions)
        known = {one.id: one for one in revisions}
        self._telling.tell(revisions, known.get, {one.article or "": text for one in revisions[:1]})

    def show_article(self, moments: Moments, wanted: Wanted, models: Mapping[str, Model]) -> None:
        """List what is wanted of an article's past."""
        self._anew(moments)
        self.sift(wanted, models)

    def sift(self, wanted: Wanted, models: Mapping[str, Model]) -> None:
        """The same of the same article, after something more was done."""
        assert self._moments is not None
        self.listed = [one for one in reversed(self._moments.revisions) if meets(one, wanted, models)]
        self._tell_shown(self._moments)

    def _tell_shown(self, moments: Moments) -> None:
        known = {revision.id: revision for revision in moments.revisions}
        self._telling.tell(self.listed[: self._shown], known.get, {moments.id: moments.article.text})

    # --------------------------------------------------------------------------------------------------- of the library

    def show_library(self, wanted: Wanted) -> None:
        """List what is wanted of the library's past; it comes part by part."""
        self._anew()
        self.looking.begin(wanted)

    def _came(self, found: Found) -> None:
        self.listed += found.stretch.found
        self._headlines.update(found.headlines)
        known = {**found.earlier, **{revision.id: revision for revision in self.listed}}
        self._telling.tell(found.stretch.found, known.get, found.texts, self._headlines)
        self.came.emit()

    def insert(self, revision: Revision, text: str) -> None:
        """Somebody did something just now that is wanted."""
        infos = (change.after for change in revision.changes)
        self._headlines.update({info.id: info.headline for info in infos if isinstance(info, ArticleInfo)})
        self.listed.insert(0, revision)
        known = {one.id: one for one in islice(self.listed, PAGE)}
        self._telling.tell([revision], known.get, {revision.article or "": text}, self._headlines)

    # ------------------------------------------------------------------------------------------------------------- both

    def more(self) -> bool:
        """The editor has come to the end of what is told; says whether there is more of it already."""
        if self._moments is None:
            self.looking.more()
            return False
        if self._shown >= len(self.listed):
            return False
        self._shown += PAGE
        self._tell_shown(self._moments)
        return True

    def entries(self) -> list[Entry]:
        known: Iterable[Revision] = self.listed
        if self._moments is not None:
            known = reversed(self._moments.revisions)
            return self._telling.entries(self.listed[: self._shown], known)
        return self._telling.entries(self.listed, known)

    def counted(self) -> str:
        """“41 revisions · 38 annotations changed”; of the library, how far it was looked through."""
        told = counted(len(self.listed), "revision")
        if self._moments is not None:
            return f"{told} · {counted(touched(self.listed), 'annotation')} changed"
        if self.looking.is_long:
            return f"{told} so far · looked through {self.looking.share:.0%}"
        return told if self.looking.is_whole else told.replace(" ", "+ ", 1)
