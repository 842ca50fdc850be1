"""Asked before a window goes while something typed in it is not saved."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from cmt_desk.i18n import _


def leaves_it(parent: QWidget, unsaved: Sequence[str]) -> bool:
    """Does the user give up what is not saved? `unsaved`: a sentence for each page that has some."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(_("Not saved"))
    box.setText("\n".join(unsaved))
    give_up = box.addButton(_("Leave without saving"), QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(box.addButton(_("Stay here"), QMessageBox.ButtonRole.RejectRole))
    box.exec()
    return box.clickedButton() is give_up
