"""Migrations of the library, run from inside by :mod:`core.library.upgrade`."""
