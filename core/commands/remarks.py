"""What can be said about annotations and articles: comments and flags."""

from __future__ import annotations

from dataclasses import dataclass

from core.commands.target import Target


@dataclass(frozen=True, slots=True)
class AddComment:
    """Say something about an annotation or a suggestion (``about`` is its id), or about the article."""

    article: str
    text: str
    about: str | None = None
    resolved: bool = False  # said of what needs no answer


@dataclass(frozen=True, slots=True)
class EditComment:
    """Change the words of a comment of one's own."""

    article: str
    comment: Target
    text: str


@dataclass(frozen=True, slots=True)
class ResolveComment:
    """Say that a comment, whoever wrote it, is settled; or, with ``resolved`` false, that it is open again."""

    article: str
    comment: Target
    resolved: bool = True


@dataclass(frozen=True, slots=True)
class DeleteComment:
    article: str
    comment: Target


@dataclass(frozen=True, slots=True)
class SetFlag:
    """Flag an annotation or a suggestion, or take its flag off."""

    article: str
    about: str
    on: bool
