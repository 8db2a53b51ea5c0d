"""Everything that can be done at the desk, as one table.

Menus, shortcuts, context menus, the command palette and the sheet of keys are all derived from :data:`ACTIONS`, so that
none of them can know an action that the others do not. This module knows no Qt: the table is data.

Keys are in Qt's portable form. An action ``in_article`` listens to its keys only while the article has the focus, so
that single letters stay letters wherever something is typed.
"""

from __future__ import annotations

from dataclasses import replace
from string import ascii_uppercase

from core.frozen import frozen


@frozen
class Action:
    """One thing to do.

    ``run`` names a function of :mod:`gui.controllers`, as ``module.function`` or ``module.function:argument``; ``when``
    names a condition of :mod:`gui.context`.
    """

    id: str
    text: str
    menu: str  # "Annotate", or "Annotate/Quote" for a submenu; "" where only keys and the palette know it
    keys: tuple[str, ...]
    run: str
    help: str
    when: str = "always"
    in_article: bool = False
    checked: str = ""  # the name of a property of the window, for what is on or off
    separated: bool = False  # a line above it in its menu


REASONS = ("wrong boundary", "wrong label", "scare quote", "title", "nickname", "not an entity", "double")
"""Why a suggestion is rejected, in the order of their keys."""

MENUS = ("File", "Edit", "Annotate", "Go", "View", "Help")


def _article(id: str, text: str, menu: str, keys: str, run: str, when: str, tip: str, line: bool = False) -> Action:
    return Action(id, text, menu, tuple(keys.split()), run, tip, when, in_article=True, separated=line)


def _desk(id: str, text: str, menu: str, keys: str, run: str, tip: str, when: str = "always", *,
          line: bool = False, checked: str = "") -> Action:  # fmt: skip
    return Action(id, text, menu, tuple(keys.split()), run, tip, when, checked=checked, separated=line)


_FILE = (
    _desk("import", "Import Files…", "File", "Ctrl+O", "articles.import_files", "Take articles into the library."),
    _desk("import_folder", "Import Folder…", "File", "Ctrl+Shift+O", "articles.import_folder",
          "Take every article of a folder and what lies in it into the library."),
    _desk("paste", "Paste Text as Article", "File", "Ctrl+V", "articles.paste", "Make an article of the clipboard."),
    _desk("export", "Export…", "File", "Ctrl+E", "articles.export", "Write training data, with a report.", line=True),
    _desk("export_history", "Export History…", "File", "Ctrl+Shift+E", "articles.export_history",
          "Write what was done as JSON lines, or as a report to read and print."),
    _desk("print_history", "Print History…", "File", "Ctrl+P", "articles.print_history",
          "Look at the report of what was done as pages, and print it."),
    _desk("work_as", "Work As…", "File", "", "people.work_as", "Choose as whom you work.", line=True),
    _desk("library", "Open Another Library…", "File", "", "articles.choose_library", "Work in another library file."),
    _desk("preferences", "Preferences…", "File", "Ctrl+,", "views.preferences", "Your name, the theme, the text.",
          line=True),
    _desk("own_keys", "Keys of Your Own…", "File", "Ctrl+Shift+K", "views.own_keys",
          "Give any action other keys; what is taken says whose it is."),
    _desk("quit", "Quit", "File", "Ctrl+Q", "views.leave", "Close the desk. Everything is saved already.", line=True),
)  # fmt: skip

_EDIT = (
    _desk("undo", "Undo", "Edit", "Ctrl+Z", "past.undo", "Take back your latest action, in whatever article.", "undo"),
    _desk("redo", "Redo", "Edit", "Ctrl+Shift+Z Ctrl+Y", "past.redo", "Do again what you took back.", "redo"),
    _article("copy", "Copy", "Edit", "Ctrl+C", "go.copy", "text", "Copy the selected text.", line=True),
    _article("whole", "Select the Words of the Annotation", "Edit", "Ctrl+A", "go.select_words", "part",
             "Select the text of the current part."),
    _article("clear", "Clear Selection", "Edit", "Esc", "go.clear", "open", "Select nothing."),
    _desk("find", "Find…", "Edit", "Ctrl+F", "finding.find", "Find words, or annotations by label and status.", "open",
          line=True),
    _desk("find_next", "Find Next", "Edit", "F3", "finding.step:1", "Go to the next hit.", "open"),
    _desk("find_previous", "Find Previous", "Edit", "Shift+F3", "finding.step:-1", "Go to the hit before.", "open"),
    _desk("annotate_found", "Annotate All Found…", "Edit", "Ctrl+Shift+A", "finding.annotate_all",
          "See every hit, and give all that are ticked a label, as one action.", "open"),
    _desk("find_everywhere", "Find in All Articles…", "Edit", "Ctrl+Shift+F", "finding.everywhere",
          "Look through the library."),
    _desk("find_article", "Search the Article List", "Edit", "Ctrl+L", "views.find",
          "Go to the search field of the article list."),
)  # fmt: skip

_DECIDE = (
    _article("accept", "Accept", "Annotate", "Return Enter", "decisions.accept", "item",
             "Accept the suggestion and go on to the next undecided one."),
    _article("reject", "Reject", "Annotate", "Backspace", "decisions.reject", "item",
             "Reject the suggestion and go on to the next undecided one."),
    _article("reject_because", "Reject with Reason…", "Annotate", "Shift+Backspace", "decisions.reject_because", "item",
             "Reject the suggestion and say why, by one more key."),
    *(
        _article(f"reject_{nth}", f"Reject: {reason.capitalize()}", "Annotate/Reject Because", f"Alt+{nth}",
                 f"decisions.reject_as:{reason}", "item", "Reject the suggestion for this reason, and go on.")
        for nth, reason in enumerate(REASONS, 1)
    ),
    _article("delete", "Delete", "Annotate", "Delete", "decisions.delete", "item",
             "Remove the annotation. What was suggested stays in the history as rejected."),
    _article("accept_like", "Accept All of This Label", "Annotate", "Ctrl+Return", "decisions.accept_like", "undecided",
             "Accept every undecided suggestion with the same label, as one action."),
    _article("reject_like", "Reject All of This Label", "Annotate", "Ctrl+Shift+Backspace", "decisions.reject_like",
             "undecided", "Reject every undecided suggestion with the same label, as one action."),
    _article("accept_known", "Accept All That the Memory Knows", "Annotate", "Ctrl+Shift+Return",
             "decisions.accept_known", "open",
             "Accept every undecided entity that has the label which you gave its words before, as one action."),
)  # fmt: skip

_LABELS = (
    *(
        _article(f"label_{key}", f"Label {key}", "Annotate/Label", str(key), f"labels.keyed:{key}", "text or entity",
                 "Give the entity this label, or make the selected text an entity.", line=key == 1)
        for key in range(1, 10)
    ),
    _article("label", "Other Label…", "Annotate/Label", "L", "labels.pick", "text or entity",
             "Choose any label by typing its first letters."),
    *(
        _article(f"label_all_{key}", f"Make All Equal Mentions Label {key}", "", f"Shift+{key}",
                 f"same_text.all_keyed:{key}", "text or entity", "Give every mention with the same words this label.")
        for key in range(1, 10)
    ),
    _article("make_all", "Make All Like This One", "Annotate/Same Text", "A", "same_text.make_all", "entity",
             "Give every mention with the same words this one’s label, as one action."),
    _article("repeat_all", "Last Decision for All", "Annotate/Same Text", "E", "same_text.repeat", "decided",
             "Do to every mention with the same words what you just did to one, as one action."),
    _article("reject_all", "Reject All", "Annotate/Same Text", "Ctrl+Backspace", "same_text.reject_all", "entity",
             "Reject every mention with the same words, as one action."),
    _article("look_same", "Look at Them First…", "Annotate/Same Text", "Shift+A", "same_text.look", "same text",
             "See every mention with the same words in its line, and choose which of them are meant.", True),
)  # fmt: skip


def _boundary(id: str, text: str, keys: str, run: str, line: bool = False) -> Action:
    tip = "For a quote it moves the current part’s boundary."
    return _article(id, text, "Annotate/Boundaries", keys, f"boundaries.move:{run}", "part", tip, line)


# Several desktops keep Ctrl+Alt and the arrows for themselves, so what goes by characters has keys without Ctrl, too:
# up is one more, down is one less.
_BOUNDARIES = (
    _boundary("end_right", "End One Word to the Right", "Alt+Right", "end,token,out"),
    _boundary("end_left", "End One Word to the Left", "Alt+Left", "end,token,in"),
    _boundary("start_left", "Start One Word to the Left", "Alt+Shift+Left", "start,token,out", True),
    _boundary("start_right", "Start One Word to the Right", "Alt+Shift+Right", "start,token,in"),
    _boundary("end_right_char", "End One Character to the Right", "Alt+Up Ctrl+Alt+Right", "end,character,out", True),
    _boundary("end_left_char", "End One Character to the Left", "Alt+Down Ctrl+Alt+Left", "end,character,in"),
    _boundary("start_left_char", "Start One Character to the Left", "Alt+Shift+Up Ctrl+Alt+Shift+Left",
              "start,character,out"),
    _boundary("start_right_char", "Start One Character to the Right", "Alt+Shift+Down Ctrl+Alt+Shift+Right",
              "start,character,in"),
    _article("to_selection", "Move to the Selected Text", "Annotate/Boundaries", "M", "boundaries.to_selection", "text",
             "The current part of the selected annotation covers the selected text instead.", True),
)  # fmt: skip

_QUOTES = (
    _article("content", "Content", "Annotate/Quote", "C", "quotes.content", "text or part",
             "The selected text is content: of the selected quote, or of a new one. Without text: the part is one."),
    _article("cue", "Cue", "Annotate/Quote", "V", "quotes.cue", "text or part",
             "The selected text says that it was said, for the selected quote or a new one. Without text: the part."),
    _article("source", "Source", "Annotate/Quote", "S", "quotes.source", "text or part",
             "The selected text names who said it, for the selected quote or a new one. Without text: the part."),
    _article("nested", "Nested Quote", "Annotate/Quote", "Shift+C", "quotes.nested", "text or part",
             "The selected text, inside the content, is what the speaker quotes in turn."),
    _article("speaker", "Speaker…", "Annotate/Quote", "P", "quotes.speaker", "quote", "Name who is meant.", True),
    _article("kind", "Kind: Direct, Mixed, Indirect", "Annotate/Quote", "K", "quotes.cycle_kind", "quote",
             "Step through direct, mixed and indirect."),
    _article("next_part", "Next Part", "Annotate/Quote", ".", "quotes.step_part:1", "quote",
             "Make the next part of the quote the current one.", True),
    _article("previous_part", "Previous Part", "Annotate/Quote", ",", "quotes.step_part:-1", "quote",
             "Make the part before the current one."),
    _article("remove_part", "Remove Part", "Annotate/Quote", "R", "quotes.remove_part", "quote part",
             "The current part is no part of the quote any more."),
    _article("join", "Join with Next Quote", "Annotate/Quote", "J", "quotes.join", "quote",
             "Make one quote of this one and the next, or of all that the selected text touches.", True),
    _article("split", "Split at the Caret", "Annotate/Quote", "Shift+J", "quotes.split", "quote",
             "What was said behind the caret becomes a quote of its own."),
    _article("remedy", "Apply the Remedy", "Annotate", "F", "quotes.remedy", "remedy",
             "Mend what is worth a look in the selected entity or quote, the first of it first.", True),
    _article("exclude", "Exclude Text", "Annotate", "X", "quotes.exclude", "text",
             "The selected text is no part of the article: kept, never trained on.", True),
)  # fmt: skip

_REMARKS = (
    _article("comment", "Comment…", "Annotate/Comments", "T Ctrl+Alt+M", "remarks.comment", "open",
             "Say something about the annotation; where none is selected, about the article.", True),
    _article("comment_article", "Comment on the Article…", "Annotate/Comments", "Shift+T", "remarks.comment_article",
             "open", "Say something about the article."),
    _article("resolve", "Resolve Comment", "Annotate/Comments", "Y", "remarks.resolve_next", "open",
             "The oldest open comment on what is selected is settled; without one, the latest is open again."),
    _article("on_purpose", "This Is on Purpose", "Annotate/Comments", "Shift+Y", "remarks.on_purpose", "item",
             "Say that it is right here, whatever a check or decisions elsewhere say; a suggestion is accepted so."),
    _article("flag_item", "Flag", "Annotate/Comments", "G", "remarks.flag", "open",
             "Somebody should look at the annotation once more, or where none is selected at the article; or no more.",
             True),
    _article("next_remark", "Next Comment or Flag", "Annotate/Comments", "O", "remarks.step:1", "open",
             "Go to the next annotation that has one.", True),
    _article("previous_remark", "Previous Comment or Flag", "Annotate/Comments", "Shift+O", "remarks.step:-1", "open",
             "Go to the annotation before that has one."),
)  # fmt: skip

_MODEL = (
    _desk("suggest", "Suggest", "Annotate", "Ctrl+R", "articles.suggest", "Ask the model about this article again.",
          "open", line=True),
    _desk("stop", "Stop Suggesting", "Annotate", "Ctrl+.", "articles.stop", "Stop what the model does.",
          "suggesting"),
    _desk("model", "Choose Model…", "Annotate", "Ctrl+M", "articles.choose_model", "Choose what suggests."),
    _desk("consistency", "Consistency…", "Annotate", "Ctrl+Shift+Y", "views.consistency",
          "See which words bear several labels, in the article and in the library, and settle it."),
    _desk("memory", "Memory of Decisions…", "Annotate", "Ctrl+Shift+M", "views.memory",
          "See what was decided about which words; correct or forget it."),
    _desk("cues", "Cue Words…", "Annotate", "", "views.cues", "See and extend the words that bring quotes."),
    _desk("labels", "Labels…", "Annotate", "Ctrl+Shift+B", "views.labels",
          "The label set: names, colours, keys, guidelines; add, rename, merge and retire labels."),
    _desk("done", "Mark Article as Done", "Annotate", "Ctrl+D", "articles.mark:done", "The article is finished.",
          "not done", line=True),
    _desk("flag", "Flag Article", "Annotate", "Ctrl+Shift+D", "articles.mark:flagged", "Somebody should look at it.",
          "not flagged"),
    _desk("reopen", "Open Article Again", "Annotate", "", "articles.mark:open", "It is to be worked on.", "not open"),
)  # fmt: skip

_REVIEW = (
    _desk("assign", "Assign…", "Annotate/Review", "Ctrl+Shift+I", "people.assign",
          "Ask people to annotate the selected articles, together or each independently."),
    _desk("submit", "Submit for Review", "Annotate/Review", "", "people.submit",
          "Your annotations of this article are ready: a reviewer approves them or returns them.", "open", line=True),
    _desk("review", "Review…", "Annotate/Review", "Ctrl+Shift+R", "people.review",
          "Look at what somebody made of the article, comment on it, and return or approve it.", "open"),
    _desk("return", "Return with Comments…", "Annotate/Review", "", "people.return_",
          "Give annotations back to whoever made them, and say what is to be looked at again.", "open"),
    _desk("approve", "Approve", "Annotate/Review", "", "people.approve",
          "The annotations are as they should be; they are not changed any more unless they are reopened.", "open"),
    _desk("reopen_set", "Reopen Annotations", "Annotate/Review", "", "people.reopen",
          "Take what was submitted or approved back into work.", "open"),
)  # fmt: skip


def _caret(id: str, text: str, keys: str, run: str, line: bool = False) -> Action:
    return _article(id, text, "Go/Caret", keys, f"go.move:{run}", "open", "With Shift the selection grows.", line)


_GO = (
    _article("next_undecided", "Next Undecided", "Go", "Tab", "go.undecided:1", "open", "The next one to decide."),
    _article("previous_undecided", "Previous Undecided", "Go", "Shift+Tab", "go.undecided:-1", "open",
             "The suggestion to decide before this one."),
    replace(
        _article("unsure_first", "Unsure First", "Go", "U", "views.toggle_unsure_first", "always",
                 "Go through the suggestions from the least sure to the surest, or in the order of the text."),
        checked="is_unsure_first",
    ),
    _article("next_disagreement", "Next Disagreement", "Go", "Q", "go.disagreement:1", "open",
             "Where a model, the memory and what stands say different things."),
    _article("previous_disagreement", "Previous Disagreement", "Go", "Shift+Q", "go.disagreement:-1", "open",
             "The disagreement before."),
    _article("next", "Next Annotation", "Go", "N", "go.annotation:1", "open", "The next one, decided or not.", True),
    _article("previous", "Previous Annotation", "Go", "Shift+N", "go.annotation:-1", "open", "The one before."),
    _article("next_quote", "Next Quote", "Go", "Alt+N", "go.quote:1", "open", "The next one, decided or not."),
    _article("previous_quote", "Previous Quote", "Go", "Alt+Shift+N", "go.quote:-1", "open", "The one before."),
    _article("next_flaw", "Next Worth a Look", "Go", "Shift+F", "go.flaw:1", "open",
             "The next entity or quote with a “!”: a check has something to say of it."),
    _desk("next_article", "Next Article", "Go", "Ctrl+PgDown", "go.article:1", "The next one of the list.", line=True),
    _desk("previous_article", "Previous Article", "Go", "Ctrl+PgUp", "go.article:-1", "The one before in the list."),
    _desk("speakers", "Speakers…", "Go", "Ctrl+Shift+S", "views.speakers",
          "See who speaks in all articles, go to their quotes, and merge two who are one.", line=True),
    _desk("to_article", "To the Article", "Go", "Ctrl+Home", "views.to_article",
          "The keys act on the article again; there, its start.", line=True),
    _desk("next_panel", "Next Panel", "Go", "F6", "views.panel:1", "Step through article, panels and list."),
    _desk("previous_panel", "Previous Panel", "Go", "Shift+F6", "views.panel:-1", "The same, backwards."),
    _desk("answer", "Do What the Message Offers", "Go", "Ctrl+B", "views.answer", "Press the message’s button."),
    _desk("palette", "Command Palette…", "Go", "Ctrl+K", "views.palette", "Find any command or article by typing.",
          line=True),
    _caret("right", "Right by Word", "Right", "token,1"),
    _caret("left", "Left by Word", "Left", "token,-1"),
    _caret("right_char", "Right by Character", "Ctrl+Right", "character,1"),
    _caret("left_char", "Left by Character", "Ctrl+Left", "character,-1"),
    _caret("up", "Up by Line", "Up", "over,-1", True),
    _caret("down", "Down by Line", "Down", "over,1"),
    _caret("up_paragraph", "Start of the Paragraph", "Ctrl+Up", "paragraph,-1"),
    _caret("down_paragraph", "End of the Paragraph", "Ctrl+Down", "paragraph,1"),
    _caret("end_of_article", "End of the Article", "Ctrl+End", "article,1"),
    _caret("extend_right", "Extend Right by Word", "Shift+Right", "token,1,extend", True),
    _caret("extend_left", "Extend Left by Word", "Shift+Left", "token,-1,extend"),
    _caret("extend_right_char", "Extend Right by Character", "Ctrl+Shift+Right", "character,1,extend"),
    _caret("extend_left_char", "Extend Left by Character", "Ctrl+Shift+Left", "character,-1,extend"),
    _caret("extend_up", "Extend Up by Line", "Shift+Up", "over,-1,extend", True),
    _caret("extend_down", "Extend Down by Line", "Shift+Down", "over,1,extend"),
    _caret("extend_start", "Extend to the Start of the Line", "Shift+Home", "line,-1,extend"),
    _caret("extend_end", "Extend to the End of the Line", "Shift+End", "line,1,extend"),
    _caret("extend_up_paragraph", "Extend to the Start of the Paragraph", "Ctrl+Shift+Up", "paragraph,-1,extend"),
    _caret("extend_down_paragraph", "Extend to the End of the Paragraph", "Ctrl+Shift+Down", "paragraph,1,extend"),
)  # fmt: skip

_VIEW = (
    _desk("zoom_in", "Larger Text", "View", "Ctrl++ Ctrl+=", "views.zoom:1", "Show the article larger."),
    _desk("zoom_out", "Smaller Text", "View", "Ctrl+-", "views.zoom:-1", "Show the article smaller."),
    _desk("zoom_reset", "Normal Text", "View", "Ctrl+0", "views.zoom:0", "Show the article at 100 %."),
    *(
        _desk(id, text, "View/Lines", "", f"views.text:{how}", tip, line=id in ("looser", "text_reset"))
        for id, text, how, tip in (
            ("longer", "Longer Lines", "measure,1", "A few more characters in a line of the article."),
            ("shorter", "Shorter Lines", "measure,-1", "A few characters less in a line of the article."),
            ("looser", "More Room between Lines", "line_height,1", "The lines of the article farther apart."),
            ("tighter", "Less Room between Lines", "line_height,-1", "The lines of the article closer together."),
            ("text_reset", "Text as It Was Made", "all,0", "Size, lines and zoom as they were at first."),
        )
    ),
    _article("rejected", "Rejected Suggestions", "View", "H", "views.toggle_rejected", "open",
             "Show or hide what was rejected.", True),
    replace(
        _article("hide_decided", "Hide What Is Decided", "View", "D", "views.toggle_decided", "open",
                 "Show only what is still to be decided; the status bar says how many are hidden."),
        checked="is_hiding_decided",
    ),
    _desk("list", "Article List", "View", "F9", "views.toggle_list", "Show or hide the list.", checked="list_shown",
          line=True),
    _desk("side", "Side Panel", "View", "F10", "views.toggle_side", "Show or hide the panels at the right.",
          checked="side_shown"),
    *(
        _desk(f"tab_{name.lower()}", f"{name} Panel", "View", f"Ctrl+{n}", f"views.tab:{name}", f"Show “{name}”.",
              line=n == 1)
        for n, name in enumerate(("Selection", "Annotations", "Sources", "History"), 1)
    ),
    _desk("history", "History", "View", "Ctrl+H", "views.history",
          "Look at the past of the article or the library, compare, revert and restore.",
          checked="history_shown", line=True),
    _desk("agreement", "Agreement", "View", "Ctrl+Shift+G", "views.agreement",
          "See how far two annotators agree, or a model with what stands."),
    _desk("adjudicate", "Adjudicate", "View", "Ctrl+Shift+J", "views.adjudication",
          "Settle where two annotation sets of the article differ; the result is gold.", "open"),
    _desk("mistakes", "What the Model Gets Wrong", "View", "Ctrl+Shift+W", "views.mistakes",
          "See which labels, boundaries and words the model gets wrong most often."),
    _desk("theme", "Light or Dark", "View", "Ctrl+Shift+L", "views.switch_theme", "Switch the theme.", line=True),
    _desk("contrast", "High Contrast", "View", "Ctrl+Shift+H", "views.switch_contrast",
          "Text and marks of at least 7:1, in light or dark as it is now; or back to the usual contrast."),
    _desk("full", "Full Screen", "View", "F11", "views.full_screen", "The desk and nothing else.", checked="is_full"),
)  # fmt: skip

_HELP = (
    _desk("keys", "Keys", "Help", "F1", "views.keys", "All keys on one page, to print."),
    _article("keys_too", "Keys", "", "?", "views.keys", "always", "All keys on one page, to print."),
    _desk("about", "About Copydesk", "Help", "", "views.about", "Version, library and licence.", line=True),
)

_OWN = (
    *_FILE,
    *_EDIT,
    *_DECIDE,
    *_LABELS,
    *_BOUNDARIES,
    *_QUOTES,
    *_REMARKS,
    *_MODEL,
    *_REVIEW,
    *_GO,
    *_VIEW,
    *_HELP,
)
_TAKEN = {keys for action in _OWN for keys in action.keys}

LETTERS = tuple(letter for letter in ascii_uppercase if letter not in _TAKEN)
"""The letters that no action has: labels past the ninth can have them."""

LABEL_KEYS = (*map(str, range(1, 10)), *LETTERS)

_LETTER_LABELS = (
    *(
        _article(f"label_{letter}", f"Label {letter}", "Annotate/Label", letter, f"labels.keyed:{letter}",
                 "text or entity", "Give the entity this label, or make the selected text an entity.")
        for letter in LETTERS
    ),
    *(
        _article(f"label_all_{letter}", f"Make All Equal Mentions Label {letter}", "", f"Shift+{letter}",
                 f"same_text.all_keyed:{letter}", "text or entity",
                 "Give every mention with the same words this label.")
        for letter in LETTERS if f"Shift+{letter}" not in _TAKEN
    ),
)  # fmt: skip

ACTIONS: tuple[Action, ...] = (*_OWN, *_LETTER_LABELS)

BY_ID = {action.id: action for action in ACTIONS}

CONTEXT_MENUS: dict[str, tuple[str, ...]] = {
    "entity": ("accept", "reject", "reject_because", "remedy", "-", "Annotate/Label", "Annotate/Same Text",
               "accept_like", "-", "Annotate/Boundaries", "-", "comment", "flag_item", "delete"),
    "quote": ("accept", "reject", "reject_because", "-", "speaker", "kind", "-", "next_part", "content", "cue",
              "source", "nested", "remove_part", "remedy", "-", "Annotate/Boundaries", "join", "split", "-",
              "comment", "flag_item", "delete"),
    "region": ("Annotate/Boundaries", "comment", "flag_item", "delete"),
    "text": ("Annotate/Label", "-", "content", "cue", "source", "to_selection", "-", "exclude", "copy"),
    "nothing": ("next_undecided", "suggest", "-", "comment", "done", "flag"),
}  # fmt: skip
"""What a right click offers, by what is under it. A name with a slash is a whole submenu, ``-`` a line."""
