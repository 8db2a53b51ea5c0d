"""What can be said about annotations and articles: comments and flags."""

from __future__ import annotations

from core.commands.target import Target
from core.frozen import frozen


@frozen
class AddComment:
    """Say something about an annotation or a suggestion (``about`` is its id), or about the article."""

    article: str
    text: str
    about: str | None = None
    resolved: bool = False  # said of what needs no answer


@frozen
class EditComment:
    """Change the words of a comment of one's own."""

    article: str
    comment: Target
    text: str


@frozen
class ResolveComment:
    """Say that a comment, whoever wrote it, is settled; or, with ``resolved`` false, that it is open again."""

    article: str
    comment: Target
    resolved: bool = True


@frozen
class DeleteComment:
    article: str
    comment: Target


@frozen
class SetFlag:
    """Flag an annotation or a suggestion, or take its flag off."""

    article: str
    about: str
    on: bool
