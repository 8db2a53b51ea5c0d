"""Which pipeline suggests: one that is installed, a folder, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.suggest import DEFAULT_PIPELINE, InstalledPipeline, installed
from gui.parts import button, muted, resize_to

if TYPE_CHECKING:
    from gui.host import Host

_MOST_RECENT = 8
_NONE = "No model: quotes by their marks alone"
_ADVICE = (
    "Any spaCy pipeline will do: an installed package, or a folder such as one you trained. "
    f"The default is the package {DEFAULT_PIPELINE}; install others with pip into the environment of Copydesk."
)


def open_over(window: Host) -> None:
    dialog = ModelDialog(installed(), window.settings.recent_models, window.settings.model, window)

    def choose() -> None:
        source = dialog.chosen()
        if "/" in source or "\\" in source:
            recent = [source, *(known for known in window.settings.recent_models if known != source)]
            window.settings.recent_models = tuple(recent[:_MOST_RECENT])
        window.choose_model(source)

    dialog.accepted.connect(choose)
    dialog.open()


class ModelDialog(QDialog):
    def __init__(
        self, packages: list[InstalledPipeline], recent: tuple[str, ...], current: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Choose Model")
        resize_to(self, 560, 380)
        self.list = QListWidget()
        self.list.setAccessibleName("Models")
        for package in packages:
            self._add(package.name, f"{package.name}   {package.version}")
        for folder in recent:
            if folder not in [package.name for package in packages]:
                self._add(folder, folder)
        if current and all(self._source(at) != current for at in range(self.list.count())):
            self._add(current, f"{current}   (cannot be found)" if not _is_folder(current) else current)
        self._add("", _NONE)
        for at in range(self.list.count()):
            if self._source(at) == current:
                self.list.setCurrentRow(at)
        self.list.itemActivated.connect(lambda _item: self.accept())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        use = buttons.button(QDialogButtonBox.StandardButton.Ok)
        use.setText("Use This Model")
        use.setProperty("role", "primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        buttons.addButton(button("Folder…", self._folder), QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.addWidget(self.list, 1)
        if not packages:
            column.addWidget(muted(f"No pipeline is installed. Get the default one with: pip install {_PACKAGE}"))
        column.addWidget(muted(_ADVICE))
        column.addWidget(buttons)

    def _add(self, source: str, text: str) -> QListWidgetItem:
        item = QListWidgetItem(text)
        item.setData(Qt.ItemDataRole.UserRole, source)
        self.list.addItem(item)
        return item

    def _source(self, row: int) -> str:
        return str(self.list.item(row).data(Qt.ItemDataRole.UserRole))

    def chosen(self) -> str:
        """The package or folder; "" for none."""
        return self._source(self.list.currentRow()) if self.list.currentRow() >= 0 else ""

    def _folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "A Folder with a spaCy Pipeline")
        if folder:
            self.list.setCurrentItem(self._add(folder, folder))


_PACKAGE = DEFAULT_PIPELINE.replace("_", "-")


def _is_folder(source: str) -> bool:
    return "/" in source or "\\" in source
