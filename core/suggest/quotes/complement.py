"""What a cue brings without marks: the clause, the infinitive or the thing that it governs in the parse."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from core.suggest.quotes.attitudes import CLAUSE, INFINITIVE, NAMED, OBJECT, SEEMING, attitudes
from core.suggest.quotes.displaced import asked_if, for_somebody_to, predicated, yes_or_no
from core.suggest.quotes.paragraph import Paragraph
from core.suggest.quotes.parse import Word, subtree
from core.suggest.quotes.phrases import SUBJECTS
from core.suggest.quotes.saying import Complement
from core.suggest.quotes.tails import OF_OBJECT, end_of

_CLAUSES = frozenset(("ccomp", "acl", "pcomp", "csubj", "relcl"))
_INFINITIVES = frozenset(("xcomp", "ccomp", "acl"))
_SMALL_CLAUSE = frozenset(("oprd", "ccomp", "dobj", "xcomp", "attr", "acomp"))
_SEEMS = frozenset(("xcomp", "acomp", "oprd", "attr", "ccomp"))
_LIKE = frozenset(("like", "as"))  # not "appeared in court"
_TO_SOMEBODY = frozenset(("ask", "tell", "order", "remind", "advise", "warn", "instruct", "beg", "call"))
_GOVERNED = frozenset(("dobj", "pobj", "attr", "nsubj"))
_TELLS_NOTHING = frozenset(("something", "anything", "nothing", "everything", "article", "information"))
_AND = frozenset(("and", "but", "then", "also"))
_AUXILIARY = frozenset(("aux", "auxpass", "neg"))
_EDGE = frozenset((",", ";", ":", ".", "-", "–", "—", "--", "!", "?", ")", "("))
_THAT = frozenset(("that", "whether", "if", "how", "why", "what", "where", "when", "who"))


def frames_of(paragraph: Paragraph, word: Word) -> frozenset[str]:
    """The frames of a word in the lexicon, and of any noun like "her stance about | the bridge".

    About half of all that stands so behind a noun is what somebody says or thinks.
    """
    frames = attitudes().frames(word.lower, word.tag)
    if word.tag not in ("NN", "NNS") or word.dep not in _GOVERNED or word.lower in _TELLS_NOTHING:
        return frames
    beside = paragraph.words[word.nth + 1 : word.nth + 2]
    return frames | {"about"} if any(one.lower == "about" and one.nth in word.children for one in beside) else frames


def complement_of(paragraph: Paragraph, cue: Word, frames: frozenset[str]) -> Complement | None:
    """What ``cue`` brings in one of its ``frames``; nothing when the parse shows none of them."""
    for finder in _FINDERS:
        for found in finder(paragraph, cue, frames):
            trimmed = _within_sentence(paragraph, cue, found)
            if trimmed is not None:
                return trimmed
    return None


def _children(paragraph: Paragraph, word: Word) -> list[Word]:
    return [paragraph.words[nth] for nth in word.children if not paragraph.words[nth].dummy]


def _clause(paragraph: Paragraph, cue: Word, frames: frozenset[str]) -> Iterator[Complement]:
    """Takes "said that the bridge was rotten", "the bridge was rotten, he said", "the claim that …"."""
    if CLAUSE not in frames:
        return
    for child in _children(paragraph, cue):
        marked = any(word.lower in _THAT for word in _children(paragraph, child) if word.nth < child.nth)
        if child.dep == "xcomp" and child.tag == "VBG" and cue.is_verb and child.nth > cue.nth:
            first, last = subtree(paragraph.words, child.nth)
            yield Complement(max(first, cue.nth + 1), last, INFINITIVE, cue.nth)
        if child.dep == "advcl" and not cue.is_verb and _begins_with_that(paragraph, cue, child):
            yield Complement(cue.nth + 1, subtree(paragraph.words, child.nth)[1], CLAUSE, cue.nth)
        if child.dep not in _CLAUSES or (child.dep != "ccomp" and not (marked and child.nth > cue.nth)):
            continue
        if not cue.is_verb and not marked:
            continue
        first, last = subtree(paragraph.words, child.nth)
        if child.nth > cue.nth:
            front = first if first < cue.nth else None
            last = _before_next_cue(paragraph, cue, cue.nth + 1, last)
            yield Complement(max(first, cue.nth + 1), last, CLAUSE, cue.nth, front)
        else:
            yield Complement(first, min(last, cue.nth - 1), CLAUSE, cue.nth)


def _begins_with_that(paragraph: Paragraph, cue: Word, child: Word) -> bool:
    """Takes "made it clear | that the bridge is safe", a circumstance for the parser."""
    return subtree(paragraph.words, child.nth)[0] == cue.nth + 1 and paragraph.words[cue.nth + 1].lower == "that"


def _before_next_cue(paragraph: Paragraph, cue: Word, first: int, last: int) -> int:
    """The end of a clause before what the same source does next: "said the bridge is rotten | and called it a trap"."""
    words = paragraph.words
    for word in words[first + 2 : last + 1]:
        same = word.tag == cue.tag and word.tag in ("VBD", "VBG", "VBZ")
        if not same or not paragraph.is_cue(word) or words[word.nth - 1].lower not in _AND:
            continue
        if not any(words[nth].dep in SUBJECTS for nth in word.children):
            return word.nth - 2
    return last


def _seeming(paragraph: Paragraph, cue: Word, frames: frozenset[str]) -> Iterator[Complement]:
    """Takes "seems rotten", "appears to be rotten": what seems is part of it."""
    if SEEMING not in frames:
        return
    for child in _children(paragraph, cue):
        alike = child.dep == "prep" and (child.lower in _LIKE or cue.lower.startswith("seem"))
        if child.nth > cue.nth and (child.dep in _SEEMS or alike):
            first, last = subtree(paragraph.words, child.nth)
            yield Complement(max(first, cue.nth + 1), last, SEEMING, cue.nth)


def _infinitive(paragraph: Paragraph, cue: Word, frames: frozenset[str]) -> Iterator[Complement]:
    """Takes "plans to close the bridge", "a promise to close it"."""
    if INFINITIVE not in frames:
        return
    for child in _children(paragraph, cue):
        to = any(word.lower == "to" and word.tag == "TO" for word in _children(paragraph, child))
        if to and child.dep in _INFINITIVES and child.nth > cue.nth:
            first, last = subtree(paragraph.words, child.nth)
            if paragraph.lexicon.base(cue.text) not in _TO_SOMEBODY:
                first = _with_object(paragraph, cue, first)
            yield Complement(max(first, cue.nth + 1), last, INFINITIVE, cue.nth)


def _named(paragraph: Paragraph, cue: Word, frames: frozenset[str]) -> Iterator[Complement]:
    """Takes "called the bridge a disgrace"."""
    if NAMED not in frames or (cue.dep == "acl" and cue.tag in ("VBN", "VBD")):
        return
    below = [word for word in _children(paragraph, cue) if word.dep in _SMALL_CLAUSE and word.nth > cue.nth]
    if below:
        yield Complement(cue.nth + 1, subtree(paragraph.words, below[-1].nth)[1], NAMED, cue.nth)


def _governed(paragraph: Paragraph, cue: Word, frames: frozenset[str]) -> Iterator[Complement]:
    """Takes "called for a new bridge": the preposition is the cue's where it stands beside it."""
    for child in _children(paragraph, cue):
        if child.dep != "prep" or child.lower not in frames or child.nth < cue.nth:
            continue
        last = subtree(paragraph.words, child.nth)[1]
        beside = child.nth == cue.nth + 1
        low = _with_object(paragraph, cue, child.nth if child.lower == "as" else child.nth + 1)
        yield Complement(low, last, child.lower, child.nth if beside and low > child.nth else cue.nth)


def _with_object(paragraph: Paragraph, cue: Word, first: int) -> int:
    """The begin of what follows, with the object before it: "accused | the mayor of lying"."""
    objects = [word.nth for word in _children(paragraph, cue) if word.dep == "dobj" and cue.nth < word.nth < first]
    return max(subtree(paragraph.words, objects[0])[0], cue.nth + 1) if objects else first


def _object(paragraph: Paragraph, cue: Word, frames: frozenset[str]) -> Iterator[Complement]:
    """Takes "criticized the bridge"."""
    if OBJECT not in frames or (cue.tag == "VB" and _is_bare(paragraph, cue)):
        return
    for child in _children(paragraph, cue):
        if child.dep == "dobj" and child.nth > cue.nth and child.tag not in ("WP", "WDT"):
            first, last = subtree(paragraph.words, child.nth)
            for beside in _children(paragraph, cue):
                if beside.dep == "prep" and beside.nth == last + 1 and beside.lower in OF_OBJECT:
                    last = subtree(paragraph.words, beside.nth)[1]
            yield Complement(max(first, cue.nth + 1), last, OBJECT, cue.nth)


def _is_bare(paragraph: Paragraph, cue: Word) -> bool:
    """Whether neither a subject nor "to" or "will" stands with a verb: "Endorse the plan" tells nobody's view."""
    beside = _AUXILIARY | SUBJECTS
    return cue.dep != "conj" and not any(word.dep in beside for word in _children(paragraph, cue))


_FINDERS: tuple[Callable[[Paragraph, Word, frozenset[str]], Iterator[Complement]], ...] = (
    _seeming,
    _clause,
    asked_if,
    yes_or_no,
    predicated,
    _infinitive,
    _named,
    for_somebody_to,
    _governed,
    _object,
)


def _within_sentence(paragraph: Paragraph, cue: Word, found: Complement) -> Complement | None:
    """The complement without signs at its edges and without words of other sentences."""
    sentence = paragraph.sentence_of(cue.nth, cue.nth)
    last = min(found.last, sentence[-1].nth)
    if last > cue.nth:
        last = end_of(paragraph, cue, found.first, last, found.frame in (CLAUSE, INFINITIVE))
    ends = trimmed(paragraph.words, max(found.first, sentence[0].nth), last)
    return Complement(*ends, found.frame, found.cue_end, found.front) if ends is not None else None


def trimmed(words: list[Word], first: int, last: int) -> tuple[int, int] | None:
    """A run of words without the signs at its edges."""
    while first <= last and _is_edge(words[first]):
        first += 1
    while last >= first and _is_edge(words[last]):
        last -= 1
    return (first, last) if first <= last else None


def _is_edge(word: Word) -> bool:
    return not word.dummy and word.stretch < 0 and (word.text in _EDGE or word.text.isspace())
