"""The library: articles, annotations and their history in a SQLite file. The only room with SQLAlchemy and Alembic."""

from __future__ import annotations

from core.library.store import LibraryStore, open_library

__all__ = ["LibraryStore", "open_library"]
