"""Quotes: parts are added, removed and changed, two become one, one becomes two; and text is excluded."""

from __future__ import annotations

from core.bodies import Body, Kind, PartRef, Quote, Role, Span
from core.checks import Check
from core.commands import (
    AddPart,
    AddQuote,
    ApplyRemedy,
    ChangeRole,
    Command,
    ExcludeRegion,
    JoinQuotes,
    RemovePart,
    SetKind,
    SetSpeakers,
    SplitQuote,
)
from core.counted import counted
from core.history import items_touched
from core.records import Item, Revision
from core.rules import kind_of
from core.session import Session
from core.speakers import KnownSpeaker, in_full
from core.text import snapped
from gui.article.carrying import Carried
from gui.context import target_of
from gui.controllers import decisions
from gui.keymap import told
from gui.screen import Choice, Screen

_KINDS = (Kind.DIRECT, Kind.MIXED, Kind.INDIRECT)


def content(screen: Screen) -> None:
    """The selected text is content of the selected quote, or begins a quote of its own."""
    _part(screen, Role.CONTENT)


def cue(screen: Screen) -> None:
    """The same for the words that say that it was said; what was said may come after."""
    _part(screen, Role.CUE)


def source(screen: Screen) -> None:
    """The same for the words that name who said it."""
    _part(screen, Role.SOURCE)


def nested(screen: Screen) -> None:
    _part(screen, Role.NESTED)


def _part(screen: Screen, role: Role) -> None:
    """Add the selected text to the selected quote in a role; without text, the current part gets the role.

    Without a quote that is selected the text begins one.
    """
    context = screen.desk.context()
    if context.quote is None and context.span is not None and role is not Role.NESTED:
        assert context.session is not None
        _begin(screen, context.article, _begun(context.session.text, role, context.span))
    elif context.quote is None:
        screen.hint("Select a quote first: click its words or its note. C makes a quote of the selected text.")
    elif context.span is not None:
        _submit(screen, AddPart(context.article, context.target, role, context.span), role, context.span)
    elif context.part is not None and context.part_span is not None:
        if context.part.role is role:
            screen.hint(f"That is a {role.value} already. Select text to add another.")
        else:
            _submit(screen, ChangeRole(context.article, context.target, context.part, role), role, context.part_span)


def _begin(screen: Screen, article: str, quote: Quote) -> None:
    def follow(revision: Revision) -> None:
        _select_new(screen, revision)
        if not quote.contents:
            screen.hint(told("Now select what was said: {content} makes it the content of this quote."))

    screen.desk.submit(AddQuote(article, quote), follow)


def _begun(text: str, role: Role, span: Span) -> Quote:
    """A quote of one part. Of what kind it is, its first content will say."""
    if role is Role.CONTENT:
        return Quote((span,), kind=kind_of(text, span))
    kind = Kind.INDIRECT
    return Quote((), (span,), kind=kind) if role is Role.CUE else Quote((), sources=(span,), kind=kind)


def _submit(screen: Screen, command: Command, role: Role, span: Span) -> None:
    """Submit, and make the part that lies there the current one."""
    desk = screen.desk

    def follow(_revision: object) -> None:
        desk.view.set_caret(desk.view.caret())
        item = desk.item
        if item is not None:
            there = [ref for ref, now in item.body.parts() if ref.role is role and now.overlaps(span)]
            desk.select(item.id, there[0] if there else None, scroll=False)

    desk.submit(command, follow)


def _select_new(screen: Screen, revision: Revision) -> None:
    screen.desk.view.set_caret(screen.desk.view.caret())
    touched = items_touched(revision)
    if touched:
        screen.desk.select(touched[0], scroll=False)


def take_source(screen: Screen, quote: str, carried: Carried) -> None:
    """Something was dropped on a quote: words become its source, a name its speaker. One revision either way."""
    desk = screen.desk
    desk.select(quote, scroll=False)
    context = desk.context()
    if context.quote is None:
        return
    if carried.span is None:
        if context.quote.speakers == (carried.words,):
            screen.hint(f"{carried.words} is the speaker of this quote already.")
        else:
            desk.submit(SetSpeakers(context.article, context.target, (carried.words,)))
    elif carried.span in context.quote.sources:
        screen.hint("That is a source of this quote already.")
    else:
        _submit(screen, AddPart(context.article, context.target, Role.SOURCE, carried.span), Role.SOURCE, carried.span)


def step_part(screen: Screen, step: str) -> None:
    """Make the next or the previous part of the quote, in the order of the text, the current one."""
    context = screen.desk.context()
    assert context.quote is not None
    parts = _in_order(context.quote)
    at = parts.index(context.part) if context.part in parts else -1
    screen.desk.select_part(parts[(at + int(step)) % len(parts)])


def _in_order(quote: Quote) -> list[PartRef]:
    return [ref for ref, _ in sorted(quote.parts(), key=lambda part: part[1])]


def remove_part(screen: Screen) -> None:
    context = screen.desk.context()
    assert context.part is not None
    screen.desk.submit(RemovePart(context.article, context.target, context.part))


def remedy(screen: Screen) -> None:
    """Apply the first remedy that the checks of the selected quote offer."""
    context = screen.desk.context()
    apply_remedy(screen, context.remedies[0])


def apply_remedy(screen: Screen, check: Check) -> None:
    """Apply the remedy of one check, or ask what only a person knows, unless the selected quote needs it no longer."""
    context = screen.desk.context()
    if check not in context.checks:
        return
    if check.asks_speaker:
        speaker(screen)
    elif check.deletes:
        decisions.delete(screen)
    elif check.remedy is not None:
        command = ApplyRemedy(context.article, context.target, check.remedy, check.flaw.value)
        screen.desk.submit(command, lambda _revision: _select_same(screen, command.body))


def _select_same(screen: Screen, body: Body) -> None:
    """Where what was mended went into another quote, that one is selected."""
    desk = screen.desk
    if desk.item is not None or desk.session is None or not isinstance(body, Quote):
        return
    there = desk.session.touching(body.bounds.start, body.bounds.end)
    same = (item.id for item in there if isinstance(item.body, Quote) and item.body.place == body.place)
    desk.select(next(same, None), scroll=False)


def cycle_kind(screen: Screen) -> None:
    quote = screen.desk.context().quote
    assert quote is not None
    if not quote.contents:
        screen.hint("Of what kind it is, its content will say: select what was said first.")
        return
    set_kind(screen, _KINDS[(_KINDS.index(quote.kind) + 1) % len(_KINDS)])


def set_kind(screen: Screen, kind: Kind) -> None:
    context = screen.desk.context()
    if context.quote is not None and context.quote.kind is not kind:
        screen.desk.submit(SetKind(context.article, context.target, kind))


def speaker(screen: Screen) -> None:
    """Choose among the article's people, the library's speakers, or a new name."""
    context = screen.desk.context()
    session, item = context.session, context.item
    assert session is not None
    assert item is not None
    near = people(session, item)

    def show(known: tuple[KnownSpeaker, ...]) -> None:
        told = {one.name: _told(one) for one in known}
        # A speaker whom the library knows is proposed before the names that this article happens to hold.
        choices = [Choice(name, hint=told[name]) for name in near if name in told]
        choices += [Choice(name, hint="in this article") for name in near if name not in told]
        choices += [Choice(name, hint=hint) for name, hint in told.items() if name not in near]
        if context.quote is not None and context.quote.speakers:
            choices.append(Choice("", "Nobody", hint="take the speaker away"))
        screen.pick("Who said it?", choices, chosen, free="New speaker: “{}”")

    def chosen(name: str) -> None:
        screen.focus_article()
        now = screen.desk.context()
        if now.item is not None and now.item.id == item.id:
            screen.desk.submit(SetSpeakers(now.article, now.target, (name,) if name else ()))

    screen.desk.bridge.ask(lambda store: store.known_speakers(), show)


def _told(known: KnownSpeaker) -> str:
    return f"{counted(known.quotes, 'quote')} in {counted(known.articles, 'article')}"


def people(session: Session, item: Item) -> list[str]:
    """Who may have said it: speakers of the article, its people and bodies; the nearest to the quote first.

    Speakers are as they were named; of the others each comes once, by the fullest name that the article has.
    """
    place = item.body.bounds.start
    speakers = [tally.name for tally in session.speakers() if tally.name]
    mentions = [
        (" ".join(other.body.bounds.of(session.text).split()), abs(other.body.bounds.start - place))
        for other in session.items()
        if getattr(other.body, "label", "") in ("PERSON", "ORG")
    ]
    full = in_full(dict.fromkeys((*speakers, *(words for words, _ in mentions))))
    distances: dict[str, int] = {}
    for words, distance in mentions:
        name = full[words]
        distances[name] = min(distance, distances.get(name, distance))
    near = sorted(distances, key=lambda name: distances[name])
    return [*speakers, *(name for name in near if name not in speakers)]


def join(screen: Screen) -> None:
    """Join the selected quote with those that the selected text touches, else with the next one."""
    context = screen.desk.context()
    session, item = context.session, context.item
    assert session is not None
    assert item is not None
    others: list[Item] = []
    if context.span is not None:
        touched = session.touching(context.span.start, context.span.end)
        others = [other for other in touched if isinstance(other.body, Quote) and other.id != item.id]
    if not others:
        following = _next_quote(session, item.id)
        if following is None:
            screen.hint("There is no quote after this one. Select the first of the two, or text that touches both.")
            return
        others = [following]
    targets = tuple(target_of(quote) for quote in (item, *others))

    def follow(revision: Revision) -> None:
        standing = [id for id in items_touched(revision) if session.item(id) is not None]
        screen.desk.view.set_caret(screen.desk.view.caret())
        screen.desk.select(standing[0] if standing else None, scroll=False)

    screen.desk.submit(JoinQuotes(session.id, targets), follow)


def _next_quote(session: Session, id: str) -> Item | None:
    following = session.neighbour(id, 1)
    while following is not None:
        item = session.item(following)
        if item is not None and isinstance(item.body, Quote):
            return item
        following = session.neighbour(following, 1)
    return None


def split(screen: Screen) -> None:
    """Split the selected quote at the caret, but no word: inside one, the second quote begins with it."""
    context = screen.desk.context()
    assert context.session is not None
    text, caret = context.session.text, context.caret
    inside = 0 < caret < len(text) and not (text[caret - 1].isspace() or text[caret].isspace())
    offset = snapped(text, caret, caret + 1)[0] if inside else caret
    screen.desk.submit(SplitQuote(context.article, context.target, offset))


def exclude(screen: Screen) -> None:
    context = screen.desk.context()
    assert context.span is not None
    command = ExcludeRegion(context.article, context.span)
    screen.desk.submit(command, lambda revision: _select_new(screen, revision))
