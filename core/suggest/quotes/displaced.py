"""What a cue brings though the parse hangs it on another word: "the claim is that …", "made the case that …"."""

from __future__ import annotations

from collections.abc import Iterator

from core.suggest.quotes.attitudes import CLAUSE, INFINITIVE
from core.suggest.quotes.paragraph import Paragraph
from core.suggest.quotes.parse import Word, subtree
from core.suggest.quotes.saying import Complement
from core.suggest.wordsets import word_set

_IS = word_set("is was are were be been remains remained becomes became 's")
_THAT = word_set("that whether")
_IF = word_set("if whether")
_CLAUSES = frozenset(("ccomp", "acl", "advcl", "xcomp", "csubj", "relcl"))


def predicated(paragraph: Paragraph, cue: Word, frames: frozenset[str]) -> Iterator[Complement]:
    """Takes "the claim is that it is rotten", "made the case to her that …", "it is clear that …"."""
    if cue.is_verb or not frames & {CLAUSE, INFINITIVE}:
        return
    words = paragraph.words
    above = words[cue.head]
    if above.nth == cue.nth or not above.is_verb or above.dummy:
        return
    is_subject = cue.dep in ("nsubj", "attr") and cue.nth < above.nth and above.lower in _IS
    is_said = cue.dep in ("dobj", "acomp", "attr", "oprd", "ccomp") and cue.nth > above.nth
    if not (is_subject or is_said):
        return
    for nth in above.children:
        child = words[nth]
        if child.nth <= max(cue.nth, above.nth) or child.dep not in _CLAUSES or child.dummy:
            continue
        first, last = subtree(words, nth)
        opens = words[first].lower
        clause = CLAUSE in frames and opens in _THAT
        to = INFINITIVE in frames and is_subject and opens == "to" and words[first].tag == "TO"
        near = not is_subject or all(one.tag == "RB" or one.text == "," for one in words[above.nth + 1 : first])
        if first > cue.nth and near and (clause or to):
            yield Complement(first, last, CLAUSE if clause else INFINITIVE, cue.nth)


def asked_if(paragraph: Paragraph, cue: Word, frames: frozenset[str]) -> Iterator[Complement]:
    """Takes "asked if it was rotten", which a parser takes for "asked, if it was rotten"."""
    if CLAUSE not in frames or not cue.is_verb:
        return
    for nth in cue.children:
        child = paragraph.words[nth]
        if child.dep != "advcl" or child.nth < cue.nth or child.dummy:
            continue
        first, last = subtree(paragraph.words, nth)
        if first > cue.nth and paragraph.words[first].lower in _IF and _is_near(paragraph, cue, first):
            yield Complement(first, last, CLAUSE, cue.nth)


def _is_near(paragraph: Paragraph, cue: Word, first: int) -> bool:
    """Whether no more than a hearer stands between a cue and what it brings."""
    between = paragraph.words[cue.nth + 1 : first]
    objects = [nth for nth in cue.children if paragraph.words[nth].dep in ("dobj", "dative")]
    last = subtree(paragraph.words, objects[0])[1] if objects else cue.nth
    return not between or (bool(objects) and last == first - 1 and between[-1].text != ",")


def yes_or_no(paragraph: Paragraph, cue: Word, frames: frozenset[str]) -> Iterator[Complement]:
    """Takes "said yes"."""
    if CLAUSE in frames and cue.is_verb and cue.nth + 1 < len(paragraph.words):
        behind = paragraph.words[cue.nth + 1]
        if behind.lower in ("yes", "no") and behind.dep == "intj" and not behind.dummy:
            yield Complement(behind.nth, behind.nth, CLAUSE, cue.nth)


def for_somebody_to(paragraph: Paragraph, cue: Word, frames: frozenset[str]) -> Iterator[Complement]:
    """Takes "called for | the mayor to resign"."""
    words = paragraph.words
    if "for" not in frames:
        return
    for nth in cue.children:
        child = words[nth]
        if child.nth < cue.nth or child.dep not in _CLAUSES or child.dummy:
            continue
        first, last = subtree(words, nth)
        if words[first].lower == "for" and first == cue.nth + 1 and first < last:
            yield Complement(first + 1, last, "for", first)
