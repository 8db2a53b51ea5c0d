"""Which cue brings a whole quote: the words before it and behind it in its sentence, weighed against each other."""

from __future__ import annotations

from core.suggest.quotes.paragraph import Attribution, Paragraph
from core.suggest.quotes.parse import Word
from core.suggest.quotes.phrases import Source
from core.suggest.quotes.signs import colon, names_only, signed
from core.suggest.quotes.source import already_speaking, source_of_phrase

_NEAR, _FAR, _COLON_FAR = 6, 30, 14
_CLEARLY = 0.35  # by how much a farther cue must be stronger
_SURE_OF_VERB = 3.0
_AFTER_STOP = -0.2
_PER_WORD = 0.1
# What the last sign inside the marks says of an attribution behind them, and the last one before them of one in front.
_BEHIND, _BEHIND_ELSE = {",": 3.0, "?": 1.6, "!": 1.6, ".": -0.6}, 1.4
_IN_FRONT, _IN_FRONT_ELSE = {":": 3.0, ",": 1.8}, 1.0


def attribution_of_whole(paragraph: Paragraph, stretch: int, last_sign: str) -> Attribution | None:
    """The attribution of a whole stretch that ends with ``last_sign``, from the words beside it."""
    if stretch not in paragraph.bounds:
        return None
    found = [_in_front(paragraph, stretch), _behind(paragraph, stretch, last_sign)]
    return max((one for one in found if one is not None), key=lambda one: one.strength, default=None)


def attribution_by_sentence_before(paragraph: Paragraph, stretch: int) -> Attribution | None:
    """A sentence that ends right before a stretch and says that its subject spoke: "Bystrom agreed. “…”"."""
    if stretch not in paragraph.bounds:
        return None
    stop = paragraph.bounds[stretch][0] - 1
    while stop >= 0 and paragraph.words[stop].text.isspace():
        stop -= 1
    if stop < 1 or stop not in paragraph.stops:
        return None
    zone = [word for word in paragraph.sentence_of(stop - 1, stop - 1) if word.nth < stop]
    for word in zone:
        if paragraph.is_cue(word) and word.dep in ("ROOT", "conj") and stop - word.nth <= _NEAR:
            found = paragraph.attribution(word, zone, after=False, strength=1.0)
            if found.source is not None:
                return found
    return None


# ------------------------------------------------------------------------------------------------------------- behind


def _behind(paragraph: Paragraph, stretch: int, last_sign: str) -> Attribution | None:
    zone = paragraph.zone_after(stretch)
    content = [word for word in zone if not word.text.isspace()]
    if not content:
        return None
    signature = signed(content)
    if signature is not None:
        return signature
    base = _BEHIND.get(last_sign, _BEHIND_ELSE)
    if content[0].text == ",":
        base += 0.8
    elif content[0].tag in ("CC", "IN", "WRB", "WDT", "WP") and not paragraph.phrase_at(content[0]):
        base -= 1.6  # "…," but he denied that: another clause, and no attribution
    elif last_sign == "." and not content[0].text[0].islower() and len(content) > _NEAR:
        return None
    best = _best_behind(paragraph, zone, content, base, last_sign)
    if best is None:
        return _unlisted(paragraph, zone, content, base) if last_sign == "," else None
    return None if last_sign == "." and best.strength < _AFTER_STOP else best


def _best_behind(
    paragraph: Paragraph, zone: list[Word], content: list[Word], base: float, last_sign: str
) -> Attribution | None:
    best: Attribution | None = None
    for distance, word in enumerate(content[:_FAR]):
        phrase = paragraph.phrase_at(word)
        if phrase is not None and best is None:
            source = source_of_phrase(paragraph.words, phrase[1], zone)
            return Attribution(phrase, word.nth, source, base + 1.0 - _PER_WORD * distance)
        beside = distance <= _NEAR
        if not paragraph.is_cue(word) and not (last_sign == "," and beside and paragraph.may_be_cue(word)):
            continue
        if word.tag == "VBG" and not any(w.is_noun for w in content[:distance]):
            continue  # "…," adding that …: brings what follows
        strength = base + _weight(paragraph, word, beside) - _PER_WORD * distance
        if best is None or strength > best.strength + _CLEARLY:
            best = paragraph.attribution(word, zone, after=True, strength=strength)
        if not beside:
            break
    return best


def _unlisted(paragraph: Paragraph, zone: list[Word], content: list[Word], base: float) -> Attribution | None:
    """A verb that no lexicon lists, where a comma before the closing mark says that a cue must follow."""
    for distance, word in enumerate(content[:_NEAR]):
        if word.tag in ("VBD", "VBZ") and word.dep not in ("aux", "auxpass", "relcl"):
            found = paragraph.attribution(word, zone, after=True, strength=base - 0.5 - _PER_WORD * distance)
            if found.source is not None:
                return found
    return None


# ----------------------------------------------------------------------------------------------------------- in front


def _in_front(paragraph: Paragraph, stretch: int) -> Attribution | None:
    zone = paragraph.zone_before(stretch)
    content = [word for word in zone if not word.text.isspace()]
    if not content:
        return None
    last = content[-1].text
    best = _best_in_front(paragraph, zone, content, _IN_FRONT.get(last, _IN_FRONT_ELSE))
    if last == ":" and (best is None or best.strength < _SURE_OF_VERB or names_only(paragraph, content)):
        return colon(paragraph, content, zone) or best
    return best


def _best_in_front(paragraph: Paragraph, zone: list[Word], content: list[Word], base: float) -> Attribution | None:
    best: Attribution | None = None
    farthest = _COLON_FAR if content[-1].text == ":" else _FAR
    for distance, word in enumerate(reversed(content[-farthest:])):
        phrase = paragraph.phrase_at(word)
        if phrase is not None and (best is None or best.strength < base):
            source = source_of_phrase(paragraph.words, phrase[1], zone)
            return Attribution(phrase, word.nth, source, base + 0.6 - _PER_WORD * distance)
        if not paragraph.is_cue(word):
            continue
        beside = distance <= 1
        strength = base + _weight(paragraph, word, beside) + (0.8 if beside else 0.0) - _PER_WORD * distance
        if best is None or strength > best.strength + _CLEARLY:
            best = paragraph.attribution(word, zone, after=False, strength=strength)
            if best.source is None:
                best = Attribution(best.cue, best.verb, _from_sentence_before(paragraph, word, zone), strength)
    return best


def _from_sentence_before(paragraph: Paragraph, cue: Word, zone: list[Word]) -> Source | None:
    """The source of a participle that begins its sentence: "… he said. Adding, “…”"."""
    if cue.tag != "VBG" or cue.nth > zone[0].nth + 1:
        return None
    low = max(0, zone[0].nth - _FAR)
    return already_speaking(paragraph.words, cue.nth, paragraph.words[low : cue.nth], paragraph.lexicon)


def _weight(paragraph: Paragraph, word: Word, beside: bool) -> float:
    """How much a cue word says for itself."""
    strong = paragraph.lexicon.is_strong(word.text)
    verb = word.is_verb or (word.tag in ("NNS", "NN") and strong)
    if strong and word.tag in ("VBG", "VBN"):
        return 0.7
    if strong:
        return 1.0 if verb else 0.2
    return 0.4 if beside and verb else -1.0
