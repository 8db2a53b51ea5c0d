"""Where a source ends behind its cue: title, role and description belong to it, what it did besides does not."""

from __future__ import annotations

from core.suggest.quotes.cues import Lexicon
from core.suggest.quotes.parse import Word
from core.suggest.quotes.phrases import RELATIVE
from core.suggest.wordsets import word_set

TIME = word_set(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight week month year night "
    "morning afternoon evening later earlier recently last this"
)
_HANGS_ON_VERB = word_set("prep advcl advmod cc conj mark dative prt neg aux agent xcomp")
_WHEN = word_set("as while when before after during since because if though although until amid")
_WHERE = word_set("in on at during to with about by after before over")
_THEN = word_set("then now currently formerly once")
_BESIDES = word_set("since not declined asked")
_DID_BESIDES = word_set(
    "declined asked wanted likened supports supported campaigned spoke requested plans named managed believes"
)
_ANONYMOUS = word_set("spoke asked declined requested")
_HYPHENS, _DASHES = ("-", "–"), ("—", "–", "--")


def end_of_source(words: list[Word], verb: int, head: int, following: list[Word], lexicon: Lexicon) -> int:
    """The last word of the source that begins right behind the cue ``verb``."""
    last = following[0].nth
    described = relative = False
    for word in following:
        after_comma = words[word.nth - 1].text == ","
        if relative:
            if after_comma and (word.tag in ("VBG", "PRP") or word.lower in ("but", "as")):
                break
        elif word.nth > head and _leaves(words, word, verb, head, described, lexicon):
            break
        relative = relative or word.tag == "WP"
        described = described or (after_comma and word.tag not in ("CD", "RB"))
        last = word.nth
    return last


def _leaves(words: list[Word], word: Word, verb: int, head: int, described: bool, lexicon: Lexicon) -> bool:
    """Whether the source ends before ``word``."""
    before = words[word.nth - 1]
    if word.tag in RELATIVE:
        return _is_incidental(words, word, lexicon)
    if word.text in _DASHES and word.start > before.end:
        return True
    if _is_hyphenated(words, word):
        return False  # "this look-alike"
    if before.text == ",":
        stays = _after_comma(words, word, described)
        if stays is not None:
            return not stays
    return (
        (word.head == verb and (word.dep in _HANGS_ON_VERB or word.is_verb or word.lower in TIME))
        or (word.lower in _WHEN and word.tag in ("IN", "WRB") and (not described or before.text == ","))
        # "said Trump in his speech", but "said Gilbert of Cheyenne"
        or (before.nth == head and before.tag.startswith("NNP") and word.lower in _WHERE)
    )


def _after_comma(words: list[Word], word: Word, described: bool) -> bool | None:
    """Whether what begins behind a comma describes the source; nothing where the comma does not tell."""
    if word.lower in _THEN:
        return True  # "James Cunningham, then ambassador to Israel"
    if (word.tag == "IN" and word.lower in _WHERE) or (word.tag == "VBG" and word.dep != "amod"):
        return False
    if described and word.lower in ("a", "an", "one") and words[word.nth - 2].tag.startswith("NNP"):
        return False  # "Friedman, president of Wealth-X, a private company that …": says what the company is
    return None if not described or word.lower not in ("a", "an", "one") else True


def _is_hyphenated(words: list[Word], word: Word) -> bool:
    before = words[word.nth - 1]
    if before.text in _HYPHENS and before.start == words[before.nth - 1].end:
        return True
    return word.text in _HYPHENS and word.end == words[min(word.nth + 1, len(words) - 1)].start


def _is_incidental(words: list[Word], relative: Word, lexicon: Lexicon) -> bool:
    """Whether a relative clause tells what the source did besides, and not who it is.

    "who runs a newsletter" says who somebody is; "who noted that …", "who declined to be named" do not.
    """
    clause = words[relative.nth + 1 : relative.nth + 7]
    if words[relative.nth - 1].text != "," and relative.tag != "WP$":
        return any(word.lower in _ANONYMOUS or lexicon.is_strong(word.text) for word in clause[:3])
    if relative.tag != "WP":
        return True
    for word in clause:
        if word.lower in _BESIDES:
            return True
        if word.is_verb and word.dep not in ("aux", "auxpass"):
            return lexicon.is_strong(word.text) or word.lower in _DID_BESIDES
    return False
