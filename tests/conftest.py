"""What every test needs: Qt without a screen, and pytest-qt's settings understood even where pytest-qt is switched off."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Lets ``pytest -p no:pytest-qt tests/core`` run without Qt: its settings would be unknown, and strict refuses those."""
    if not pluginmanager.hasplugin("pytest-qt"):
        for name in ("qt_api", "qt_log_level_fail"):
            parser.addini(name, "pytest-qt's, which is switched off")
