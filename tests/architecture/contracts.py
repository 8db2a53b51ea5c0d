"""Two kinds of contract that import-linter lacks; pyproject.toml names them and says what they hold together."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class _DirectImportContract(Contract):
    """Looks at each import on its own, not at chains of them: who may write this line?"""

    def wrong_imports(self, graph: ImportGraph) -> Iterator[tuple[str, str]]:
        raise NotImplementedError

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        del verbose
        wrong = [
            f"{importer} -> {imported} (l.{detail['line_number']})"
            for importer, imported in sorted(set(self.wrong_imports(graph)))
            for detail in graph.get_import_details(importer=importer, imported=imported)
        ]
        return ContractCheck(kept=not wrong, metadata={"wrong": wrong})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for line in check.metadata["wrong"]:
            output.print_error(f"-   {line}", bold=False)
        output.new_line()


class OnlyThroughContract(_DirectImportContract):
    """``modules`` are imported by ``importers`` (packages, or patterns of them) and by nobody else."""

    type_name = "only_through"

    modules: Any = fields.ListField(subfield=fields.StringField())
    importers: Any = fields.ListField(subfield=fields.StringField())

    def wrong_imports(self, graph: ImportGraph) -> Iterator[tuple[str, str]]:
        for imported in graph.modules:
            if not is_in(imported, self.modules):
                continue
            for importer in graph.find_modules_that_directly_import(imported):
                if not is_in(importer, [*self.importers, *self.modules]):
                    yield importer, imported


class PureContract(_DirectImportContract):
    """``modules``, packages whole, import the standard library, without its database, and each other; nothing else."""

    type_name = "pure"

    modules: Any = fields.ListField(subfield=fields.StringField())

    def wrong_imports(self, graph: ImportGraph) -> Iterator[tuple[str, str]]:
        for module in self.modules:
            if module not in graph.modules:
                raise ValueError(f"{module} is named in a contract, but there is no such module.")
            for importer in {module, *graph.find_descendants(module)}:
                for imported in graph.find_modules_directly_imported_by(importer):
                    if not self._is_allowed(imported):
                        yield importer, imported

    def _is_allowed(self, imported: str) -> bool:
        top = imported.partition(".")[0]
        return is_in(imported, self.modules) or (top in sys.stdlib_module_names and top != "sqlite3")


def is_in(module: str, packages: list[str]) -> bool:
    """Whether a module is one of the packages, which may be patterns, or lies within one."""
    return any(fnmatchcase(module, package) or fnmatchcase(module, f"{package}.*") for package in packages)
