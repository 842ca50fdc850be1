"""The day's papers without a window, for the command line."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from cmt_desk import i18n
from cmt_desk.i18n import _, full_date
from cmt_desk.store import Store, Trouble
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.offscreen import application, without_noise
from cmt_desk.ui.papers.catalogue import Choice, choices
from cmt_desk.ui.printing import PageSetup
from cmt_desk.ui.printing.batch import Order, into_folder, into_pdf
from cmt_desk.ui.risk_map.tab import RiskMapTab
from cmt_desk.ui.slices import finished


@contextmanager
def day_papers(store: Store, day: date) -> Iterator[list[Choice]]:
    """Every paper of a day; the map is drawn as its tab would show it."""
    application()
    desk = Desk.over(store)
    desk.days.move_to(day)
    with without_noise():
        risk_map = RiskMapTab(desk)
        risk_map.resize(1366, 690)
        yield choices(desk, risk_map)
        risk_map.deleteLater()


def save_papers(chosen: Sequence[Choice], day: date, out: Path, size: str) -> Path:
    """One PDF where `out` ends so, else files in a new folder within it; says where. Raises Trouble."""
    title = _("Papers of {day}").format(day=full_date(day))
    order = Order([one.make for one in chosen], title, PageSetup(size), i18n.language())
    if out.suffix.lower() == ".pdf":
        if not out.parent.is_dir():
            raise Trouble("NOWHERE", out)
        finished(into_pdf(order, out))
        return out
    return finished(into_folder(order, out))
