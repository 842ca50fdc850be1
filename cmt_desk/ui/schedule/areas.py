"""The list of areas under a local rule: its name, and the kabupaten and kota ticked one by one."""

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from cmt_desk.domain.caps import NATIONAL
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _, number
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.widgets import Form, faint

AREA = Qt.ItemDataRole.UserRole


class AreasForm(Form):
    """Writes nothing: the list is stored with its rule. `name` empty: a new list, which needs one."""

    def __init__(self, desk: Desk, parent: QWidget | None, name: str, areas: Collection[str]) -> None:
        title = _("Areas of {name}").format(name=name.capitalize()) if name else _("New area list")
        super().__init__(
            parent, title, _("A rule for these areas replaces the one for all areas."), width=520
        )
        self._taken = {NATIONAL}.union(*desk.store.branches.scopes().values())
        self.name, self.search, self.areas = QLineEdit(name.capitalize()), QLineEdit(), QListWidget()
        self.name.setReadOnly(bool(name))
        self.name.setPlaceholderText("Gerbangkertosusila")
        self.search.setPlaceholderText(_("Search area or province…"))
        self.search.setClearButtonEnabled(True)
        self.ours = QCheckBox(_("Only areas with an office"))
        self.count = faint()
        self._with_office = {branch.area for branch in desk.store.branches.all()}
        known = desk.store.branches.areas().values()
        for area in sorted(known, key=lambda a: (a.code not in areas, a.name)):
            item = QListWidgetItem(f"{area.name} · {area.province}")
            item.setData(AREA, area.code)
            item.setCheckState(Qt.CheckState.Checked if area.code in areas else Qt.CheckState.Unchecked)
            self.areas.addItem(item)
        self.areas.setMinimumHeight(260)
        for text, field in (
            (_("Name"), self.name),
            (_("Search"), self.search),
            ("", self.ours),
            (_("Areas"), self.areas),
        ):
            self.row(text, field)
        self.form.addRow("", self.count)
        self.search.textChanged.connect(lambda _text: self._filter())
        self.ours.toggled.connect(lambda _on: self._filter())
        self.areas.itemChanged.connect(lambda _item: self._count())
        self.ours.setChecked(True)
        self._count()

    def chosen(self) -> set[str]:
        items = (self.areas.item(n) for n in range(self.areas.count()))
        return {item.data(AREA) for item in items if item.checkState() is Qt.CheckState.Checked}

    def scope(self) -> str:
        return self.name.text().strip().upper()

    def _filter(self) -> None:
        """What is ticked is always shown."""
        wanted = self.search.text().strip().casefold()
        for n in range(self.areas.count()):
            item = self.areas.item(n)
            fits = wanted in item.text().casefold()
            here = not self.ours.isChecked() or item.data(AREA) in self._with_office
            ticked = item.checkState() is Qt.CheckState.Checked
            item.setHidden(not ((fits and here) or (ticked and not wanted)))

    def _count(self) -> None:
        self.count.setText(_("{n} areas chosen").format(n=number(len(self.chosen()))))

    def save(self) -> None:
        """Refused without a name of its own or without any area."""
        if not self.scope():
            raise Refused(_("Give the area list a name."))
        if not self.name.isReadOnly() and self.scope() in self._taken:
            raise Refused(_("There is an area list called {name} already.").format(name=self.name.text()))
        if not self.chosen():
            raise Refused(_("Tick at least one area."))
