"""The speakers of a library: who is meant by a name that another article gives shorter, with a title, or in initials.

A name means a known speaker only where it can mean no other. Then a suggestion proposes the known name, marked unsure:
one acceptance makes the two one speaker, and until then nobody has said so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable
from dataclasses import replace
from functools import lru_cache

from core.bodies import Quote
from core.frozen import frozen
from core.patterns import Pattern
from core.records import Proposal

SPEAKER = "speaker"
"""The doubt of a suggestion whose speaker somebody should look at."""

_TITLES = frozenset(
    # A text is read and extended more easily than a list of forty strings.
    "mr mrs ms miss dr sir dame lord lady prof professor president senator sen rep gov governor judge justice general "  # noqa: SIM905
    "gen col colonel captain capt lt lieutenant sgt rev minister secretary king queen prince princess mayor chief pope "
    "brig maj major adm admiral sheikh imam representative chancellor ambassador former prime deputy vice".split()
)
_ARTICLES = frozenset(("the", "a", "an"))
_LITTLE = frozenset(("of", "the", "and", "for", "in", "on", "de", "la", "&"))
_PREFIX = Pattern(r"^(?:al|el|as|ash|ad)[-’']")
_POSSESSIVE = Pattern(r"[’']s?$")
_LEAST_INITIALS = 2


@frozen
class KnownSpeaker:
    """A speaker whom somebody has named, with how many quotes in how many articles are theirs."""

    name: str
    quotes: int
    articles: int


class Registry:
    """The known speakers, asked by name."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        self._by_words: dict[tuple[str, ...], set[str]] = {}
        self._by_last: dict[str, set[str]] = {}
        self._by_initials: dict[str, set[str]] = {}
        self._by_acronym: dict[str, set[str]] = {}
        for name in self._names:
            words = words_of(name)
            if words:
                self._by_words.setdefault(words, set()).add(name)
                self._by_last.setdefault(_bare(words[-1]), set()).add(name)
            self._by_initials.setdefault(_initials(name), set()).add(name)
            self._by_acronym.setdefault(_acronym(name), set()).add(name)

    def who(self, name: str) -> str:
        """The known speaker whom a name means; the name itself where it is known, means nobody or may mean several."""
        if name in self._names:
            return name
        found = self._same(name) or self.fuller(name) or self._initialled(name)
        return next(iter(found)) if len(found) == 1 else name

    def recognised(self, proposal: Proposal, confirmed: Container[str] = ()) -> Proposal:
        """A proposal with the known names of its speakers, marked unsure where they are other than what it says.

        ``confirmed`` are those of whom somebody has said that they speak in this article.
        """
        if not isinstance(proposal.body, Quote):
            return proposal
        speakers = tuple(dict.fromkeys(map(self.who, proposal.body.speakers)))
        if speakers == proposal.body.speakers:
            return proposal
        body = replace(proposal.body, speakers=speakers)
        if all(name in confirmed for name in speakers):
            return replace(proposal, body=body)
        return replace(proposal, body=body, doubts=tuple(dict.fromkeys((*proposal.doubts, SPEAKER))))

    def _same(self, name: str) -> set[str]:
        """But for titles, an article, accents and capitals."""
        return self._by_words.get(words_of(name), set())

    def fuller(self, name: str) -> set[str]:
        """The names for which this one may be short."""
        words = words_of(name)
        if not words or not name[:1].isupper() or name.split(maxsplit=1)[0].lower() in _ARTICLES:
            return set()
        return {known for known in self._by_last.get(_bare(words[-1]), ()) if is_short_for(words, words_of(known))}

    def _initialled(self, name: str) -> set[str]:
        """An acronym for a name in full, or the other way round; or written with other dots."""
        acronym, initials = _acronym(name), _initials(name)
        if acronym:
            return self._by_initials.get(acronym, set()) | self._by_acronym.get(acronym, set())
        return self._by_acronym.get(initials, set()) if initials else set()


def in_full(names: Iterable[str]) -> dict[str, str]:
    """Each name with the one of them that it is short for, where that is a single one; else with itself.

    Where “Hilal Khashan” is, “Khashan” is he; where two are called so, it may be either and stays what it is.
    """
    all_names = list(names)
    registry = Registry(all_names)
    found = {name: registry.fuller(name) for name in all_names}
    return {name: next(iter(fuller)) if len(fuller) == 1 else name for name, fuller in found.items()}


@lru_cache(maxsize=4)
def registry_of(names: frozenset[str]) -> Registry:
    """The registry of these names; made once for a whole batch, in which nobody decides anything."""
    return Registry(names)


def words_of(name: str) -> tuple[str, ...]:
    """The words by which names are compared: without titles, article, possessive ending, accents and capitals."""
    plain = name
    if not name.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    words = [word for word in (_POSSESSIVE.sub("", w.strip(".,;:")) for w in plain.casefold().split()) if word]
    while len(words) > 1 and words[0] in _TITLES | _ARTICLES:
        del words[0]
    return tuple(words)


def is_short_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether some words of a name can stand for a longer one: they end alike, and come in its order.

    “Suleiman”, “Y. Suleiman” and “Yahya Suleiman” are short for “Yahya Ali Suleiman”, “Yahya” is not: it may be anyone.
    """
    if not short or len(short) >= len(full) or _bare(short[-1]) != _bare(full[-1]):
        return False
    left = iter(full[:-1])
    return all(any(_begins(word, other) for other in left) for word in short[:-1])


def _begins(word: str, other: str) -> bool:
    return word == other or (len(word) == 1 and other.startswith(word))


def _bare(word: str) -> str:
    """A last name without the article that some papers write and others do not: al-Assad, Assad."""
    return _PREFIX.sub("", word) or word


def _acronym(name: str) -> str:
    """“LCC”, “U.N.” as letters; nothing where the name is no such thing."""
    words = [word for word in name.split() if word.lower() not in _ARTICLES]
    letters = words[0].replace(".", "") if len(words) == 1 else ""
    return letters if len(letters) >= _LEAST_INITIALS and letters.isalpha() and letters.isupper() else ""


def _initials(name: str) -> str:
    """The initials of a body's name, as its acronym has them: “Local Coordination Committees” is LCC."""
    words = [word for word in name.split() if word.lower() not in _LITTLE]
    if len(words) < _LEAST_INITIALS or not all(word[:1].isupper() for word in words):
        return ""
    return "".join(word[0] for word in words)
