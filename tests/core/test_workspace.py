"""The façade on a real library: one thread for the store, news for everybody, two programs on one file."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from core import commands as c
from core.bodies import Span
from core.errors import ConflictError, KnownError, LibraryError, RefusedError
from core.library import open_library
from core.records import ArticleDraft, Revision, Status
from core.workspace import Inline, Workspace
from tests.conftest import FullDisk
from tests.core.library.made import ANA, BEN, TEXT, target

ROOT = Path(__file__).parents[2]


@contextmanager
def opened(path: Path, annotator: str = ANA, *, inline: bool = True) -> Iterator[Workspace]:
    workspace = Workspace.open(path, annotator, Inline() if inline else None)
    yield workspace
    workspace.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.copydesk"


def heard_by(workspace: Workspace) -> list[Revision]:
    heard: list[Revision] = []
    workspace.on_committed(heard.append)
    return heard


def imported(workspace: Workspace, text: str = TEXT) -> str:
    return workspace.submit(c.ImportArticle(ArticleDraft("Qusair", text, "a.txt"))).result().article or ""


@pytest.mark.parametrize("inline", [True, False])
def test_one_edit_on_its_way(path: Path, inline: bool) -> None:
    with opened(path, inline=inline) as workspace:
        heard, failed = heard_by(workspace), []
        workspace.on_failed(lambda command, error: failed.append((command, error)))
        article = imported(workspace)
        session = workspace.open_article(article).result()
        command = c.AddEntity(article, Span(16, 22), "GPE")
        revision = workspace.submit(command).result()
        assert [r.id for r in heard] == [2, 3]
        touched = session.fold(heard[-1])
        assert touched.spans == (Span(16, 22),)
        (item,) = session.items()
        assert item.version == revision.id
        with pytest.raises(RefusedError):
            workspace.submit(command).result()
        ((refused, error),) = failed
        assert refused == command
        assert "already annotated" in str(error)
        assert workspace.ask(lambda store: store.check()).result() == ()
        assert workspace.location == str(path)


@pytest.mark.parametrize("inline", [True, False])
def test_what_is_written_is_told_before_it_is_committed_and_then_one_or_the_other(path: Path, inline: bool) -> None:
    told: list[tuple[str, object]] = []
    with opened(path, inline=inline) as workspace, closing(open_library(path)) as other:
        workspace.on_written(lambda revision: told.append((f"written, {other.newest()} before", revision)))
        workspace.on_committed(lambda revision: told.append((f"committed, {other.newest()} there", revision)))
        workspace.on_failed(lambda command, _error: told.append(("failed", command)))
        article = imported(workspace)
        told.clear()
        command = c.AddEntity(article, Span(16, 22), "GPE")
        revision = workspace.submit(command).result()
        assert told == [("written, 2 before", revision), ("committed, 3 there", revision)]
        told.clear()
        with pytest.raises(RefusedError):
            workspace.submit(command).result()
        assert told == [("failed", command)]


def test_of_what_the_disk_does_not_take_the_failure_is_told(path: Path, full_disk: FullDisk) -> None:
    told: list[str] = []
    with opened(path) as workspace:
        article = imported(workspace)
        workspace.on_written(lambda _revision: told.append("written"))
        workspace.on_committed(lambda _revision: told.append("committed"))
        workspace.on_failed(lambda _command, error: told.append(str(error)))
        with full_disk(), pytest.raises(LibraryError):
            workspace.submit(c.AddEntity(article, Span(16, 22), "GPE")).result()
        assert told[0] == "written"
        assert "is full" in told[1]
        assert len(told) == 2
        assert workspace.submit(c.AddEntity(article, Span(16, 22), "GPE")).result().id == 3
        assert workspace.ask(lambda store: store.check()).result() == ()


def test_where_another_program_has_written_meanwhile_nothing_is_told_ahead(path: Path) -> None:
    with opened(path) as ana, opened(path, BEN) as ben:
        article = imported(ana)
        ben.catch_up().result()
        ana.submit(c.AddEntity(article, Span(16, 22), "GPE")).result()
        written: list[Revision] = []
        ben.on_written(written.append)
        ben.submit(c.AddEntity(article, Span(0, 5), "GPE")).result()
        assert written == [], "the other's comes first"
        mine = ben.submit(c.SetStatus(article, Status.DONE)).result()
        assert written == [mine]


def test_first_in_first_out_on_one_thread(path: Path) -> None:
    threads: set[str] = set()
    with opened(path, inline=False) as workspace:
        workspace.on_committed(lambda _: threads.add(threading.current_thread().name))
        article = imported(workspace)
        futures = [workspace.submit(c.AddEntity(article, Span(n, n + 1), "ORG")) for n in range(5)]
        assert [future.result().id for future in futures] == [3, 4, 5, 6, 7]
    assert len(threads) == 1
    assert threading.current_thread().name not in threads


def test_closing_finishes_what_was_asked_for(path: Path) -> None:
    with opened(path, inline=False) as workspace:
        article = imported(workspace)
        futures = [workspace.submit(c.AddEntity(article, Span(n, n + 1), "ORG")) for n in range(5)]
    assert all(future.done() for future in futures)
    with closing(open_library(path)) as store:
        assert store.newest() == 7


def test_what_is_tidied_lies_in_the_file_itself(path: Path) -> None:
    with opened(path) as workspace:
        article = imported(workspace)
        alone = path.with_name("alone.copydesk")
        workspace.ask(lambda store: store.tidy()).result()
        shutil.copy(path, alone)
        with closing(open_library(alone)) as store:
            assert store.newest() == 2
            assert store.load(article).article.text == TEXT
        workspace.submit(c.SetStatus(article, Status.DONE)).result()
        assert workspace.ask(lambda store: store.check()).result() == ()


def test_a_library_that_does_not_open(tmp_path: Path) -> None:
    with pytest.raises(LibraryError):
        Workspace.open(tmp_path, ANA)


def test_a_second_program_catches_up(path: Path) -> None:
    with opened(path) as ana, opened(path, BEN) as ben:
        heard_by_ana, heard_by_ben = heard_by(ana), heard_by(ben)
        article = imported(ana)
        seen_by_ben = ben.open_article(article).result()
        ben.catch_up().result()
        seen_by_ana = ana.open_article(article).result()
        ana.submit(c.AddEntity(article, Span(16, 22), "GPE")).result()
        ana.submit(c.SetStatus(article, Status.DONE)).result()
        ben.submit(c.AddEntity(article, Span(0, 5), "GPE")).result()
        assert [r.id for r in heard_by_ben] == [2, 3, 4, 5], "the others' first, then one's own"
        ana.catch_up().result()
        ana.catch_up().result()
        assert [r.id for r in heard_by_ana] == [2, 3, 4, 5], "each once"
        assert heard_by_ana == heard_by_ben
        for revision in heard_by_ana:
            seen_by_ana.fold(revision)
            seen_by_ben.fold(revision)
        assert list(seen_by_ana.items()) == list(seen_by_ben.items())
        item = next(seen_by_ana.items())
        ben.submit(c.Relabel(article, (target(item),), "ORG")).result()
        with pytest.raises(ConflictError, match="in the meantime"):
            ana.submit(c.Delete(article, (target(item),))).result()
        assert ben.submit(c.Undo()).result().reverts == 6


def test_a_label_of_another_program_is_known_at_once(path: Path) -> None:
    """What is remembered between commands must not outlive what another program writes."""
    with opened(path) as ana, opened(path, BEN) as ben:
        article = imported(ana)
        label = ana.ask(lambda store: store.labels()).result()[0]
        ana.submit(c.AddEntity(article, Span(0, 5), label.name)).result()
        ben.submit(c.SetLabel(type(label)(label.name, label.colour, label.key, label.guideline, retired=True))).result()
        with pytest.raises(RefusedError, match="is retired"):
            ana.submit(c.AddEntity(article, Span(7, 9), label.name)).result()


WRITER = """
import sys
from core import commands as c
from core.library import open_library
from core.bodies import Span
store = open_library(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for n in range(int(sys.argv[4]), int(sys.argv[5])):
    store.execute(c.AddEntity(sys.argv[2], Span(n, n + 1), "ORG"), sys.argv[3])
    if n % 3 == 0:
        store.execute(c.Undo(), sys.argv[3])
        store.execute(c.Redo(), sys.argv[3])
store.close()
"""


def test_two_processes_write_at_once(path: Path) -> None:
    text = "x" * 200
    with opened(path) as workspace:
        article = imported(workspace, text)
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, path, article, name, str(first), str(first + 40)],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for name, first in ((ANA, 0), (BEN, 100))
        ]
        for writer in writers:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
        session = workspace.open_article(article).result()
        heard = heard_by(workspace)
        for writer in writers:
            assert writer.stdin is not None
            writer.stdin.write("go\n")
            writer.stdin.flush()
        while any(writer.poll() is None for writer in writers):
            with suppress(subprocess.TimeoutExpired):
                writers[0].wait(0.02)
            workspace.catch_up().result()
        for writer in writers:
            _, complaints = writer.communicate()
            assert writer.returncode == 0, complaints
        workspace.catch_up().result()
        for revision in heard:
            session.fold(revision)
        assert [r.id for r in heard] == list(range(3, 3 + len(heard))), "every one, in order"
        assert heard[-1].id == workspace.ask(lambda store: store.newest()).result()
        assert session.progress().total == 80
        assert workspace.ask(lambda store: store.check()).result() == ()
        fresh = workspace.open_article(article).result()
        assert list(fresh.items()) == list(session.items())


def test_two_threads_with_a_store_each(path: Path) -> None:
    with opened(path) as workspace:
        article = imported(workspace, "x" * 200)
    troubles: list[KnownError] = []
    start = threading.Barrier(2)

    def work(annotator: str, first: int) -> None:
        with closing(open_library(path)) as store:
            start.wait()
            for n in range(first, first + 40):
                try:
                    store.execute(c.AddEntity(article, Span(n, n + 1), "ORG"), annotator)
                except KnownError as error:
                    troubles.append(error)

    workers = [threading.Thread(target=work, args=arguments) for arguments in ((ANA, 0), (BEN, 100))]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert troubles == []
    with closing(open_library(path)) as store:
        assert store.newest() == 82
        assert store.check() == ()


def test_a_glimpse_of_a_long_article_has_what_is_near_and_of_a_short_one_there_is_none(path: Path) -> None:
    names = "".join(f"Name{nth} says nothing of note.\n" for nth in range(2_000))
    with opened(path) as workspace:
        short, long = imported(workspace), imported(workspace, names)
        spans = [Span(names.index(f"Name{nth} "), names.index(f"Name{nth} ") + 7) for nth in (0, 1000, 1999)]
        for span in spans:
            workspace.submit(c.AddEntity(long, span, "PERSON")).result()
        assert workspace.glimpse(short, 0).result() is None
        for span in spans:
            seen = workspace.glimpse(long, span.start).result()
            assert seen is not None
            assert seen.text == names
            assert [item.body.bounds for item in seen.items()] == [span]
        with pytest.raises(KnownError):
            workspace.glimpse("nothing", 0).result()
