"""Who is at this desk: chosen, not proved; the journal and every signature name that person."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.mandates import Mandate
from cmt_desk.i18n import _
from cmt_desk.operations.mandate_words import place_names, role_name, titled
from cmt_desk.operations.signing import Signer, at_desk, sit, sit_as
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.preferences import Preferences
from cmt_desk.ui.widgets.form import Form

KEY = Qt.ItemDataRole.UserRole


class SeatForm(Form):
    """Somebody with a mandate of today, or a name for work that needs none."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        told = _("The journal and every signature name this person. It is remembered on this laptop.")
        super().__init__(parent, _("Who is at this desk?"), told, width=520)
        self._desk = desk
        self.search, self.list, self.name = QLineEdit(), QListWidget(), QLineEdit()
        self.search.setPlaceholderText(_("Search name, role or office…"))
        self.search.setClearButtonEnabled(True)
        self.list.setMinimumHeight(220)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.name.setPlaceholderText(_("Only a name: for work that needs no mandate"))
        mandates = sorted(
            desk.store.mandates.on(desk.days.today), key=lambda m: (m.body is None, m.role, m.name)
        )
        places = place_names(desk.store, mandates)
        for mandate in mandates:
            item = QListWidgetItem(titled(mandate, places[mandate.id]), self.list)
            item.setData(KEY, mandate)
            if mandate.id == desk.store.mandate:
                self.list.setCurrentItem(item)
        self.list.setVisible(bool(mandates))
        self.search.setVisible(bool(mandates))
        if mandates:
            self.row(_("Search"), self.search)
            self.row(_("With a mandate"), self.list)
        else:
            self.hint.setText(
                told + "\n" + _("Nobody holds a mandate today; record them under People and roles.")
            )
        self.row(_("Or a name"), self.name)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setText(_("Take the seat"))
        self.search.textChanged.connect(self._filter)
        self.list.itemActivated.connect(lambda _item: self.accept())

    def _filter(self, text: str) -> None:
        for n in range(self.list.count()):
            item = self.list.item(n)
            item.setHidden(text.strip().casefold() not in item.text().casefold())
        visible = (self.list.item(n) for n in range(self.list.count()) if not self.list.item(n).isHidden())
        if text.strip() and (first := next(visible, None)) is not None:
            self.list.setCurrentItem(first)

    def save(self) -> None:
        item = self.list.currentItem()
        if self.name.text().strip():
            sit_as(self._desk.store, self.name.text(), self._desk.days.today)
        elif item is not None and not item.isHidden():
            mandate: Mandate = item.data(KEY)
            sit(self._desk.store, mandate)
        else:
            raise Refused(_("Choose a person, or write a name."))
        self._desk.seat.changed.emit()


def sit_again(desk: Desk, preferences: Preferences) -> bool:
    """Whoever sat here last; False where nobody is remembered. Of a mandate that is over the name stays."""
    name, key = (*preferences.seats.get(desk.store.settings.get("desk"), []), "", "")[:2]
    mandate = desk.store.mandates.get(key) if key else None
    if mandate and mandate.in_force(desk.days.today):
        sit(desk.store, mandate)
    elif name:
        desk.store.actor = name
    return bool(name)


def seat_text(desk: Desk) -> str:
    """ "Ratna Puspita · Ketua CMT", or the laptop's user."""
    store = desk.store
    return f"{store.actor} · {role_name(store.role)}" if store.mandate else store.actor


def signer(desk: Desk) -> Signer:
    """The person at the desk, now; the hour is kept in WIB."""
    now = desk.now("WIB")
    return at_desk(desk.store, desk.days.today, now.time().replace(second=0, microsecond=0))
