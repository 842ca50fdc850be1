"""The offices by zone, how old the map is, and where it comes from."""

from cmt_desk.domain.situation import Situation
from cmt_desk.i18n import _, long_date, number
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.situation.panel import Panel, set_tone
from cmt_desk.ui.situation.zones_bar import ZonesBar
from cmt_desk.ui.widgets import faint, told


class ZonesPanel(Panel):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _("Offices by zone"))
        self.bar, self.source = ZonesBar(), faint()
        self.bar.picked.connect(lambda zone: self.go("map", f"zone:{zone}"))
        self.body.addWidget(self.bar, 1)
        self.body.addWidget(self.source)

    def show_situation(self, now: Situation) -> None:
        facts = now.facts
        self.bar.show_zones(facts.zones)
        if facts.bulletin is None:
            text = _("No map of the zones for this day. Import the latest bulletin.")
            self.say_empty(self.bar, text, _("Import zone bulletin…"), "import", "zones")
            self.source.hide()
            return
        self.say_empty(self.bar, "")
        self.source.show()
        text = _("Map of {day}, {age} days old").format(
            day=long_date(facts.bulletin.day), age=facts.bulletin.age(now.day)
        )
        if moved := len(facts.moved):
            text += " · " + _("{n} offices moved").format(n=number(moved))
        if facts.bulletin.illustrative:
            text += "\n" + _("Illustration: which office was red is not public.")
        self.source.setText(text)
        self.source.setToolTip(told(_("Source"), [facts.bulletin.source]))
        set_tone(self.source, "warning" if facts.bulletin.is_stale(now.day) else "")
