"""The history as a page to be read and printed: by day, who did what, from what to what, and why.

Plain HTML with tables, which a browser shows and a printer prints; nothing in it is fetched from elsewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape

from core.formats.history import Past, Told
from core.frozen import frozen
from core.story import title

TABLE, END_OF_TABLE = "<table width='100%'>", "</table>"

_SCREEN = """
body { font-family: "Source Sans 3", "Source Sans Pro", "Segoe UI", Helvetica, Arial, sans-serif; color: #1b1f27;
    margin: 2.5em auto; max-width: 60em; line-height: 1.4; padding: 0 1.5em; }
"""
STYLE = """
h1 { font-size: 1.5em; margin-bottom: 0.2em; }
h2 { font-size: 1.1em; margin: 1.8em 0 0.4em; }
p.about { color: #616873; margin-top: 0; }
table { border-collapse: collapse; width: 100%; }
td, th { padding: 0.3em 0.7em 0.3em 0; text-align: left; vertical-align: top; border-bottom: 1px solid #e2e0d9; }
td.time, td.number { color: #616873; white-space: nowrap; }
td.number { text-align: right; }
span.detail { color: #616873; }
s { color: #b3261e; }
ins { color: #177a45; }
"""


@frozen
class Block:
    """What stays together on a sheet of paper: a row, a heading; a heading is never the last on its page."""

    html: str
    is_row: bool = False
    leads: bool = False  # it stands above what comes next


def parts(past: Past, *, made_at: datetime | None = None) -> Iterator[str]:
    """The page, piece by piece, as a long history is never in memory at once.

    Args:
        past: what is told.
        made_at: the moment that the page gives as its own; now, where none is given.
    """
    yield (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title_of(past))}</title>\n'
        f"<style>{_SCREEN}{STYLE}</style>\n</head>\n<body>\n"
    )
    in_table = False
    for block in blocks(past, made_at=made_at):
        if block.is_row is not in_table:
            yield TABLE if block.is_row else f"{END_OF_TABLE}\n"
            in_table = block.is_row
        yield f"{block.html}\n"
    yield f"{END_OF_TABLE if in_table else ''}\n</body>\n</html>\n"


def title_of(past: Past) -> str:
    return f"History of “{past.info.headline}”" if past.info is not None else "History of the library"


def blocks(past: Past, *, made_at: datetime | None = None) -> Iterator[Block]:
    """The same for paper, block by block."""
    about = "<br>".join(escape(line) for line in _about(past, made_at))
    yield Block(f'<h1>{escape(title_of(past))}</h1>\n<p class="about">{about}</p>', leads=True)
    day, count = "", 0
    intents: Counter[str] = Counter()
    people: Counter[str] = Counter()
    last = ""
    for told in past.told():
        at = told.revision.at.astimezone(UTC)
        this_day = f"{at.day} {at:%B %Y}"
        if this_day != day:
            yield Block(f"<h2>{this_day}</h2>", leads=True)
            day = this_day
        yield Block(_row(told, with_headline=past.info is None), is_row=True)
        count += 1
        intents[title(told.revision.intent)] += 1
        people[told.story.who] += 1
        last = f"Revision {told.revision.id}: {told.digest}"
    if not count:
        yield Block("<p>Nothing was done in this time.</p>")
        return
    yield Block("<h2>In all</h2>", leads=True)
    sums = [
        (what, ", ".join(f"{name} {number:,}" for name, number in counts.most_common()))
        for what, counts in (("By whom", people), ("What", intents))
    ]
    for what, said in (*sums, ("Revisions", f"{count:,}"), ("Digest of the last", last)):
        yield Block(f'<tr><th width="18%">{what}</th><td>{escape(said)}</td></tr>', is_row=True)


def _about(past: Past, made_at: datetime | None) -> Iterator[str]:
    if past.info is not None:
        imported = f"imported {past.info.imported_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        yield f"{past.info.origin} · {past.info.length:,} characters · {imported} · status: {past.info.status.value}"
        for whose, made in past.made_of_suggestions():
            yield f"What {f'{whose}, independently,' if whose else 'the editors'} made of the suggestions: {made}"
    since, until = past.wanted.since, past.wanted.until
    if since is not None or until is not None:
        first = f"from {_moment(since)}" if since is not None else "from the beginning"
        yield f"{first} {f'until {_moment(until)}' if until is not None else 'until now'}"
    yield f"Library {past.library} · written {_moment(made_at or datetime.now(UTC))} · all times are UTC"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}"


def _row(told: Told, *, with_headline: bool) -> str:
    story, at = told.story, told.revision.at.astimezone(UTC)
    sentence = f"<b>{escape(story.who)}</b> {escape(story.sentence)}"
    if story.before or story.after:
        before = f"<s>{escape(story.before)}</s>" if story.before else ""
        after = f"<ins>{escape(story.after)}</ins>" if story.after else ""
        sentence += f"<br>{' → '.join(side for side in (before, after) if side)}"
    if story.detail:
        sentence += f'<br><span class="detail">{escape(story.detail)}</span>'
    if with_headline and told.headline:
        sentence += f'<br><span class="detail">in “{escape(told.headline)}”</span>'
    return (
        f'<tr><td class="time" width="11%">{at:%H:%M:%S}</td><td>{sentence}</td>'
        f'<td class="number" width="14%">revision {told.revision.id}</td></tr>'
    )
