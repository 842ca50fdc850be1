"""Paper and pictures without a screen, for the command line and the tour."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from cmt_desk.domain.branches import HEAD_OFFICE_ZONE, UTC_HOURS
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.protocols import Protocol, Run
from cmt_desk.domain.sheets import Scope
from cmt_desk.i18n import _
from cmt_desk.operations.clock import now_at
from cmt_desk.reports.checklist import RunFacts
from cmt_desk.reports.paper import Paper
from cmt_desk.store import Store, Trouble
from cmt_desk.ui import look
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.qt_words import QtWords

SIZE = (1366, 768)  # the laptop everybody has
NAMES = "1-situasi 2-peta-risiko 3-kasus 4-jadwal 5-protokol 6-keberlangsungan 7-lembar-status".split()


def application(theme: str = "light") -> QApplication:
    """The one QApplication, on the offscreen platform unless another was asked for."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(["cmt-desk"])
    assert isinstance(app, QApplication)
    words = QtWords(app)
    app.installTranslator(words)
    look.dress(app, theme)
    return app


@contextmanager
def without_noise() -> Iterator[None]:
    """The offscreen platform complains that it has no windows to size; nobody can act on that."""

    def tell(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if "propagateSizeHints" not in text:
            print(text, file=sys.stderr)

    before = qInstallMessageHandler(tell)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def save_sheet(store: Store, scope: Scope, day: date, out: Path) -> int:
    """The daily status sheet as a PDF; returns its pages. Raises Trouble NOWHERE."""
    from cmt_desk.ui.sheet_paper import sheet_paper

    return _save(sheet_paper(store, scope, day), out)


def save_decision(store: Store, decision: str, day: date, out: Path) -> int:
    """One decision with its signatures as a PDF; returns its pages. Raises Trouble NOWHERE."""
    from cmt_desk.reports.decision import as_paper as decision_paper
    from cmt_desk.ui.plan.facts import decision_facts

    known = store.decisions.all()
    facts = decision_facts(store, next(d for d in known if d.id == decision), known, day)
    return _save(decision_paper(facts, store.settings.institution, day), out)


def save_register(store: Store, day: date, out: Path) -> int:
    """The register of decisions with its signature lines."""
    from cmt_desk.reports.decision import register_paper
    from cmt_desk.ui.plan.facts import decision_facts

    known = store.decisions.all()
    rows = [decision_facts(store, d, known, day) for d in known]
    return _save(register_paper(rows, _("All decisions"), store.settings.institution, day), out)


def save_checklist(store: Store, protocol: Protocol, out: Path, facts: RunFacts | None = None) -> int:
    """A protocol as a blank checklist, or a run of it as it stands."""
    from cmt_desk.reports.checklist import as_paper as checklist_paper
    from cmt_desk.ui.protocols.lines import checklist_names

    return _save(checklist_paper(protocol, checklist_names(store, protocol), facts), out)


def save_run(store: Store, run: Run, out: Path) -> int:
    """A run as it stands. Raises Refused where it is gone."""
    from cmt_desk.ui.protocols.lines import cards

    now = {zone: now_at(store, zone) for zone in UTC_HOURS}
    line = store.protocols.days.line(run.id, now)
    if line is None:
        raise Refused(_("This run no longer exists."))
    card = cards(store, now[HEAD_OFFICE_ZONE].date(), [line])[0]
    return save_checklist(store, run.protocol, out, RunFacts(run, card.scope, card.zone, now[card.zone]))


def _save(paper: Paper, out: Path) -> int:
    application()
    from cmt_desk.ui.printing import to_pdf

    if not out.parent.is_dir():
        raise Trouble("NOWHERE", out)
    return to_pdf(paper, out)


def save_shots(store: Store, folder: Path, day: date | None, theme: str) -> list[Path]:
    """Every tab as a picture of 1366×768."""
    app = application(theme)
    from cmt_desk.ui.window import Window

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Trouble("NOWHERE", folder) from None
    desk = Desk.over(store)
    if day:
        desk.days.move_to(day)
    window = Window(desk)
    window.resize(*SIZE)
    window.show()
    _choose_something(desk, window)
    files: list[Path] = []
    for n, name in enumerate(NAMES):
        window.tabs.setCurrentIndex(n)
        for _again in range(3):
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 200)
        if name == NAMES[-1]:
            assert window.sheets.pages  # it lays them out while the window answers
        files.append(folder / f"{name}.png")
        if not window.grab().save(str(files[-1])):
            raise Trouble("DISK_FULL", files[-1])
    window.close()
    return files


def _choose_something(desk: Desk, window) -> None:
    """Pick an office with a case in care and its newest case, so that the panels have something to show."""
    facts = desk.store.sheets.facts(Scope(), desk.days.day)
    busiest = max(facts.offices, key=lambda office: office.active, default=None)
    if busiest:
        desk.picked.pick_branch(busiest.branch.code)
    rows = [r for r in desk.store.cases.rows(desk.days.day) if r.place and r.confirmed_on]
    if rows:
        window.cases.show_case(rows[0].id)
        window.cases.show_view("active")
    runs = [run for run in desk.store.protocols.runs() if not run.finished]
    if runs:
        window.protocols.show_run(runs[0].id)
