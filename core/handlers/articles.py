"""Articles and suggestions come in; an article's status is set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from core.bodies import Body, Entity, Quote
from core.commands import ImportArticle, RecordSuggestions, SetStatus
from core.comments import Comment, Flag, Said
from core.errors import BugError, ConflictError, RefusedError
from core.handlers.memory import Board, forget_stale, is_held_back, lessons_for, remind
from core.history import change_of, covered_text
from core.ids import new_id
from core.labels import heirs, new_label
from core.quote_memory import QuoteMemory
from core.records import Annotation, ArticleDraft, ArticleInfo, Change, Label, Origin, RunResult, Suggestion, Verdict
from core.rules import same_thing, tidy
from core.speakers import Registry, registry_of
from core.text import canonical, text_hash
from core.unit_of_work import Plan, UnitOfWork


class AlreadyThereError(RefusedError):
    """An article with the same text is in the library; ``article`` is its id."""

    def __init__(self, info: ArticleInfo) -> None:
        super().__init__(f"The same text is already in the library, as “{info.headline}”.")
        self.article = info.id


def import_article(uow: UnitOfWork, command: ImportArticle) -> Plan:
    draft = command.draft
    headline, origin = canonical(draft.headline), canonical(draft.origin)  # a file name may hold what is no text
    if not draft.text.strip():
        raise RefusedError(f"{origin} holds no text, so there is nothing to import.")
    if canonical(draft.text) != draft.text:
        raise BugError(f"the text of {origin} was not made canonical before it came in")
    sha256 = text_hash(draft.text)
    if (there := uow.article_with_text(sha256)) is not None:
        raise AlreadyThereError(there)
    id = new_id()
    info = ArticleInfo(id, headline, origin, sha256, len(draft.text), datetime.now(UTC), draft.status)
    to = heirs(uow.labels())
    bodies = [_settled(tidy(draft.text, imported.body), to) for imported in draft.annotations]
    annotations = {body: Annotation(new_id(), id, body, Origin.IMPORT) for body in bodies}  # one for what says the same
    changes = (
        Change(None, info),
        *_new_labels(uow, bodies),
        *(change_of(draft.text, None, annotation) for annotation in annotations.values()),
        *_said(uow, id, draft, [annotations[body] for body in bodies]),
    )
    return Plan(id, changes, new_text=draft.text)


def _said(uow: UnitOfWork, id: str, draft: ArticleDraft, annotations: Sequence[Annotation]) -> Iterable[Change]:
    """The comments and flags that a file brings along; who wrote one without a name is who brings it."""
    now = datetime.now(UTC)
    threads: list[tuple[str | None, str, tuple[Said, ...]]] = [(None, "", draft.comments)]
    flagged: set[str] = set()
    for annotation, imported in zip(annotations, draft.annotations, strict=True):
        covered = covered_text(draft.text, annotation.body)
        threads.append((annotation.id, covered, imported.comments))
        flag = imported.flagged
        if flag is not None and annotation.id not in flagged:
            flagged.add(annotation.id)
            yield Change(None, Flag(annotation.id, id, flag.author or uow.annotator, flag.at or now), covered)
    for about, covered, comments in threads:
        for one in comments:
            author, at = one.author or uow.annotator, one.at or now
            yield Change(None, Comment(new_id(), id, about, author, at, one.text, one.resolved), covered)


def record_suggestions(uow: UnitOfWork, command: RecordSuggestions) -> Plan:
    """Old pending suggestions of the same suggesters make way; what was decided before is not asked again."""
    info, text, set_id = uow.article(command.article), uow.text(command.article), uow.set_of(command.article)
    for result in command.results:
        if result.run.text_sha256 != info.sha256:
            raise ConflictError("The suggestions were made for another text than this article's. Nothing was changed.")
    is_independent = set_id != info.id
    if is_independent and not any(one.id == set_id and one.assisted for one in uow.sets(info.id)):
        raise RefusedError("You annotate this article from the text alone, so nothing is suggested in it.")
    remembers = command.memory and not is_independent  # what others decided is not to be told
    standing, older = uow.annotations(set_id), uow.suggestions(set_id)
    decided = _Decided(standing, older)
    runs: list[Change] = []
    board = Board(uow, set_id)
    gone = {result.run.suggester for result in command.results}
    for suggestion in older:
        _make_way(board, suggestion, gone)
    quotes = _with_quotes(command.results)
    has_names = any(quote.speakers for quote in quotes) and not is_independent
    registry = registry_of(frozenset(uow.speakers() if has_names else ()))
    memory = uow.quote_memory() if remembers and quotes else QuoteMemory()
    labels = _Offered(uow.labels())
    for result in command.results:
        runs.append(Change(None, replace(result.run, proposed=len(result.proposals))))
        board.name_run(result.run.id, result.run.suggester)
        for suggestion in _proposed(text, set_id, labels.of(result), decided, registry, memory):
            board.put(suggestion, None)
    if remembers:
        lessons = lessons_for(uow, text)
        forget_stale(board, older, text, lessons)
        runs += remind(uow, command.article, board, lessons)
    changes = board.changes(text)
    bodies = [change.after.body for change in changes if isinstance(change.after, Suggestion)]
    return Plan(command.article, (*_new_labels(uow, bodies), *runs, *changes))


def set_status(uow: UnitOfWork, command: SetStatus) -> Plan:
    info = uow.article(command.article)
    if info.status is command.status:
        raise RefusedError(f"The article is already {command.status.value}.")
    return Plan(command.article, (Change(info, replace(info, status=command.status)),))


# -------------------------------------------------------------------------------------------------------- suggestions


class _Decided:
    """What an article's annotators have decided, so that nobody is asked twice."""

    def __init__(self, standing: Iterable[Annotation], older: Iterable[Suggestion]) -> None:
        self._entity_spans = set()
        self._bodies: list[Body] = []
        self._entities_refused = set()
        self.speakers: set[str] = set()
        for annotation in standing:
            if isinstance(annotation.body, Entity):
                self._entity_spans.add(annotation.body.span)
            else:
                self._bodies.append(annotation.body)
            if isinstance(annotation.body, Quote):
                self.speakers.update(annotation.body.speakers)
        for suggestion in older:
            if suggestion.verdict in (Verdict.PENDING, Verdict.WITHDRAWN):
                continue
            if isinstance(suggestion.body, Entity):
                self._entities_refused.add(suggestion.body)
            else:
                self._bodies.append(suggestion.body)

    def covers(self, body: Body) -> bool:
        if isinstance(body, Entity):
            return body.span in self._entity_spans or body in self._entities_refused
        return any(same_thing(body, known) for known in self._bodies)


class _Offered:
    """The label set towards a model, which may know other labels."""

    def __init__(self, labels: Sequence[Label]) -> None:
        self._to = heirs(labels)
        self._retired = {label.name for label in labels if label.retired}

    def of(self, result: RunResult) -> RunResult:
        """What is proposed, by the names that labels have now; a label that is retired is not offered any more."""
        proposals = tuple(replace(one, body=_settled(one.body, self._to)) for one in result.proposals)
        return replace(result, proposals=tuple(one for one in proposals if not self._is_retired(one.body)))

    def _is_retired(self, body: Body) -> bool:
        return isinstance(body, Entity) and body.label in self._retired


def _settled(body: Body, to: Mapping[str, str]) -> Body:
    return Entity(body.span, to[body.label]) if isinstance(body, Entity) and body.label in to else body


def _make_way(board: Board, suggestion: Suggestion, suggesters: set[str]) -> None:
    """Withdraw what one of these suggesters proposed before; what the memory held back of it is gone for good."""
    is_open = suggestion.verdict is Verdict.PENDING or is_held_back(suggestion)
    if is_open and board.suggester_of(suggestion) in suggesters:
        board.change(suggestion, Verdict.WITHDRAWN)


def _with_quotes(results: Iterable[RunResult]) -> list[Quote]:
    """The quotes among what is proposed: without any, nothing of speakers and cues need be read."""
    bodies = (proposal.body for result in results for proposal in result.proposals)
    return [body for body in bodies if isinstance(body, Quote)]


def _proposed(
    text: str, set_id: str, result: RunResult, decided: _Decided, registry: Registry, memory: QuoteMemory
) -> Iterable[Suggestion]:
    for proposal in result.proposals:
        proposal = memory.applied(registry.recognised(proposal, decided.speakers), text, decided.speakers)
        body = tidy(text, proposal.body)
        if not decided.covers(body):
            yield Suggestion(new_id(), set_id, result.run.id, body, proposal.score, proposal.doubts)


def _new_labels(uow: UnitOfWork, bodies: Iterable[Body]) -> list[Change]:
    known = {label.name for label in uow.labels()}
    names = dict.fromkeys(body.label for body in bodies if isinstance(body, Entity))
    return [Change(None, new_label(name)) for name in names if name not in known]
