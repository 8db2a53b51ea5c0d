"""Statements of SQLAlchemy Core that are compiled once and run on the driver's own cursor.

A key comes to some fifteen small statements. SQLAlchemy takes longer to look each up among what it has compiled, and to
wrap what comes back, than SQLite takes to carry it out; and after the pause in which an editor has read on, several
times as long. The statements are still written, and their values still converted, by SQLAlchemy; the transaction in
which they run is still its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Connection, Dialect, Select
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import Delete, Insert, Update

from core.errors import BugError

Values: TypeAlias = Mapping[str, Any]
_Convert: TypeAlias = Callable[[Any], Any] | None


def _cursor(connection: Connection) -> sqlite3.Connection:
    if not connection.in_transaction():
        raise BugError("a statement runs outside of a transaction")  # the driver would commit it by itself
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def _compiled(
    statement: Select[*tuple[Any, ...]] | Insert | Update | Delete, dialect: Dialect, **how: Any
) -> SQLCompiler:
    compiled = statement.compile(dialect=dialect, **how)
    if compiled.positiontup is None or compiled.post_compile_params:
        raise BugError(f"this statement cannot be prepared: {statement}")
    return compiled


class _Binding:
    """The compiled text of a statement, and how named values become the driver's."""

    def __init__(self, compiled: SQLCompiler, dialect: Dialect) -> None:
        self.text = str(compiled)
        self._parts: list[tuple[str, bool, Any, _Convert]] = []
        for name in compiled.positiontup or ():
            bind = compiled.binds[name]
            convert = bind.type.dialect_impl(dialect).bind_processor(dialect)
            self._parts.append((bind.key, bind.required, bind.value, convert))

    def values(self, given: Values) -> list[Any]:
        """The values in the order of the statement's question marks."""
        return [
            (given[key] if required or key in given else fixed)
            if convert is None
            else convert(given[key] if required or key in given else fixed)
            for key, required, fixed, convert in self._parts
        ]


class PreparedSelect:
    """A query whose rows are plain tuples."""

    def __init__(self, statement: Select[*tuple[Any, ...]]) -> None:
        self._statement = statement
        self._binding: _Binding | None = None
        self._converts: list[tuple[int, Callable[[Any], Any]]] = []

    def _prepare(self, connection: Connection) -> _Binding:
        dialect = connection.dialect
        binding = _Binding(_compiled(self._statement, dialect), dialect)
        for nth, column in enumerate(self._statement.selected_columns):
            convert = column.type.dialect_impl(dialect).result_processor(dialect, None)
            if convert is not None:
                self._converts.append((nth, convert))
        self._binding = binding
        return binding

    def rows(self, connection: Connection, values: Values) -> Sequence[Sequence[Any]]:
        """All rows, within a transaction."""
        binding = self._binding or self._prepare(connection)
        found: list[Sequence[Any]] = _cursor(connection).execute(binding.text, binding.values(values)).fetchall()
        return [self._converted(row) for row in found] if self._converts else found

    def row(self, connection: Connection, values: Values) -> Sequence[Any] | None:
        """The only row, or ``None``.

        Raises:
            BugError: there are more.
        """
        found = self.rows(connection, values)
        if len(found) > 1:
            raise BugError(f"{len(found)} rows where there should be one")
        return found[0] if found else None

    def _converted(self, row: Sequence[Any]) -> Sequence[Any]:
        values = list(row)
        for nth, convert in self._converts:
            values[nth] = convert(values[nth])
        return values


class PreparedChange:
    """An INSERT, UPDATE or DELETE."""

    def __init__(self, statement: Insert | Update | Delete) -> None:
        self._statement = statement
        self._bindings: dict[tuple[str, ...], _Binding] = {}  # by the names of the values: they become columns

    def _binding(self, connection: Connection, given: Values) -> _Binding:
        names = tuple(given)
        binding = self._bindings.get(names)
        if binding is None:
            compiled = _compiled(self._statement, connection.dialect, column_keys=list(names))
            binding = self._bindings[names] = _Binding(compiled, connection.dialect)
        return binding

    def run(self, connection: Connection, values: Values) -> int:
        """Carry it out once; the number of rows that it touched."""
        binding = self._binding(connection, values)
        return _cursor(connection).execute(binding.text, binding.values(values)).rowcount

    def run_all(self, connection: Connection, many: Sequence[Values]) -> int:
        """Carry it out for each of several, which have the same names; the number of rows touched in all."""
        if len(many) == 1:
            return self.run(connection, many[0])
        if not many:
            return 0
        binding = self._binding(connection, many[0])
        return _cursor(connection).executemany(binding.text, [binding.values(values) for values in many]).rowcount
