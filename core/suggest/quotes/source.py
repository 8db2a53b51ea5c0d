"""The words that name who speaks: the subject of a cue, with title, role and description."""

from __future__ import annotations

from dataclasses import dataclass

from core.suggest.quotes.cues import Lexicon
from core.suggest.quotes.parse import Word, ancestors, subtree
from core.suggest.wordsets import word_set

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
_GOES_ON = frozenset(("conj", "xcomp", "advcl", "acl", "ccomp", "pcomp", "prep", "dep"))
_LEAVES_VERB = frozenset(
    ("prep", "advcl", "advmod", "cc", "conj", "mark", "dative", "prt", "neg", "aux", "agent", "xcomp")
)
_TIME = word_set(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight week month year night "
    "morning afternoon evening later earlier recently last this"
)
_WHEN = word_set("as while when before after during since because if though although until amid")
_WHERE = word_set("in on at during to with about by after before over during")
_BESIDES = word_set("since not declined asked")
_THEN = word_set("then now currently formerly once")
_DID_BESIDES = word_set(
    "declined asked wanted likened supports supported campaigned spoke requested plans named managed believes"
)
_EDGE = frozenset((",", ";", ":", "-", "–", "—", "--", "“", "”", '"', "''", "``", "’", "‘", "'", "and", "but", "or"))


@dataclass(frozen=True, slots=True)
class Source:
    """The source's words in the parsed paragraph: the first, the last, and the head among them."""

    first: int
    last: int
    head: int


def source_of(words: list[Word], verb: int, zone: list[Word], after: bool, lexicon: Lexicon) -> Source | None:
    """The source of the cue ``verb``; ``zone`` is the text about it that no mark or sentence end cuts.

    ``after`` says that the cue stands behind its quote, where "said Smith" is as likely as "Smith said".
    """
    inside = {word.nth for word in zone}
    agent = _agent(words, verb)
    if agent is not None:
        return _phrase(words, agent, inside, verb)
    if lexicon.base(words[verb].text) == "ask" and any(words[n].dep == "auxpass" for n in words[verb].children):
        return None  # "Trump was asked": whoever asked is not named
    subject = _subject(words, verb, inside)
    if after:
        turned = _inverted(words, verb, zone, lexicon)
        if turned is not None and (subject is None or subject > verb):
            return turned
        straight = _straight(words, verb, zone, subject)
        if straight is not None:
            return straight
    elif subject is None or words[verb - 1].text == ",":
        described = _described(words, verb, zone)
        if described is not None:
            return described
    if not after and subject is None or (subject is not None and subject > verb):
        turned = _inverted(words, verb, zone, lexicon)
        if turned is not None:
            return turned  # "Said Dorothy Poynter, “…”"
    if subject is not None:
        return _phrase(words, subject, inside, verb)
    if words[verb].tag == "VBG" and words[verb - 1].text == ",":
        speaking = source_of_participle(words, verb, zone, lexicon)
        if speaking is not None:
            return speaking
    return _climb(words, verb, inside, lexicon) or _nearest_noun_before(words, verb, zone)


def source_of_phrase(words: list[Word], last: int, zone: list[Word]) -> Source | None:
    """The source behind "according to": what the preposition governs."""
    inside = {word.nth for word in zone}
    below = [words[n] for n in words[last].children if words[n].dep == "pobj" and n in inside]
    if below:
        return _phrase(words, below[0].nth, inside, last)
    following = [word for word in zone if word.nth > last and not word.text.isspace()]
    return _run_of_nouns(words, following[0].nth, inside) if following else None


def antecedent_of(words: list[Word], source: Source, zone: list[Word]) -> Source | None:
    """The subject before a pronoun in the same sentence: "the White House condemned what it called …"."""
    for word in reversed([word for word in zone if word.nth < source.first]):
        if word.dep in _SUBJECTS and word.tag.startswith("NN") and not word.dummy:
            return _phrase(words, word.nth, {w.nth for w in zone}, source.first)
    return None


def _subject(words: list[Word], verb: int, inside: set[int]) -> int | None:
    found = [n for n in words[verb].children if words[n].dep in _SUBJECTS and n in inside and not words[n].dummy]
    before = [n for n in found if n < verb]
    return before[-1] if before else (found[0] if found else None)


def _agent(words: list[Word], verb: int) -> int | None:
    if words[verb].tag != "VBN" or not any(words[n].dep in ("auxpass", "nsubjpass") for n in words[verb].children):
        return None
    for n in words[verb].children:
        if words[n].dep == "agent":
            return next((m for m in words[n].children if words[m].dep == "pobj"), None)
    return None


def _inverted(words: list[Word], verb: int, zone: list[Word], lexicon: Lexicon) -> Source | None:
    """Takes "… said Kamel Wazne, director of …": the noun phrase right behind the cue."""
    following = [word for word in zone if word.nth > verb and not word.text.isspace()]
    leading = [word for word in zone if word.nth < verb and not _passes_over(word)]
    if not following or leading:
        return None
    first = following[0]
    if not (first.is_noun or first.tag in ("DT", "JJ", "PRP$", "JJS", "JJR", "VBG", "VBN", "RB", "PDT", "NNP", "NNPS")):
        return None
    if first.tag == "RB" or (first.lower in ("him", "me", "us", "them", "her") and first.tag == "PRP"):
        return None
    if first.lower in _TIME:
        return None
    head = _head_from(words, first.nth, verb)
    last = first.nth
    described = relative = False
    for word in following:
        if word.nth > head and not relative and _leaves(words, word, verb, head, described, lexicon):
            break
        if relative and words[word.nth - 1].text == "," and (word.tag in ("VBG", "PRP") or word.lower in ("but", "as")):
            break
        relative = relative or word.tag == "WP"
        described = described or (words[word.nth - 1].text == "," and word.tag not in ("CD", "RB"))
        last = word.nth
    return _trimmed(words, first.nth, last, head)


def _head_from(words: list[Word], first: int, verb: int) -> int:
    """The head of the noun phrase that begins with ``first``."""
    at = first
    while words[at].head != verb and words[at].head > at and words[at].head - first < 12:
        at = words[at].head
        if words[at].is_noun and words[at].dep not in ("compound", "nmod", "poss", "amod"):
            break
    return at


def _leaves(words: list[Word], word: Word, verb: int, head: int, described: bool, lexicon: Lexicon) -> bool:
    """Whether the source ends before ``word``: it hangs on the cue, and is no description of the source."""
    before = words[word.nth - 1]
    if word.tag in ("WP", "WP$", "WDT"):
        return _is_incidental(words, word, lexicon)
    if word.text in ("—", "–", "--") and word.start > before.end:
        return True
    if before.text == "," and word.lower in _THEN:
        return False  # "James Cunningham, then ambassador to Israel"
    if before.text == "," and word.tag == "IN" and word.lower in _WHERE:
        return True
    if before.text == "," and described and word.lower in ("a", "an", "one"):
        # "Friedman, president of Wealth-X, a private company that …": says what the company is
        return words[before.nth - 1].tag.startswith("NNP")
    if before.text in ("-", "–") and before.start == words[before.nth - 1].end:
        return False  # "this look-alike"
    if word.text in ("-", "–") and word.end == words[min(word.nth + 1, len(words) - 1)].start:
        return False
    if word.head == verb and (word.dep in _LEAVES_VERB or word.is_verb or word.lower in _TIME):
        return True
    if word.lower in _WHEN and word.tag in ("IN", "WRB"):
        return not described or before.text == ","
    if before.nth == head and before.tag.startswith("NNP") and word.lower in _WHERE:
        return True  # "said Trump in his speech", but "said Gilbert of Cheyenne"
    return word.tag == "VBG" and before.text == "," and word.dep != "amod"


def _is_incidental(words: list[Word], relative: Word, lexicon: Lexicon) -> bool:
    """Whether a relative clause tells what the source did besides, and not who it is.

    "who runs a newsletter" says who somebody is; "who noted that …", "who declined to be named" do not.
    """
    before = words[relative.nth - 1]
    if before.text != "," and relative.tag != "WP$":
        clause = words[relative.nth + 1 : relative.nth + 4]
        return any(w.lower in ("spoke", "asked", "declined", "requested") or lexicon.is_strong(w.text) for w in clause)
    if relative.tag != "WP":
        return True
    for word in words[relative.nth + 1 : relative.nth + 7]:
        if word.lower in _BESIDES:
            return True
        if word.is_verb and word.dep not in ("aux", "auxpass"):
            return lexicon.is_strong(word.text) or word.lower in _DID_BESIDES
    return False


def _straight(words: list[Word], verb: int, zone: list[Word], subject: int | None) -> Source | None:
    """Takes "…, Smith, the mayor, said": everything between the quote and the cue."""
    leading = [word for word in zone if word.nth < verb and not word.text.isspace()]
    while leading and leading[0].text in _EDGE:
        leading = leading[1:]
    leading = _before_aside(leading)
    set_off = bool(leading) and leading[-1].text == ","
    while len(leading) > 1 and (_passes_over(leading[-1]) or leading[-1].tag in ("RB", "MD")):
        leading = leading[:-1]
    if not leading or leading[0].tag in ("IN", "RB", "CC", "WRB", "TO", "VBG") or leading[-1].text in _EDGE:
        return None
    commas = sum(word.text == "," for word in leading)
    if not (set_off and commas) and _has_clause(leading):
        return None
    first, last = leading[0], leading[-1]
    inside = subject is not None and first.nth <= subject <= last.nth
    head = subject if inside and subject is not None else _head_from(words, first.nth, verb)
    return _trimmed(words, first.nth, last.nth, min(head, last.nth))


def _described(words: list[Word], verb: int, zone: list[Word]) -> Source | None:
    """Takes "In a statement, her adviser, Jake Sullivan, said": from behind the opening phrase to the cue's comma."""
    leading = [word for word in zone if word.nth < verb and not word.text.isspace()]
    while leading and (leading[0].tag in ("CC", "RB") or leading[0].text in _EDGE):
        leading = leading[1:]
    opening = leading[:2]
    if any(word.lower in _TIME for word in opening) or (opening and opening[0].tag in ("IN", "VBG", "VBN", "TO")):
        comma = next((nth for nth, word in enumerate(leading) if word.text == ","), None)
        leading = leading[comma + 1 :] if comma is not None else []
    if len(leading) < 2 or leading[-1].text != "," or not any(word.text == "," for word in leading[:-1]):
        return None
    first = leading[0]
    if not (first.is_noun or first.tag in ("DT", "JJ", "PRP$")):
        return None
    head = _head_from(words, first.nth, verb)
    leading = _before_aside(leading)
    if _has_clause(leading):
        return None
    return _trimmed(words, first.nth, leading[-1].nth, min(head, leading[-1].nth))


def _before_aside(leading: list[Word]) -> list[Word]:
    """What stands before an aside that is no description: "Blunt, after a long pause,", "Others, reacting to …,"."""
    for nth, word in enumerate(leading[:-1]):
        following = leading[nth + 1]
        aside = following.tag in ("VBG", "WRB") or (following.tag == "IN" and following.lower not in ("of", "from"))
        if nth and word.text == "," and aside and leading[-1].text == ",":
            return leading[: nth + 1]
    return leading


def _has_clause(leading: list[Word]) -> bool:
    """Whether a finite verb stands among the words that should be a noun phrase, outside a relative clause."""
    relative = False
    for word in leading:
        relative = relative or word.tag in ("WP", "WP$", "WDT")
        if not relative and word.tag in ("VBD", "VBZ", "VBP"):
            return True
    return False


def _passes_over(word: Word) -> bool:
    """Punctuation and auxiliaries between a source and its cue."""
    if word.text in (")", "]", "("):
        return False
    return word.text in _EDGE or word.text.isspace() or word.dep in ("aux", "auxpass", "neg", "punct")


def _phrase(words: list[Word], head: int, inside: set[int], verb: int) -> Source:
    """The whole noun phrase of ``head`` that lies in ``inside`` on one side of the cue."""
    first, last = subtree(words, head)
    if head < verb:
        last = min(last, verb - 1)
    else:
        first = max(first, verb + 1)
    while first not in inside and first < head:
        first += 1
    while last not in inside and last > head:
        last -= 1
    return _trimmed(words, first, last, head)


def source_of_participle(words: list[Word], verb: int, zone: list[Word], lexicon: Lexicon) -> Source | None:
    """Takes "Byrne also wrote the agents knew …, saying": whoever is already said to speak, not the nearest subject."""
    inside = {word.nth for word in zone}
    for word in reversed([word for word in zone if word.nth < verb]):
        if word.is_verb and word.tag != "VBG" and not word.dummy and lexicon.is_strong(word.text):
            subject = _subject(words, word.nth, inside)
            if subject is not None and subject < word.nth:
                return _phrase(words, subject, inside, word.nth)
    return None


def _maker(words: list[Word], noun: int, inside: set[int], lexicon: Lexicon) -> Source | None:
    """Takes "issued a statement saying", "held banners proclaiming": who made the thing that speaks."""
    lower = words[noun].lower
    if lower not in lexicon.nouns and lower.removesuffix("s") not in lexicon.nouns:
        return None
    for word in ancestors(words, noun):
        subject = _subject(words, word.nth, inside) if word.is_verb else None
        if subject is not None and subject < noun:
            return _phrase(words, subject, inside, word.nth)
    return None


def _climb(words: list[Word], verb: int, inside: set[int], lexicon: Lexicon) -> Source | None:
    """The subject of the clause that the cue hangs on: "spoke to reporters, saying", "criticised … and said"."""
    below = words[verb]
    for word in ancestors(words, verb):
        if word.nth not in inside or below.dep not in _GOES_ON:
            return None
        if below.dep == "acl" and word.is_noun:
            maker = _maker(words, word.nth, inside, lexicon)
            if maker is not None:
                return maker
            return _phrase(words, word.nth, inside - set(range(below.nth, below.nth + 400)), verb)
        subject = _subject(words, word.nth, inside)
        if subject is not None and subject != verb:
            return _phrase(words, subject, inside, max(word.nth, subject + 1))
        below = word
    return None


def _nearest_noun_before(words: list[Word], verb: int, zone: list[Word]) -> Source | None:
    inside = {word.nth for word in zone}
    for word in zone:
        if word.nth < verb and word.dep in _SUBJECTS and word.is_noun and not word.dummy:
            return _phrase(words, word.nth, inside, max(word.nth + 1, min(verb, words[word.nth].head)))
    for word in reversed([word for word in zone if word.nth < verb]):
        if word.tag in ("NNP", "NNPS", "PRP", "NN", "NNS") and not word.dummy:
            return _phrase(words, word.nth, inside, verb)
    return None


def _run_of_nouns(words: list[Word], first: int, inside: set[int]) -> Source | None:
    last = first
    while last + 1 in inside and (words[last + 1].is_noun or words[last + 1].tag in ("DT", "JJ")):
        last += 1
    return _trimmed(words, first, last, last)


def _trimmed(words: list[Word], first: int, last: int, head: int) -> Source:
    while last > head and (words[last].text in _EDGE or words[last].text.isspace()):
        last -= 1
    while first < head and (words[first].text in _EDGE or words[first].text.isspace()):
        first += 1
    while last > head and _hangs_over(words, first, last):
        last -= 1
    return Source(first, max(last, head), head)


def _hangs_over(words: list[Word], first: int, last: int) -> bool:
    """Whether the last word of a source is a rest of what follows it."""
    word = words[last]
    if word.text in (")", "]", "."):
        opened = sum(w.text in ("(", "[") for w in words[first:last])
        closed = sum(w.text in (")", "]") for w in words[first : last + 1])
        return closed > opened or (word.text == "." and words[last - 1].text in (")", "]"))
    return word.lower in ("as", "who", "which", "whose") or word.text in _EDGE or word.text.isspace()
