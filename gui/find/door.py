"""The way into finding: the bar and the page are made when they are first asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.bodies import Entity, Span
from core.session import Session

if TYPE_CHECKING:
    from gui.find.bar import FindBar
    from gui.find.page import LibraryPage
    from gui.frame import Frame
    from gui.host import Host

MOST = 5_000  # hits that are annotated by one action
_LONGEST = 200  # characters of a selection that are taken for what is looked for


def usual_labels(session: Session, spans: Sequence[Span]) -> list[str]:
    """The labels that stand, or are suggested, on spans, the one that most bear first."""
    on = set(spans)
    bodies = (item.body for item in session.in_no_order())
    labels = Counter(body.label for body in bodies if isinstance(body, Entity) and body.span in on)
    return [label for label, _ in labels.most_common()]


class FindDoor(QObject):
    def __init__(self, window: Host, frame: Frame) -> None:
        super().__init__(window)
        self._window, self._frame = window, frame
        self._bar: FindBar | None = None
        self._page: LibraryPage | None = None

    @property
    def bar(self) -> FindBar:
        """The bar under the article, made now if nobody has looked for anything yet."""
        if self._bar is None:
            from gui.find.bar import FindBar
            from gui.find.seeker import Seeker

            self.seeker = Seeker(self._window.desk, self)
            self._bar = FindBar(self.seeker)
            self._bar.hide()
            self._frame.put_below(self._bar)
            self._bar.left.connect(self.leave)
            self._bar.article_wanted.connect(self._window.focus_article)
            self._bar.annotate_clicked.connect(self.annotate_all)
            self._bar.library_clicked.connect(self.everywhere)
            self._window.desk.labels_changed.connect(self._take_labels)
            self._window.closed.connect(self.seeker.close)
            self._take_labels()
        return self._bar

    def _take_labels(self) -> None:
        self.bar.what.set_labels(self._window.desk.labels)

    @property
    def is_open(self) -> bool:
        return self._bar is not None and not self._bar.isHidden()

    def open(self) -> None:
        """Show the bar with the selected words, and let the editor type."""
        desk, bar = self._window.desk, self.bar
        context = desk.context()
        words = context.span.of(context.session.text) if context.span is not None and context.session else ""
        in_bar = self.is_open and not self._window.article.hasFocus()
        if len(words) > _LONGEST or "\n" in words or in_bar:
            words = ""
        if not in_bar:
            self._show()
        bar.begin(words)

    def _show(self) -> None:
        bar = self.bar
        self.seeker.begin()
        bar.show()

    def step(self, step: int) -> None:
        """Go to the next or the previous hit; the keys stay where they are."""
        bar = self.bar
        if self.seeker.search.is_empty:
            self.open()
            return
        if not self.is_open:
            self._show()
            bar.look()
        self.seeker.step(step)
        number = len(self.seeker.hits)
        if not bar.isVisible() or self._window.article.hasFocus():
            self._window.hint(f"{bar.count.text()}." if number else "There are no hits here.")

    def leave(self) -> None:
        """Close the bar: the keys are the article's again, on the hit that one is at."""
        self.bar.hide()
        self.seeker.end()
        self._window.focus_article()

    def annotate_all(self) -> None:
        """See all hits in a list, and make one decision about those that are ticked."""
        from core.deeds import Deed
        from core.text import trimmed
        from gui.dialogs.same_text import open_on

        desk, seeker = self._window.desk, self.seeker if self._bar is not None else None
        if seeker is None or not len(seeker.hits) or desk.session is None:
            self._window.hint("Find something first (Ctrl+F); then all hits can be annotated at once.")
            return
        if len(seeker.hits) > MOST:
            self._window.hint(
                f"{len(seeker.hits):,} hits are more than one action takes ({MOST:,}). Narrow the search first."
            )
            return
        text = desk.session.text
        bounds = (trimmed(text, start, end) for start, end in seeker.hits.places)
        spans = tuple(Span(start, end) for start, end in bounds if start < end)
        names = [known.name for known in desk.labels if not known.retired]
        wanted = seeker.search.label.casefold()
        usual = usual_labels(desk.session, spans)
        chosen = (*(name for name in names if name.casefold() == wanted), *(name for name in usual if name in names))
        label = next(iter((*chosen, *names)), None)
        deed = Deed(seeker.search.words, label, spans=spans)
        open_on(self._window, deed)

    # ------------------------------------------------------------------------------------------------- the library

    @property
    def page(self) -> LibraryPage:
        """The page of the library, made now if nobody has been there yet."""
        if self._page is None:
            from gui.find.page import LibraryPage

            self._page = LibraryPage(self._window.desk, self._window.look)
            self._page.left.connect(self.back)
            self._page.hit_chosen.connect(self._open_hit)
            self._window.closed.connect(self._page.sweep.close)
            self._window.door.stack.addWidget(self._page)
        return self._page

    def everywhere(self) -> None:
        """Look through the library, for what is in the bar or selected in the article."""
        from core.find.search import Search
        from gui.find.page import KEYS

        desk, page = self._window.desk, self.page
        span, session = desk.context().span, desk.session
        wanted = None
        if self.is_open:
            wanted = self.seeker.search
        elif span is not None and session is not None and span.end - span.start <= _LONGEST:
            wanted = Search(" ".join(span.of(session.text).split()))
        if self._window.door.is_open:
            self._window.door.leave()
        self._window.door.stack.setCurrentWidget(page)
        self._window.status.show_page("", KEYS)
        page.visit(wanted)

    def back(self) -> None:
        """From the library back to the desk."""
        self._window.door.leave()

    def _open_hit(self, article: str, start: int, end: int) -> None:
        search = self.page.search
        self.back()
        desk = self._window.desk

        def show() -> None:
            self._show()
            self.bar.what.show_search(search)
            if start < end:
                desk.view.set_caret(end, start)
                desk.view.scroll_to(start)
            self.seeker.begin()  # from here on the next hit is looked for
            self.bar.look()
            self._window.focus_article()

        desk.open_article(article, show)
