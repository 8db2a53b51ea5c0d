"""A child process that answers questions: what takes long there stops nobody here.

In a thread, spaCy would hold up the window whenever it does something long without letting go of Python's lock: reading
a vocabulary, importing, many small steps at the parse. A process of its own can also be stopped in the middle of a
question, and what crashes there takes no window with it.

Parent and child speak through the child's standard input and output, in pickles of what the core is made of. An answer
may come in portions, so that reading a long one does not hold up the window either. The child ends when its input does.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock
from typing import IO, Any, TypeAlias

from core.errors import ChildError, KnownError
from core.frozen import frozen

Answers: TypeAlias = "Callable[[Any], Iterator[object]]"

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from core.child import serve; serve(sys.argv[2])"
_LESS_URGENT = 5


@frozen
class _End:
    """The answer is complete."""


@frozen
class _Failed:
    """There is no answer, or no more of it."""

    error: KnownError


class Child:
    """The parent's handle. The process is started when it is first asked; one thread asks, any may stop it."""

    def __init__(self, makes: str) -> None:
        """``makes`` names, as ``module:name``, what is called once in the child, and what that gives for each question.

        The second is called with a question and yields the answer's portions.
        """
        self._makes = makes
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._lock = Lock()

    def ask(self, question: object) -> Iterator[Any]:
        """The portions of the answer, as they come.

        Raises:
            ChildError: the process has ended before it was done, was stopped, or is closed.
            KnownError: what the child raised.
        """
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            _send(process.stdin, question)
            while True:
                said = pickle.load(process.stdout)  # of our own child
                if isinstance(said, _End):
                    return
                if isinstance(said, _Failed):
                    raise said.error
                yield said
        except (EOFError, OSError, ValueError, pickle.UnpicklingError) as error:  # ValueError: the pipes were closed
            self.stop()
            raise ChildError("The process that was asked has ended before it was done.") from error

    def is_running(self) -> bool:
        """Whether the process that was asked before is still there, with what it remembers of that."""
        with self._lock:
            return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """End the process, whatever it is doing; the next question starts another."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.kill()
            _put_away(process)

    def close(self) -> None:
        """End the process for good: a question that comes too late starts no other, which nobody would end."""
        with self._lock:
            self._closed = True
        self.stop()

    def _started(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._closed:
                raise ChildError("The process that is asked has been closed.")
            if self._process is not None and self._process.poll() is not None:
                _put_away(self._process)  # it died when nothing was asked of it, which is nobody's trouble
                self._process = None
            if self._process is None:
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-c", _START, json.dumps(_paths()), self._makes],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
            return self._process


def _put_away(process: subprocess.Popen[bytes]) -> None:
    process.wait()
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        with contextlib.suppress(OSError):  # what was still to be written cannot be any more
            pipe.close()


def _paths() -> list[str]:
    """Where the child finds what the parent finds."""
    here = str(Path(__file__).parents[1])
    return list(dict.fromkeys([here, *(path for path in sys.path if path)]))


def _send(pipe: IO[bytes], said: object) -> None:
    pickle.dump(said, pipe, pickle.HIGHEST_PROTOCOL)
    pipe.flush()


# ------------------------------------------------------------------------------------------------------- in the child


def serve(makes: str) -> None:
    """Answer until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal is the parent's, and it ends the child
    _give_way()
    questions = sys.stdin.buffer
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a component prints is no answer
    module, _, name = makes.partition(":")
    answers: Answers = getattr(importlib.import_module(module), name)()
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            _answer(answers, pickle.load(questions), replies)  # of our own parent


def _answer(answers: Answers, question: object, replies: IO[bytes]) -> None:
    try:
        for said in answers(question):
            _send(replies, said)
    except KnownError as error:
        _send(replies, _Failed(error))
    else:
        _send(replies, _End())


def _give_way() -> None:
    """Let the window go first where there are few processors."""
    with contextlib.suppress(AttributeError, OSError):
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_LESS_URGENT)
