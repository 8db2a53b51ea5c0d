"""What every test needs: Qt without a screen, a home of its own, and Hypothesis without a clock."""

import os
from pathlib import Path

import hypothesis
import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A loaded machine is slow, not wrong: how long an example takes is for the benchmarks to say.
hypothesis.settings.register_profile("copydesk", deadline=None, derandomize="CI" in os.environ, print_blob=True)
hypothesis.settings.load_profile("copydesk")


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Lets ``pytest -p no:pytest-qt tests/core`` run without Qt: strict refuses settings that nobody knows."""
    if not pluginmanager.hasplugin("pytest-qt"):
        for name in ("qt_api", "qt_log_level_fail"):
            parser.addini(name, "pytest-qt's, which is switched off")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for each test, so that none finds or touches the library and the settings of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for variable, folder in {
        "XDG_DATA_HOME": ".local/share",
        "XDG_STATE_HOME": ".local/state",
        "XDG_CONFIG_HOME": ".config",
        "XDG_CACHE_HOME": ".cache",
    }.items():
        monkeypatch.setenv(variable, str(home / folder))
    for variable in ("COPYDESK_LIBRARY", "COPYDESK_CONFIG"):
        monkeypatch.delenv(variable, raising=False)
    return home
