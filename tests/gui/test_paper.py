"""Blocks on sheets of paper: whole, headings with what they lead to, and what is higher than a page goes on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QColor, QImage, QPageSize, QPainter, QPalette, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QApplication

from core.errors import StoppedError
from core.formats.history_html import Block
from gui.paper import Paper


class Watched(Paper):
    """Notes on which page each block begins, and where it ends."""

    def __init__(self, path: Path) -> None:
        self._writer = QPdfWriter(str(path))
        self._writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        self._writer.setPageMargins(QMarginsF())
        super().__init__(self._writer, "A title")
        self.places: list[tuple[int, float, float]] = []

    def _draw(self, painter: QPainter, document: QTextDocument, at: float) -> float:
        page = self.pages
        end = super()._draw(painter, document, at)
        self.places.append((page, at, end))
        return end

    def printed(self, blocks: Iterable[Block]) -> list[tuple[int, float, float]]:
        self.print_(blocks)
        return self.places


def row(nth: int) -> Block:
    words = "some words of a revision " * (nth % 7)
    return Block(f"<tr><td width='11%'>12:00:00</td><td>{nth} {words}</td></tr>", is_row=True)


HEADING = Block("<h2>22 November 2026</h2>", leads=True)


@pytest.fixture
def paper(qapp: QApplication, tmp_path: Path) -> Watched:
    return Watched(tmp_path / "paper.pdf")


def test_no_row_is_broken(paper: Watched) -> None:
    places = paper.printed(row(nth) for nth in range(200))
    assert len(places) == 200
    assert paper.pages > 3
    assert all(end <= paper._room.bottom() for _, _, end in places)
    pages = [page for page, _, _ in places]
    assert pages == sorted(pages)


def test_a_heading_is_never_the_last_on_its_page(paper: Watched) -> None:
    blocks = [block for nth in range(120) for block in (HEADING, row(nth))]
    pages = [page for page, _, _ in paper.printed(blocks)]
    assert pages[::2] == pages[1::2]
    assert len(set(pages)) > 3


def test_what_is_higher_than_a_page_goes_on_over_the_next(paper: Watched) -> None:
    long = Block(f"<p>{'word ' * 9000}</p>")
    places = paper.printed([row(1), long, row(2)])
    assert paper.pages > 2
    assert [page for page, _, _ in places] == [1, 2, paper.pages]


def test_a_heading_with_nothing_below_is_printed(paper: Watched) -> None:
    assert len(paper.printed([HEADING])) == 1


def test_it_can_be_stopped(paper: Watched) -> None:
    def stop() -> None:
        raise StoppedError("Stopped.")

    with pytest.raises(StoppedError):
        paper.print_([row(1)], stop)


@pytest.mark.parametrize("ink", ["white", "yellow"])
def test_paper_is_written_on_in_black_whatever_the_screen_shows(qapp: QApplication, tmp_path: Path, ink: str) -> None:
    before = qapp.palette()
    try:
        page = drawn(tmp_path / "usual.pdf", "black")
        assert page.pixelColor(0, 0) == QColor("white")
        assert drawn(tmp_path / "dark.pdf", ink) == page
    finally:
        qapp.setPalette(before)


def drawn(path: Path, ink: str) -> QImage:
    """The pixels of a block, drawn as a page would be while the screen writes with another ink."""
    palette = QApplication.palette()
    palette.setColor(QPalette.ColorRole.Text, QColor(ink))
    QApplication.setPalette(palette)
    paper = Watched(path)
    page = QImage(2480, 3508, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    painter = QPainter(page)
    paper._draw(painter, paper._document(Block("<p>Ann <b>made</b> “Qusair” GPE</p>")), 0)
    painter.end()
    black = sum(page.pixelColor(x, y).lightness() < 128 for x in range(0, 2480, 3) for y in range(0, 600, 3))
    assert black, "nothing that can be read"
    return page
