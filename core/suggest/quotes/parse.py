"""A parsed paragraph as plain values, with the offsets of the article, whichever pipeline parsed it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.frozen import frozen

NO_STRETCH = -1
_SELDOM_CAPITAL = frozenset(("RB", "MD", "VB", "VBP", "UH", "VBD", "VBN", "JJR", "RBR"))


@dataclass(slots=True)
class Word:
    """One token of a parse; ``start`` and ``end`` are offsets into the article."""

    nth: int
    text: str
    start: int
    end: int
    tag: str
    dep: str
    head: int
    sentence: int
    stretch: int = NO_STRETCH  # the number of the stretch that the word stands for or in
    dummy: bool = False  # the word stands for a whole stretch
    children: list[int] = field(default_factory=list)

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_verb(self) -> bool:
        return self.tag.startswith("VB")

    @property
    def is_noun(self) -> bool:
        return self.tag.startswith("NN") or self.tag in ("PRP", "WP", "CD")


@frozen
class Piece:
    """A part of a masked paragraph: original text, or the dummy that stands for a stretch."""

    at: int  # offset in the masked text
    start: int  # offset in the article
    end: int
    stretch: int = NO_STRETCH
    dummy: bool = False
    marks: tuple[int, int] = (0, 0)  # how many signs before and behind it the parser does not see


@frozen
class Masked:
    """A paragraph in which whole quotes have given way to short dummies, so that a small parser understands it."""

    text: str
    start: int  # of the paragraph, in the article
    end: int
    pieces: tuple[Piece, ...]


Parser = Callable[[Sequence[str]], Iterable[Any]]


def words_of(masked: Masked, doc: Any) -> list[Word]:  # a spaCy Doc
    """The words of a parsed paragraph."""
    starts = [piece.at for piece in masked.pieces]
    words: list[Word] = []
    sentence = -1
    begins = True
    for token in doc:
        if token.is_sent_start or sentence < 0:
            sentence += 1
        piece = masked.pieces[bisect_right(starts, token.idx) - 1]
        if piece.dummy:
            start, end = piece.start, piece.end
        else:
            start = piece.start + token.idx - piece.at
            end = start + len(token)
        tag = token.tag_
        if not begins and tag in _SELDOM_CAPITAL and token.text[:1].isupper() and token.text.isalpha():
            tag = "NNP"  # "said Skelly", "Will wrote": names that the tagger takes for common words
        begins = (piece.dummy is False and token.text in (".", "!", "?", "“", '"', ":")) or token.is_space
        words.append(
            Word(
                token.i,
                token.text,
                start,
                end,
                tag,
                token.dep_,
                token.head.i,
                sentence,
                piece.stretch,
                piece.dummy,
            )
        )
    for word in words:
        if word.head != word.nth:
            words[word.head].children.append(word.nth)
    take_marks(words, masked)
    return words


def take_marks(words: list[Word], masked: Masked) -> None:
    """Gives the first and the last word of every fragment its marks, which the parser has not seen."""
    marks = {piece.stretch: piece.marks for piece in masked.pieces if any(piece.marks)}
    within = {number: [word for word in words if word.stretch == number] for number in marks}
    for number, (before, behind) in marks.items():
        if within[number]:
            within[number][0].start -= before
            within[number][-1].end += behind


def ancestors(words: list[Word], nth: int) -> Iterator[Word]:
    """The heads above a word, nearest first."""
    seen = {nth}
    while words[nth].head != nth and words[nth].head not in seen:
        nth = words[nth].head
        seen.add(nth)
        yield words[nth]


def subtree(words: list[Word], nth: int) -> tuple[int, int]:
    """The first and the last word below a word, itself included."""
    first = last = nth
    waiting = [nth]
    while waiting:
        at = waiting.pop()
        first, last = min(first, at), max(last, at)
        waiting.extend(words[at].children)
    return first, last
