"""Comments and flags: written, resolved, put up and taken off; and the way from one to the next."""

from __future__ import annotations

from collections.abc import Iterable

from core.commands import Accept, AddComment, DeleteComment, EditComment, ResolveComment, SetFlag, SetStatus, Target
from core.comments import ON_PURPOSE, Comment
from core.records import ArticleInfo, Item, Revision, Status, Suggestion
from core.rules import quoted
from core.session import Session
from gui.context import target_of
from gui.screen import Screen

_LATEST = 100  # changes of the article itself, among which the flag’s is looked for


def comment(screen: Screen) -> None:
    """Say something about the selected annotation; where none is selected, about the article."""
    _write(screen, screen.desk.item)


def comment_article(screen: Screen) -> None:
    _write(screen, None)


def _write(screen: Screen, item: Item | None) -> None:
    from gui.dialogs.comment import write

    session = screen.desk.session
    assert session is not None
    about = item.id if item is not None else None

    def done(words: str) -> None:
        screen.focus_article()
        screen.desk.submit(AddComment(session.id, words, about))
        screen.show_tab("Selection")

    write(screen.widget, f"Comment on {_name(item, session)}", "", done)


def _name(item: Item | None, session: Session) -> str:
    return quoted(item.body.bounds.of(session.text)) if item is not None else "the article"


def edit(screen: Screen, comment: Comment) -> None:
    from gui.dialogs.comment import write

    session = screen.desk.session
    if session is None:
        return

    def done(words: str) -> None:
        screen.focus_article()
        if words.strip() != comment.text:
            screen.desk.submit(EditComment(session.id, _seen(comment), words))

    write(screen.widget, "Change your comment", comment.text, done)


def resolve(screen: Screen, comment: Comment) -> None:
    """Resolve a comment, or open it again."""
    if screen.desk.session is not None:
        screen.desk.submit(ResolveComment(screen.desk.session.id, _seen(comment), not comment.resolved))


def delete(screen: Screen, comment: Comment) -> None:
    if screen.desk.session is not None:
        screen.desk.submit(DeleteComment(screen.desk.session.id, _seen(comment)))


def _seen(comment: Comment) -> Target:
    return Target(comment.id, comment.version)


def resolve_next(screen: Screen) -> None:
    """Resolve the oldest open comment on what is selected; where none is open, open the latest again."""
    desk = screen.desk
    assert desk.session is not None
    about = desk.item.id if desk.item is not None else None
    thread = desk.session.remarks.thread(about)
    if thread:
        resolve(screen, next((one for one in thread if not one.resolved), thread[-1]))
    else:
        screen.hint("There is no comment here. T writes one.")


def on_purpose(screen: Screen) -> None:
    """Say of what is selected that it is meant as it is; a suggestion is accepted with that, as one action.

    No disagreement leads to it any more.
    """
    desk = screen.desk
    assert desk.session is not None
    assert desk.item is not None
    if isinstance(desk.item, Suggestion):
        accepting = Accept(desk.session.id, (target_of(desk.item),), on_purpose=True)
        desk.submit(accepting, lambda _revision: screen.hint("Accepted, and said to be on purpose."))
        return
    desk.submit(AddComment(desk.session.id, ON_PURPOSE, desk.item.id, resolved=True))


def flag(screen: Screen) -> None:
    """Flag the selected annotation, or where none is selected the article; or take the flag off."""
    desk = screen.desk
    assert desk.session is not None
    if desk.item is None:
        _flag_article(screen, desk.session)
        return
    desk.submit(SetFlag(desk.session.id, desk.item.id, desk.session.remarks.flag(desk.item.id) is None))


def _flag_article(screen: Screen, session: Session) -> None:
    """The flag of an article is its status; without it, it is again what it was before."""
    if session.info.status is not Status.FLAGGED:
        screen.desk.submit(SetStatus(session.id, Status.FLAGGED))
        return

    def take(revisions: tuple[Revision, ...]) -> None:
        screen.desk.submit(SetStatus(session.id, _before_the_flag(revisions)))

    screen.desk.follow_up(lambda store: store.revisions(record=session.id, newest_first=True, limit=_LATEST), take)


def _before_the_flag(newest_first: Iterable[Revision]) -> Status:
    for revision in newest_first:
        for change in revision.changes:
            before, after = change.before, change.after
            is_flagging = isinstance(after, ArticleInfo) and after.status is Status.FLAGGED
            if is_flagging and isinstance(before, ArticleInfo) and before.status is not Status.FLAGGED:
                return before.status
    return Status.OPEN


def step(screen: Screen, step: str) -> None:
    """Select the next (1) or the previous (-1) annotation with a comment or a flag, and round."""
    context = screen.desk.context()
    session = context.session
    assert session is not None
    there = [item for item in map(session.item, session.remarks.abouts()) if item is not None]
    if not there:
        article = session.remarks.thread(None)
        screen.hint("Nothing here has a comment or a flag." if not article else "Only the article itself has comments.")
        if article:
            screen.desk.select(None)
        return
    there.sort(key=_place)
    ids = [item.id for item in there]
    if context.item is not None and context.item.id in ids:
        at = (ids.index(context.item.id) + int(step)) % len(ids)
    else:
        behind = [n for n, item in enumerate(there) if item.body.bounds.start >= context.caret]
        first = behind[0] if behind else len(ids)
        at = (first if int(step) > 0 else first - 1) % len(ids)
    screen.desk.select(ids[at])
    screen.show_tab("Selection")


def _place(item: Item) -> tuple[int, int, str]:
    bounds = item.body.bounds
    return bounds.start, bounds.end, item.id
