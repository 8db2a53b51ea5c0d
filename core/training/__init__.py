"""Training data: what is exported of a library, how, and a report of everything that was not.

spaCy is imported late, by :mod:`core.training.documents` and :mod:`core.training.config` alone.
"""

from __future__ import annotations

from core.errors import StoppedError
from core.training.export import FORMATS, export
from core.training.options import LAYERS, ExportOptions, Split, Undecided
from core.training.report import LeftOut, PassedOver, Report

__all__ = [
    "FORMATS",
    "LAYERS",
    "ExportOptions",
    "LeftOut",
    "PassedOver",
    "Report",
    "Split",
    "StoppedError",
    "Undecided",
    "export",
]
