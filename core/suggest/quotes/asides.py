"""Attributions that a sentence wears as an aside: "…, she said, …", "As she pointed out, …", "In her view, …".

Here the parse tells little of what is said, and the commas tell all: what is said is the rest of the sentence.
"""

from __future__ import annotations

from core.suggest.quotes.attitudes import CLAUSE, attitudes
from core.suggest.quotes.complement import trimmed
from core.suggest.quotes.holder import agent_of, holder_of, is_passive
from core.suggest.quotes.paragraph import Attribution, Paragraph
from core.suggest.quotes.parse import Word, subtree
from core.suggest.quotes.phrases import RELATIVE, TENSED, Source, phrase_of
from core.suggest.quotes.saying import Indirect
from core.suggest.quotes.source import source_of_phrase
from core.suggest.wordsets import word_set

ACCORDING_TO = "according to"
_OPENS_ASIDE = frozenset(("WRB", "VBN", "VBG"))
_OPENS_TIME = word_set("as after before while when since")  # "After she was asked, the mayor said, …"
_MAIN = frozenset(("parataxis", "ROOT", "ccomp", "conj"))
_SHORTEST, _LITTLE = 4, 6  # words of a clause, and words that may follow its attribution
_LONGEST_REST = 9  # words between a cue and the comma behind it: "argued in his letter to the council,"
_SAYS = frozenset(("say", "tell", "write", "add", "report", "announce", "explain", "note", "argue", "insist"))
_VIEWS = word_set("view opinion estimation judgment judgement mind telling account eyes")
_KNOWS = word_set("know knows knew known")  # "as we know", "you know" tell nothing of who knows
_REST = frozenset(("IN", "TO", "DT", "JJ", "RB", "PRP", "PRP$", "POS"))
_BEGINS_REST = word_set(
    "in on at to during via with him her them me us reporters monday tuesday wednesday thursday friday saturday sunday "
    "yesterday today earlier later last this"
)
_OBJECTS = frozenset(("dobj", "ccomp", "xcomp"))
_OPENS_SENTENCE = word_set("but and or yet so ( — – - ,")


def inserted(paragraph: Paragraph, word: Word) -> Indirect | None:
    """Takes "The bridge, she said, is rotten": the sentence about an attribution between commas."""
    if not _reports(paragraph, word):
        return None
    sentence = paragraph.sentence_of(word.nth, word.nth)
    source = holder_of(paragraph, word, word.nth + 1, word.nth)
    if source is None or any(one.dummy for one in sentence) or not _is_its_subject(paragraph, word, source):
        return None
    commas = _commas_about(paragraph.words, sentence, word, source)
    if commas is None or _tells_when(sentence, commas[0]):
        return None
    contents = _about(paragraph, sentence, commas[0] + 1, commas[1])
    return Indirect(contents, Attribution(paragraph.cue_span(word, source), word.nth, source, 0.8), CLAUSE)


def _is_its_subject(paragraph: Paragraph, word: Word, source: Source) -> bool:
    head = paragraph.words[source.head]
    return head.head == word.nth and head.tag not in RELATIVE


def _commas_about(words: list[Word], sentence: list[Word], word: Word, source: Source) -> tuple[int, int] | None:
    """The commas before and behind an attribution; none for "…, said the builder, a man of the town"."""
    before = min(word.nth, source.first) - 1
    behind = _comma_behind(words, max(word.nth, source.last), sentence[-1].nth)
    if behind is None or before < sentence[0].nth or words[before].text != ",":
        return None
    if source.first > word.nth and not any(one.tag in TENSED for one in sentence if one.nth > behind):
        return None
    return before, behind


def _tells_when(sentence: list[Word], comma: int) -> bool:
    """Whether a sentence opens with a clause that says when something was said: "When she was asked, he said, …"."""
    opening = next(
        (one for one in sentence if one.lower not in _OPENS_SENTENCE and not one.text.isspace()), sentence[0]
    )
    timed = opening.tag in _OPENS_ASIDE or opening.lower in _OPENS_TIME
    return timed and any(one.tag in TENSED for one in sentence if one.nth < comma)


def _reports(paragraph: Paragraph, word: Word) -> bool:
    """Whether a verb can bring a clause and stand with a subject alone: "she has argued", not "to argue"."""
    if word.tag not in TENSED and not any(paragraph.words[nth].tag in TENSED for nth in word.children):
        return False
    return CLAUSE in attitudes().frames(word.lower, word.tag) and word.lower not in _KNOWS


def _comma_behind(words: list[Word], last: int, end: int) -> int | None:
    """The comma that ends an attribution, behind place, day and hearer at most: "argued in his letter,"."""
    for nth in range(last + 1, min(last + _LONGEST_REST, end) + 1):
        word = words[nth]
        if word.text == ",":
            return nth
        if word.dummy or word.stretch >= 0 or not (word.is_noun or word.tag in _REST):
            return None
        if nth == last + 1 and not (word.tag == "RB" or word.lower in _BEGINS_REST):
            return None
        if word.tag == "IN" and word.lower not in _BEGINS_REST | {"of"}:
            return None
    return None


def behind_content(paragraph: Paragraph, word: Word) -> Indirect | None:
    """Takes "The bridge is rotten, he said" where the parse ties them together in another way."""
    if not word.is_verb or paragraph.lexicon.base(word.text) not in _SAYS or word.dep not in _MAIN:
        return None
    sentence = paragraph.sentence_of(word.nth, word.nth)
    source = holder_of(paragraph, word, word.nth + 1, word.nth)
    edge = min(word.nth, source.first) if source is not None else word.nth
    before = [one for one in sentence if one.nth < edge and not one.text.isspace()]
    behind = sentence[-1].nth - max(word.nth, source.last if source is not None else 0)
    if len(before) < _SHORTEST or behind > _LITTLE or before[-1].text != "," or any(one.dummy for one in before):
        return None
    if before[0].tag in (*_OPENS_ASIDE, "IN") or not any(one.tag in TENSED for one in before):
        return None
    ends = trimmed(paragraph.words, before[0].nth, before[-1].nth)
    if ends is None:
        return None
    return Indirect((ends,), Attribution(paragraph.cue_span(word, source), word.nth, source, 0.8), CLAUSE)


def by_phrase(paragraph: Paragraph, word: Word) -> Indirect | None:
    """Takes "according to the mayor": all the rest of the sentence is what she says."""
    phrase = paragraph.phrase_at(word)
    if phrase is None:
        return None
    sentence = paragraph.sentence_of(*phrase)
    if any(one.dummy for one in sentence):
        return None
    source = source_of_phrase(paragraph.words, phrase[1], sentence)
    end = source.last if source is not None else phrase[1]
    contents = _about(paragraph, sentence, phrase[0], end)
    return Indirect(contents, Attribution(phrase, word.nth, source, 1.0), ACCORDING_TO) if contents else None


def as_clause(paragraph: Paragraph, word: Word) -> Indirect | None:
    """Takes "As the mayor pointed out, the bridge is rotten" and "…, as reported by the mayor"."""
    words = paragraph.words
    by = agent_of(paragraph, word) if word.tag == "VBN" else None
    if not (_reports(paragraph, word) or (by is not None and paragraph.lexicon.is_strong(word.text))):
        return None
    linked = [words[nth] for nth in word.children if nth < word.nth and words[nth].lower == "as"]
    told = paragraph.lexicon.base(word.text) == "tell"
    brings = [nth for nth in word.children if words[nth].dep in _OBJECTS and nth > word.nth]
    if not linked or (brings and not told):
        return None
    sentence = paragraph.sentence_of(word.nth, word.nth)
    first, last = subtree(words, word.nth)
    if first != linked[0].nth or last > sentence[-1].nth or any(one.dummy for one in sentence):
        return None
    opens = all(one.lower in _OPENS_SENTENCE or one.text.isspace() for one in sentence if one.nth < first)
    closes = last == sentence[-1].nth or words[last + 1].text in (",", ":", ")")
    if not closes or not (opens or words[first - 1].text == ","):
        return None
    source = by or (None if is_passive(paragraph, word) else _subject(paragraph, word, first))
    if source is None:
        return None
    contents = _about(paragraph, sentence, first, last)
    return (
        Indirect(contents, Attribution(paragraph.cue_span(word, source), word.nth, source, 0.8), CLAUSE)
        if contents
        else None
    )


def _subject(paragraph: Paragraph, word: Word, first: int) -> Source | None:
    inside = frozenset(range(first, word.nth + 1))
    below = [nth for nth in word.children if paragraph.words[nth].dep == "nsubj" and nth in inside]
    return phrase_of(paragraph.words, below[-1], inside, word.nth) if below else None


def by_view(paragraph: Paragraph, word: Word) -> Indirect | None:
    """Takes "In the mayor's view, the bridge is rotten"."""
    words = paragraph.words
    if word.lower not in _VIEWS or word.dep != "pobj" or words[word.head].lower not in ("in", "to", "by"):
        return None
    owner = next((nth for nth in word.children if words[nth].dep == "poss"), None)
    sentence = paragraph.sentence_of(word.nth, word.nth)
    if owner is None or any(one.dummy for one in sentence):
        return None
    first, last = words[word.head].nth, subtree(words, word.nth)[1]
    opens = all(one.lower in _OPENS_SENTENCE for one in sentence if one.nth < first)
    if (
        last != word.nth
        or not (opens or words[first - 1].text == ",")
        or words[min(last + 1, sentence[-1].nth)].text != ","
    ):
        return None
    inside = frozenset(one.nth for one in sentence)
    found = phrase_of(words, owner, inside, word.nth)
    end = found.last - 1 if found.last > found.head and words[found.last].tag == "POS" else found.last
    source = Source(found.first, end, found.head)
    contents = _about(paragraph, sentence, first, last)
    return (
        Indirect(contents, Attribution((word.nth, word.nth), word.nth, source, 0.8), ACCORDING_TO) if contents else None
    )


def _about(paragraph: Paragraph, sentence: list[Word], first: int, last: int) -> tuple[tuple[int, int], ...]:
    """The sentence before and behind the words from ``first`` to ``last``."""
    before = [one for one in sentence if one.nth < first]
    told = any(one.lower not in _OPENS_SENTENCE and not one.text.isspace() for one in before)
    front = trimmed(paragraph.words, sentence[0].nth, first - 1) if told else None
    behind = trimmed(paragraph.words, last + 1, sentence[-1].nth)
    return tuple(part for part in (front, behind) if part is not None)
