"""One short function per command: ``(unit of work, command) -> plan``. Nothing here writes; the library does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from core import commands as c
from core.commands import sharing as r
from core.errors import BugError
from core.handlers import (
    adjudicating,
    articles,
    decisions,
    everywhere,
    label_moves,
    label_set,
    memory,
    past,
    quotes,
    remarks,
    rulings,
    sharing,
    spans,
)
from core.handlers.articles import AlreadyThereError
from core.unit_of_work import Plan, UnitOfWork

__all__ = ["HANDLERS", "AlreadyThereError", "handle"]

Handler: TypeAlias = Callable[[UnitOfWork, Any], Plan]

HANDLERS: Mapping[type, Handler] = {
    c.ImportArticle: articles.import_article,
    c.RecordSuggestions: articles.record_suggestions,
    c.SetStatus: articles.set_status,
    c.Recall: memory.recall,
    c.SetMemoryRule: memory.set_rule,
    c.AddEntity: spans.add_entity,
    c.ExcludeRegion: spans.exclude_region,
    c.Relabel: spans.relabel,
    c.AnnotateAll: spans.annotate_all,
    c.Everywhere: everywhere.everywhere,
    c.MoveBoundary: spans.move_boundary,
    c.AddQuote: quotes.add_quote,
    c.AddPart: quotes.add_part,
    c.RemovePart: quotes.remove_part,
    c.ChangeRole: quotes.change_role,
    c.SetKind: quotes.set_kind,
    c.SetSpeakers: quotes.set_speakers,
    c.RenameSpeaker: quotes.rename_speaker,
    c.ApplyRemedy: quotes.apply_remedy,
    c.JoinQuotes: quotes.join_quotes,
    c.SplitQuote: quotes.split_quote,
    c.Accept: decisions.accept,
    c.Reject: decisions.reject,
    c.Delete: decisions.delete,
    c.AddComment: remarks.add_comment,
    c.EditComment: remarks.edit_comment,
    c.ResolveComment: remarks.resolve_comment,
    c.DeleteComment: remarks.delete_comment,
    c.SetFlag: remarks.set_flag,
    c.Undo: past.undo,
    c.Redo: past.redo,
    c.Revert: past.revert,
    c.Restore: past.restore,
    c.SetLabel: label_set.set_label,
    c.RenameLabel: label_moves.rename_label,
    c.MergeLabel: label_moves.merge_label,
    c.OrderLabels: label_set.order_labels,
    c.AdoptLabels: label_set.adopt_labels,
    c.SetRuling: rulings.set_ruling,
    r.Assign: sharing.assign,
    r.Unassign: sharing.unassign,
    r.SubmitSet: sharing.submit_set,
    r.ReturnSet: sharing.return_set,
    r.ApproveSet: sharing.approve_set,
    r.ReopenSet: sharing.reopen_set,
    r.StartAdjudication: adjudicating.start,
    r.Adjudicate: adjudicating.adjudicate,
}


def handle(uow: UnitOfWork, command: c.Command) -> Plan:
    """What a command comes to in this library.

    Raises:
        KnownError: the command cannot be carried out; the text says why.
        BugError: nobody handles such a command.
    """
    handler = HANDLERS.get(type(command))
    if handler is None:
        raise BugError(f"nobody handles {command!r}")
    plan = handler(uow, command)
    sharing.refuse_unsound(uow, plan)
    return plan
