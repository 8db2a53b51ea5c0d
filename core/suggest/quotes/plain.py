"""A stand-in for a parse, for desks without a pipeline: words tagged by their shape, hung on the nearest cue.

It knows no grammar, yet in "said Kamel Wazne" and "Smith said:" the shapes are enough, and the rules of attribution
need not know who made the words.
"""

from __future__ import annotations

import re

from core.suggest.quotes.cues import Lexicon
from core.suggest.quotes.parse import Masked, Word, take_marks
from core.suggest.wordsets import word_set

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][a-z]{1,4}\.(?=\s[A-Z])|\w+(?:[-’'.]\w+)*|\s+|[^\w\s]")
_ABBREVIATION = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Brig|Col|Lt|Sgt|Capt|Rev|Prof|St|Jr|Sr|Maj|Cmdr|Hon|Pres)\."
)
_TAGS: dict[str, str] = {
    **dict.fromkeys(word_set("the a an this that these those some every each another"), "DT"),
    **dict.fromkeys(word_set("he she it they we i you who him her them us me"), "PRP"),
    **dict.fromkeys(word_set("his her its their our my your"), "PRP$"),
    **dict.fromkeys(
        word_set("of in on at by for from with to after before during as while when since about into over"), "IN"
    ),
    **dict.fromkeys(word_set("and or but"), "CC"),
    **dict.fromkeys(word_set("is was were are been be has have had did does do"), "VBZ"),
    **dict.fromkeys(word_set("will would can could may might must"), "MD"),
    **dict.fromkeys(word_set("also then later now too not again once still"), "RB"),
}
_IN_PHRASE = frozenset(("NN", "NNP", "DT", "PRP$"))
_HANGS_ON_CUE = word_set("on during after before while as when in at to since by")


def plain_words(masked: Masked, lexicon: Lexicon) -> list[Word]:
    """The words of a masked paragraph, each with a tag by its shape."""
    words: list[Word] = []
    for piece, following in zip(masked.pieces, (*masked.pieces[1:], None), strict=True):
        stop = following.at if following is not None else len(masked.text)
        if piece.dummy:
            nth = len(words)
            words.append(Word(nth, "”", piece.start, piece.end, "``", "ccomp", nth, 0, piece.stretch, True))
            continue
        for match in _TOKEN.finditer(masked.text, piece.at, stop):
            nth, text = len(words), match.group()
            if text.endswith(".") and len(text) > 1 and not _ABBREVIATION.fullmatch(text) and text.count(".") == 1:
                text = text[:-1]
                _append(words, piece.start + match.start() - piece.at, text, piece.stretch, lexicon)
                _append(words, piece.start + match.end() - 1 - piece.at, ".", piece.stretch, lexicon)
                continue
            _append(words, piece.start + match.start() - piece.at, text, piece.stretch, lexicon)
    take_marks(words, masked)
    _join_nouns(words)
    _hang_on_cues(words, lexicon)
    return words


def _append(words: list[Word], start: int, text: str, stretch: int, lexicon: Lexicon) -> None:
    nth = len(words)
    words.append(Word(nth, text, start, start + len(text), _tag(text, lexicon), "dep", nth, 0, stretch))


def _tag(text: str, lexicon: Lexicon) -> str:
    lower = text.lower()
    if not text[0].isalnum():
        return "_SP" if text.isspace() else "."
    if lower in _TAGS:
        return _TAGS[lower]
    if text[0].isdigit():
        return "CD"
    if text[0].isupper():
        return "NNP"
    if lexicon.is_cue(lower) and lexicon.base(lower) != lower:
        return "VBG" if lower.endswith("ing") else "VBD"
    return "RB" if lower.endswith("ly") else "NN"


def _join_nouns(words: list[Word]) -> None:
    """Hangs the words of "the old mayor Anna Weber" on the last of them."""
    run: list[Word] = []
    for word in [*words, None]:
        if word is not None and not word.dummy and (word.tag in _IN_PHRASE or (run and word.tag == "_SP")):
            run.append(word)
            continue
        nouns = [one for one in run if one.tag.startswith("NN")]
        if nouns:
            for one in run:
                if one.nth < nouns[-1].nth and one.tag != "_SP":
                    one.head, one.dep = nouns[-1].nth, "compound"
                    nouns[-1].children.append(one.nth)
        run = []


def _hang_on_cues(words: list[Word], lexicon: Lexicon) -> None:
    """What follows "said Smith" without a comma in between says where and when, not who."""
    verb: Word | None = None
    for word in words:
        if word.tag in ("VBD", "VBG") and lexicon.is_cue(word.text):
            verb = word
        elif word.dummy or word.text in ".,!?;:—":
            verb = None
        elif verb is not None and word.lower in _HANGS_ON_CUE:
            word.head, word.dep = verb.nth, "prep"
            verb.children.append(word.nth)
