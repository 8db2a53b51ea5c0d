"""One real pipeline for the whole session."""

from pathlib import Path

import pytest

from core.suggest import Pipeline, load
from core.text import canonical

SAMPLE = Path(__file__).parents[3] / "seeds" / "000_ed2e3873cc5f8452.txt"


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return load()


@pytest.fixture(scope="session")
def sample() -> str:
    return canonical(SAMPLE.read_text("utf-8"))
