"""The ``config.cfg`` of an export: what spaCy itself recommends for training on a CPU, pointed at the data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from thinc.api import Config

from core.training.documents import INCORRECT, QUOTES

LONGEST_PART = 12  # tokens of the longest quote part that the span categoriser is asked about

_HEAD = """\
# Made by Copydesk, to be used as it is:  python -m spacy train {name} --output model
# The data's paths are absolute, so that this works from any folder. Where the data has been moved, say where it is:
#   python -m spacy train {name} --output model --paths.train train.spacy --paths.dev dev.spacy

"""


def entity_config(folder: Path, seed: int) -> str:
    """A pipeline that finds entities; it learns from ``doc.ents``, and from rejections what is none."""
    config = _recommended("ner", folder, seed)
    config["components"]["ner"]["incorrect_spans_key"] = INCORRECT
    return _written(config, "config.cfg")


def quote_config(folder: Path, seed: int, name: str) -> str:
    """A pipeline that finds the parts of quotes, one by one, as far as they are short.

    Cues and sources are. Contents are often longer than any categoriser of spans can be asked about: with 12 tokens at
    most there are twelve questions per token already.
    """
    config = _recommended("spancat", folder, seed)
    component = config["components"]["spancat"]
    component["spans_key"] = QUOTES
    component["suggester"] = {"@misc": "spacy.ngram_range_suggester.v1", "min_size": 1, "max_size": LONGEST_PART}
    # Nothing is under spaCy's default key "sc"; weights of null keep its empty scores off the table.
    config["training"]["score_weights"] = {
        f"spans_{QUOTES}_f": 1.0,
        f"spans_{QUOTES}_p": 0.0,
        f"spans_{QUOTES}_r": 0.0,
        "spans_sc_f": None,
        "spans_sc_p": None,
        "spans_sc_r": None,
    }
    return _written(config, name)


def _recommended(component: str, folder: Path, seed: int) -> Config:
    config = _of_spacy(component).copy()
    config["paths"]["train"] = str(folder / "train.spacy")
    config["paths"]["dev"] = str(folder / "dev.spacy")
    config["system"]["seed"] = seed
    return config


@cache
def _of_spacy(component: str) -> Config:
    from spacy.cli.init_config import init_config  # brings all of spaCy's command line along

    config: Config = init_config(lang="en", pipeline=[component], optimize="efficiency", gpu=False)
    return config


def _written(config: Config, name: str) -> str:
    return _HEAD.format(name=name) + config.to_str() + "\n"
