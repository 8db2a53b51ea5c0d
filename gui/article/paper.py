"""Makes the text of an article into a document of Qt, with the least of formats: line height, paragraphs, headline."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from core.session import Session
from gui.article.sizes import Page, Sizes
from gui.fonts import serif

# Kerning and ligatures double the time that a text takes to lay out, and take five times as long in one paragraph. In
# texts beyond this length (10,000 words) speed is worth more, unless they hold what cannot be read without.
LONG = 60_000

# How UTF-8 begins what is not itself without shaping, and what Qt does not shape all the same as it does other scripts:
# Arabic letters, which are joined, and emoji, which are made of several.
_SHAPED = (b"\xd8", b"\xd9", b"\xda", b"\xdb", b"\xdd", b"\xe0\xa2", b"\xe0\xa3", b"\xf0\x9f", b"\xe2\x80\x8d")

_BLANK_LINE = re.compile(r"(?<=\n)\n")


def needs_shaping(text: str) -> bool:
    """Whether a text holds letters or signs that are not themselves when they are set one by one."""
    encoded = b"" if text.isascii() else text.encode("utf-8")
    return any(beginning in encoded for beginning in _SHAPED)


def has_headline(session: Session) -> bool:
    """Whether the text begins with its headline, which has plain spaces where the text may have others."""
    start, end = session.index.line_span(0)
    headline = session.info.headline
    return bool(headline) and " ".join(session.text[start:end].split()) == " ".join(headline.split())


def paper(session: Session | None, sizes: Sizes, page: Page, parent: QObject) -> QTextDocument:
    """A new document with the article's text.

    It is complete before a view sees it: formats that are set later would have a long text laid out twice.
    """
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    font = serif(sizes.em)
    if session is not None and session.index.length > LONG and not needs_shaping(session.text):
        font.setStyleStrategy(QFont.StyleStrategy.PreferNoShaping)
    document.setDefaultFont(font)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each paragraph as its first letters run
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    document.setDocumentMargin(0)
    if session is None:
        return document
    headline = has_headline(session)
    cursor = QTextCursor(document)
    body = QTextBlockFormat()
    body.setLineHeight(sizes.pitch, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    body.setBottomMargin(sizes.paragraph)
    text = session.text
    if headline:
        _, end = session.index.line_span(0)
        large = QTextCharFormat()
        large.setFont(serif(sizes.headline_em, QFont.Weight.Bold))
        top = QTextBlockFormat()
        top.setLineHeight(sizes.headline_pitch, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        top.setBottomMargin(sizes.meta_gap + sizes.settling)
        cursor.setBlockFormat(top)
        cursor.insertText(text[:end], large)
        if end < len(text):
            cursor.insertBlock(body, QTextCharFormat())
            cursor.insertText(text[end + 1 :], QTextCharFormat())
    else:
        cursor.setBlockFormat(body)
        cursor.insertText(text)
    _lower_blank_lines(document, session, sizes)
    _set_margins(document, sizes, page, headline)
    return document


def _lower_blank_lines(document: QTextDocument, session: Session, sizes: Sizes) -> None:
    """Blank lines between paragraphs, which many files have, are a little more room and no whole lines."""
    low = QTextBlockFormat()
    low.setLineHeight(sizes.blank, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for blank in _BLANK_LINE.finditer(session.text):
        cursor.setPosition(session.index.position(blank.start()))
        cursor.setBlockFormat(low)
    cursor.endEditBlock()


def _set_margins(document: QTextDocument, sizes: Sizes, page: Page, headline: bool) -> None:
    """Lay the text into its column on the page."""
    frame = document.rootFrame()
    layout = frame.frameFormat()
    layout.setLeftMargin(page.text)
    layout.setRightMargin(page.width - page.text - page.measure)
    layout.setTopMargin(page.desk + sizes.top + (0 if headline else sizes.meta_gap + sizes.settling))
    layout.setBottomMargin(page.desk + sizes.bottom)
    frame.setFrameFormat(layout)
