"""Statements compiled once: the rows and the conversions of SQLAlchemy, on the driver's cursor."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text, bindparam, create_engine, delete, insert, select, update
from sqlalchemy.engine import Connection

from core.errors import BugError
from core.library.prepared import PreparedChange, PreparedSelect
from core.library.tables import Utc

notes = Table("note", MetaData(), Column("id", Integer, primary_key=True), Column("at", Utc), Column("text", Text))
PUT = PreparedChange(insert(notes))
MOVE = PreparedChange(update(notes).where(notes.c.id == bindparam("of")))
DROP = PreparedChange(delete(notes).where(notes.c.text == bindparam("of"), notes.c.id > 0))
ONE = PreparedSelect(select(notes.c.id, notes.c.at, notes.c.text).where(notes.c.id == bindparam("id")))
ALL = PreparedSelect(select(notes.c.id, notes.c.at, notes.c.text).order_by(notes.c.id).limit(2))
NOON = datetime(2026, 11, 22, 13, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture
def connection() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        notes.metadata.create_all(connection)
        connection.commit()
        yield connection
    engine.dispose()


def test_what_it_reads_and_writes_is_what_sqlalchemy_reads_and_writes(connection: Connection) -> None:
    with connection.begin():
        assert PUT.run(connection, {"id": 1, "at": NOON, "text": "one"}) == 1
        connection.execute(insert(notes), {"id": 2, "at": NOON, "text": "two"})
        assert [tuple(row) for row in ALL.rows(connection, {})] == [tuple(r) for r in connection.execute(select(notes))]
    with connection.begin():
        row = ONE.row(connection, {"id": 1})
        assert row is not None
        assert row[1] == datetime(2026, 11, 22, 12, tzinfo=UTC)
        assert row[1].tzinfo is UTC
        assert ONE.row(connection, {"id": 3}) is None


def test_each_set_of_columns_is_a_statement_of_its_own(connection: Connection) -> None:
    with connection.begin():
        assert PUT.run_all(connection, []) == 0
        assert PUT.run_all(connection, [{"id": nth, "text": "x"} for nth in (1, 2, 3)]) == 3
        assert PUT.run(connection, {"id": 4, "at": NOON}) == 1
        assert MOVE.run(connection, {"of": 1, "text": "y"}) == 1
        assert MOVE.run_all(connection, [{"of": nth, "at": NOON, "text": "z"} for nth in (2, 3, 9)]) == 2
        found = connection.execute(select(notes.c.id, notes.c.text, notes.c.at.is_not(None))).all()
        assert [tuple(row) for row in found] == [(1, "y", False), (2, "z", True), (3, "z", True), (4, None, True)]
        assert DROP.run(connection, {"of": "z"}) == 2


def test_a_rollback_takes_back_what_it_wrote(connection: Connection) -> None:
    with connection.begin() as transaction:
        PUT.run(connection, {"id": 1, "text": "one"})
        transaction.rollback()
    with connection.begin():
        assert ALL.rows(connection, {}) == []


def test_outside_of_a_transaction_nothing_runs(connection: Connection) -> None:
    with pytest.raises(BugError, match="outside of a transaction"):
        PUT.run(connection, {"id": 1, "text": "one"})


def test_two_rows_where_there_should_be_one_are_a_bug(connection: Connection) -> None:
    with connection.begin():
        PUT.run_all(connection, [{"id": 1, "text": "one"}, {"id": 2, "text": "two"}])
        with pytest.raises(BugError, match="2 rows"):
            ALL.row(connection, {})
