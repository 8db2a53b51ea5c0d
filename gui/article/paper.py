"""Makes the text of an article into a document of Qt, with the least of formats: line height, paragraphs, headline."""

from __future__ import annotations

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
# texts beyond this length (10,000 words) speed is worth more. Scripts that need shaping get it all the same.
LONG = 60_000


def has_headline(session: Session) -> bool:
    """Whether the text begins with its headline."""
    start, end = session.index.line_span(0)
    return bool(session.info.headline) and session.text[start:end] == session.info.headline


def paper(session: Session | None, sizes: Sizes, page: Page, parent: QObject) -> QTextDocument:
    """A new document with the article's text.

    It is complete before a view sees it: formats that are set later would have a long text laid out twice.
    """
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    font = serif(sizes.em)
    if session is not None and session.index.length > LONG:
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
    _set_margins(document, sizes, page, headline)
    return document


def _set_margins(document: QTextDocument, sizes: Sizes, page: Page, headline: bool) -> None:
    """Lay the text into its column on the page."""
    frame = document.rootFrame()
    layout = frame.frameFormat()
    layout.setLeftMargin(page.text)
    layout.setRightMargin(page.width - page.text - page.measure)
    layout.setTopMargin(page.desk + sizes.top + (0 if headline else sizes.meta_gap + sizes.settling))
    layout.setBottomMargin(page.desk + sizes.bottom)
    frame.setFrameFormat(layout)
