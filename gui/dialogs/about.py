"""What this is, which library is open, and under which licence it all comes."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from gui.parts import label, muted

if TYPE_CHECKING:
    from gui.host import Host


def program_version() -> str:
    try:
        return version("copydesk")
    except PackageNotFoundError:
        return "from source"


def open_over(window: Host) -> None:
    dialog = QDialog(window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle("About Copydesk")
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 20, 24, 16)
    column.setSpacing(8)
    column.addWidget(label(f"Copydesk {program_version()}", role="title"))
    column.addWidget(label("The desk at which newsroom editors correct the entities and quotes that a model suggests."))
    library = muted(f"Library: {window.desk.workspace.location}")
    library.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(library)
    column.addWidget(muted(f"Model: {window.settings.model or 'none'}"))
    column.addWidget(muted("Free software under the MIT licence; its fonts are under the SIL Open Font License."))
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    column.addWidget(buttons)
    dialog.open()
