"""What every test needs: Qt without a screen, and pytest-qt's settings known even where pytest-qt is off."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Lets ``pytest -p no:pytest-qt tests/core`` run without Qt: strict refuses settings that nobody knows."""
    if not pluginmanager.hasplugin("pytest-qt"):
        for name in ("qt_api", "qt_log_level_fail"):
            parser.addini(name, "pytest-qt's, which is switched off")
