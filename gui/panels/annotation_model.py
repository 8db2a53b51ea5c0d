"""All items of the open article in groups, as Qt asks for them: quick with 20,000, and changed row by row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.bodies import Entity, Quote
from core.find.inventory import is_wanted
from core.find.search import Search
from core.find.states import State
from core.records import Item, Suggestion, Verdict
from core.rules import short
from core.session import Session
from gui.article.marks import sign_in_words, sign_of

Index = QModelIndex | QPersistentModelIndex
Place = tuple[int, int, str]

ID_ROLE = Qt.ItemDataRole.UserRole
LABEL_ROLE = Qt.ItemDataRole.UserRole + 1
PENDING_ROLE = Qt.ItemDataRole.UserRole + 2
SIGN_ROLE = Qt.ItemDataRole.UserRole + 3  # of comments and flags


class Grouping(StrEnum):
    LABEL = "label"
    LAYER = "sort"
    STATE = "state"


_LAYERS = {"entity": "Entities", "quote": "Quotes", "region": "Excluded text"}
_STATES = ("Undecided", "Accepted", "Corrected", "By hand", "Rejected")
NOTHING = QModelIndex()


class _Group:
    """One group with the places of its items, in the order of the text."""

    __slots__ = ("name", "places")

    def __init__(self, name: str) -> None:
        self.name = name
        self.places: list[Place] = []


class AnnotationModel(QAbstractItemModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._grouping = Grouping.LABEL
        self._filter = ""
        self._wished = Search()
        self._groups: list[_Group] = []
        self._group_of: dict[str, tuple[_Group, Place]] = {}

    # --------------------------------------------------------------------------------------------------------- filling

    def fill(self, session: Session | None, grouping: Grouping, typed: str = "", state: State | None = None) -> None:
        self.beginResetModel()
        self._wished = Search(state=state)
        self._session, self._grouping, self._filter = session, grouping, typed.casefold().strip()
        self._groups, self._group_of = [], {}
        groups: dict[str, _Group] = {}
        for item in session.items(rejected=True) if session is not None else ():
            if self._wanted(item):
                name = self._name_of(item)
                if name not in groups:
                    groups[name] = _Group(name)
                place = _place(item)
                groups[name].places.append(place)
                self._group_of[item.id] = (groups[name], place)
        self._groups = sorted(groups.values(), key=self._rank)
        self.endResetModel()

    def count(self) -> int:
        return len(self._group_of)

    def update_items(self, ids: Iterable[str]) -> None:
        """Take in what a revision touched, without looking at the rest."""
        session = self._session
        if session is None:
            return
        for id in ids:
            item = session.item(id)
            there = self._group_of.get(id)
            wanted = item is not None and self._wanted(item)
            if there is not None and item is not None and wanted:
                group, place = there
                if (group.name, place) == (self._name_of(item), _place(item)):
                    index = self.index_of(id)
                    self.dataChanged.emit(index, index)
                    continue
            if there is not None:
                self._take_out(id)
            if item is not None and wanted:
                self._put_in(item)

    def _take_out(self, id: str) -> None:
        group, place = self._group_of.pop(id)
        row, at = self._groups.index(group), bisect_left(group.places, place)
        self.beginRemoveRows(self.index(row, 0), at, at)
        del group.places[at]
        self.endRemoveRows()
        if not group.places:
            self.beginRemoveRows(NOTHING, row, row)
            del self._groups[row]
            self.endRemoveRows()
        else:
            self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def _put_in(self, item: Item) -> None:
        name, place = self._name_of(item), _place(item)
        group = next((known for known in self._groups if known.name == name), None)
        if group is None:
            group = _Group(name)
            row = bisect_left([self._rank(known) for known in self._groups], self._rank(group))
            self.beginInsertRows(NOTHING, row, row)
            self._groups.insert(row, group)
            self.endInsertRows()
        row, at = self._groups.index(group), bisect_left(group.places, place)
        self.beginInsertRows(self.index(row, 0), at, at)
        group.places.insert(at, place)
        self._group_of[item.id] = (group, place)
        self.endInsertRows()
        self.dataChanged.emit(self.index(row, 0), self.index(row, 0))

    def _wanted(self, item: Item) -> bool:
        assert self._session is not None
        if self._wished.state is not None and not is_wanted(self._session, item, self._wished):
            return False
        if not self._filter:
            return True
        body = item.body
        words = f"{body.bounds.of(self._session.text)} {getattr(body, 'label', '')}".casefold()
        if isinstance(body, Quote):
            words += f" {' '.join(body.speakers)} {body.kind.value}".casefold()
        return all(word in words for word in self._filter.split())

    def _name_of(self, item: Item) -> str:
        match self._grouping:
            case Grouping.LABEL:
                return item.body.label if isinstance(item.body, Entity) else _LAYERS[item.body.layer.value]
            case Grouping.LAYER:
                return _LAYERS[item.body.layer.value]
            case Grouping.STATE:
                return self._state_of(item)

    def _state_of(self, item: Item) -> str:
        if isinstance(item, Suggestion):
            return "Rejected" if item.verdict is Verdict.REJECTED else "Undecided"
        assert self._session is not None
        suggestion = self._session.suggestion(item.id)
        if suggestion is None:
            return "By hand"
        return "Corrected" if suggestion.verdict is Verdict.CORRECTED else "Accepted"

    def _rank(self, group: _Group) -> tuple[int, str]:
        if self._grouping is Grouping.STATE:
            return _STATES.index(group.name), ""
        return (1 if group.name in _LAYERS.values() else 0), group.name

    # ------------------------------------------------------------------------------------------------- Qt's questions

    def index(self, row: int, column: int, parent: Index = NOTHING) -> QModelIndex:
        if not parent.isValid():
            return self.createIndex(row, column, 0) if 0 <= row < len(self._groups) else QModelIndex()
        # An item's index carries its group's row plus one; a group's carries 0.
        return self.createIndex(row, column, parent.row() + 1)

    def parent(self, index: Index = NOTHING) -> QModelIndex:  # type: ignore[override]  # the other is QObject's
        group = index.internalId() if index.isValid() else 0
        return self.createIndex(group - 1, 0, 0) if group else QModelIndex()

    def rowCount(self, parent: Index = NOTHING) -> int:
        if not parent.isValid():
            return len(self._groups)
        return len(self._groups[parent.row()].places) if not parent.internalId() else 0

    def columnCount(self, parent: Index = NOTHING) -> int:
        del parent
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        group = index.internalId()
        if not group:
            return self._group_data(self._groups[index.row()], role)
        id = self._groups[group - 1].places[index.row()][2]
        if role == ID_ROLE:
            return id
        item = self._session.item(id) if self._session is not None else None
        return self._item_data(self._session.text, item, role) if self._session is not None and item else None

    def _item_data(self, text: str, item: Item, role: int) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return short(item.body.bounds.of(text), 60)
        if role == Qt.ItemDataRole.ToolTipRole:
            sign = self._item_data(text, item, SIGN_ROLE)
            told = f", {sign_in_words(str(sign))}" if sign else ""
            return f"{short(item.body.bounds.of(text), 300)}\n{self._state_of(item).lower()}{told}"
        if role == SIGN_ROLE:
            return sign_of(self._session.remarks, item.id) if self._session is not None else ""
        if role == PENDING_ROLE:
            return isinstance(item, Suggestion) and item.verdict is Verdict.PENDING
        if role == LABEL_ROLE:
            return item.body.label if isinstance(item.body, Entity) else item.body.layer.value
        return None

    def _group_data(self, group: _Group, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{group.name}  {len(group.places):,}"
        return None

    def index_of(self, id: str) -> QModelIndex:
        """Where an item is; an invalid index where it is filtered out."""
        there = self._group_of.get(id)
        if there is None:
            return QModelIndex()
        group, place = there
        return self.index(bisect_left(group.places, place), 0, self.index(self._groups.index(group), 0))


def _place(item: Item) -> Place:
    bounds = item.body.bounds
    return bounds.start, bounds.end, item.id
