"""The same libraries as the tests of the library itself have."""

from tests.core.library.conftest import article, path, store, template

__all__ = ["article", "path", "store", "template"]
