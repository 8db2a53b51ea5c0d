"""The quote engine: an article in, quotes with their parts out.

It works in three steps, so that a batch of articles can be parsed in one stream: :meth:`QuoteEngine.prepare` finds
the marks and says what must be parsed; whoever has a pipeline parses that; :meth:`QuoteEngine.finish` attributes,
joins and names. Without a pipeline the second step falls away and the marks and plain patterns remain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from core.frozen import frozen
from core.marks import Stretch, find_stretches, paragraphs, uses_single_marks
from core.records import Proposal
from core.suggest.quotes.cues import Lexicon
from core.suggest.quotes.dashes import with_dialogue
from core.suggest.quotes.grouping import Unit, groups_of
from core.suggest.quotes.joining import with_indirect
from core.suggest.quotes.letters import for_parser
from core.suggest.quotes.masking import masked_paragraph
from core.suggest.quotes.own_cues import CueWords, cue_words
from core.suggest.quotes.paragraph import Paragraph
from core.suggest.quotes.parse import Masked, words_of
from core.suggest.quotes.plain import plain_words
from core.suggest.quotes.proposing import begin_of, proposal_of
from core.suggest.quotes.settings import QuoteSettings
from core.suggest.quotes.shape import Look, Shape, shape_of
from core.suggest.quotes.transcript import marked_turns, numbers_of_turns
from core.suggest.speakers import Cast, Mention

_SIGNATURE = re.compile(r"\s*[-–—―]{1,2}\s?[A-ZÀ-Þ][^“”\"\n]{2,160}$")
# "BEIRUT — ", "WASHINGTON (AP) — ", "SPRINGFIELD, Ill. -- "
_DATELINE = re.compile(r"[A-Z][A-Z.’' -]{2,30}(?:, [A-Z][\w.]*(?: \w+\.?)?)?(?: \([A-Z][\w ]+\))?\s*(?:—|–|--) ?(?=\S)")
_LEAD_IN = (":", ",", "—", "–")


@frozen
class Prepared:
    """An article whose stretches are found; ``masked`` is what a parser should see."""

    text: str
    stretches: tuple[Stretch, ...]
    shapes: tuple[Shape, ...]
    masked: tuple[Masked, ...]
    members: tuple[tuple[int, ...], ...]  # the stretches of each masked paragraph


def _behind_dateline(text: str, start: int, end: int) -> int:
    """Where a paragraph begins once its dateline is passed over: a small parser takes “BEIRUT —” for a subject."""
    match = _DATELINE.match(text, start, end)
    return match.end() if match else start


class QuoteEngine:
    """Finds quotes; holds nothing but its settings and the lexicon."""

    def __init__(self, settings: QuoteSettings | None = None, cues: Lexicon | None = None) -> None:
        self.settings = settings or QuoteSettings()
        words = cue_words() if cues is None else CueWords(cues)
        self.cues = words.lexicon
        self._own_cues = words.digest

    def as_json(self) -> str:
        """What a run keeps of how it came about: the rulings, and which cue words of one's own were in force."""
        return self.settings.as_json(own_cues=self._own_cues)

    def prepare(self, text: str) -> Prepared:
        plain = for_parser(text)
        marked = find_stretches(text)
        british = uses_single_marks(marked)
        stretches = with_dialogue(text, marked, self.cues)
        turns = numbers_of_turns(text, stretches)
        shapes: list[Shape] = []
        masked: list[Masked] = []
        members: list[tuple[int, ...]] = []
        upcoming = 0
        before: tuple[int, int] | None = None
        lines = [*paragraphs(text), (len(text), len(text))]
        for (start, end), following in pairwise(lines):
            first = upcoming
            while upcoming < len(stretches) and stretches[upcoming].start < end:
                upcoming += 1
            mine = stretches[first:upcoming]
            if mine or self.settings.indirect:
                found = self._shapes(text, start, end, mine, british)
                shapes.extend(Shape.TURN if nth in turns else one for nth, one in enumerate(found, first))
                begin = _behind_dateline(text, start, mine[0].start if mine else end)
                if mine and before is not None and not text[start : mine[0].start].strip():
                    lead = text[before[0] : before[1]].rstrip()
                    begin = before[0] if lead.endswith(_LEAD_IN) else begin
                if begin < start and self.settings.indirect:
                    masked.pop()  # it is parsed together with this one
                    members.pop()
                numbered = list(zip(range(first, upcoming), mine, shapes[first:upcoming], strict=True))
                signed = mine and not text[mine[-1].end : end].strip() and _SIGNATURE.match(text, *following)
                if signed and not any(one.dash for one in stretches[upcoming : upcoming + 1]):
                    end = following[1]
                masked.append(masked_paragraph(plain, begin, end, numbered))
                members.append(tuple(range(first, upcoming)))
            before = (start, end) if not mine else None
        return Prepared(text, tuple(stretches), tuple(shapes), tuple(masked), tuple(members))

    def finish(
        self, prepared: Prepared, docs: Iterable[Any] | None, mentions: Sequence[Mention] = ()
    ) -> list[Proposal]:
        """The quotes; ``docs`` are the parses of ``prepared.masked``, ``mentions`` the people and bodies named."""
        units = self._units(prepared, docs)
        marked = [unit for unit in units if unit.stretches]
        groups = groups_of(prepared.text, marked, prepared.stretches, prepared.shapes)
        cast = Cast(prepared.text, mentions, [(one.start, one.end) for one in prepared.stretches])
        whole = [*marked_turns(prepared.text, prepared.stretches, prepared.shapes, cast)]
        woven: list[Proposal] = []
        for group in groups:
            paragraph = marked[group.unit].paragraph
            proposal = proposal_of(prepared.text, prepared.stretches, group, paragraph, cast, self.settings)
            if proposal is not None:
                (whole if group.shape is Shape.WHOLE else woven).append(proposal)
        if not self.settings.indirect or docs is None:
            return sorted([*whole, *woven], key=begin_of)
        return with_indirect(prepared.text, whole, woven, [unit.paragraph for unit in units], cast, self.settings)

    def _shapes(self, text: str, start: int, end: int, mine: list[Stretch], british: bool) -> list[Shape]:
        shapes: list[Shape] = []
        for nth, stretch in enumerate(mine):
            low = mine[nth - 1].end if nth else start
            high = mine[nth + 1].start if nth + 1 < len(mine) else end
            look = Look(
                inner=text[stretch.inner_start : stretch.inner_end].strip(),
                before=text[low : stretch.start],
                after=text[stretch.end : high],
                lexicon=self.cues,
                single=stretch.single and not british,  # where single marks are the rule they tell nothing
                follows_whole=nth > 0 and shapes[-1] is Shape.WHOLE,
            )
            shapes.append(Shape.WHOLE if stretch.dash else shape_of(stretch, look))
        return shapes

    def _units(self, prepared: Prepared, docs: Iterable[Any] | None) -> list[Unit]:
        units: list[Unit] = []
        parsed = iter(docs) if docs is not None else None
        for masked, members in zip(prepared.masked, prepared.members, strict=True):
            words = words_of(masked, next(parsed)) if parsed is not None else plain_words(masked, self.cues)
            units.append(Unit(masked.start, masked.end, members, Paragraph(words, self.cues, self.settings)))
        return units
