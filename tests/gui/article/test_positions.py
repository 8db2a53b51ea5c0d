"""Code points and Qt's positions: TextIndex against a real document."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from core.text import TextIndex, canonical
from gui.article.paper import paper
from gui.article.sizes import Page, Sizes
from tests.gui.article import making

# Surrogates, separators, signs that Qt knows its own use for, marks that join: whatever might be counted wrongly.
ODD = (
    "\n\r\u2028\u2029\u00a0\ufeff\ufffc\ufdd0\ufdd1\x00\x0b\x0c\x1c\x85\u200d\u0301\u200f\u05d0\u0628"
    "🎉👩😀𝒳\ud83d\udc69"
)
TEXTS = st.text(st.one_of(st.sampled_from(ODD), st.characters()), max_size=80)
SIZES = Sizes.at(100)
PAGE = Page.fitted(1001, SIZES)


def as_qt_says(character: str) -> str:
    return {"\n": "\u2029"}.get(character, character)


@given(TEXTS, st.booleans())
@example("a🎉b\u00a0c\r\nd\u2028e👩‍👩‍👧", True)
@example("\n", True)
@example("", False)
def test_every_offset_is_the_same_character_in_qt(raw, headline):
    text = canonical(raw)
    index = TextIndex(text)
    parent = QObject()
    document = paper(making.session(text, headline=None if headline else "none"), SIZES, PAGE, parent)
    assert document.characterCount() == index.position(index.length) + 1
    cursor = QTextCursor(document)
    for offset, character in enumerate(text):
        cursor.setPosition(index.position(offset))
        cursor.setPosition(index.position(offset + 1), QTextCursor.MoveMode.KeepAnchor)
        assert cursor.selectedText() == as_qt_says(character)
        assert index.offset(index.position(offset)) == offset
    assert document.blockCount() == len(index.line_starts)
    assert [document.findBlockByNumber(n).position() for n in range(document.blockCount())] == [
        index.position(start) for start in index.line_starts
    ]
