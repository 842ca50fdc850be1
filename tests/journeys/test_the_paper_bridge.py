"""An office without a network: its sheet is printed there, typed in here, and seen beside the desk."""

import re
import shutil
from datetime import date
from pathlib import Path

import pypdf

from cmt_desk.domain.cases import CarePlace
from cmt_desk.domain.sheets import Scope
from cmt_desk.operations.cases import move_case
from cmt_desk.operations.desk import undo
from cmt_desk.store import Store
from cmt_desk.store.verify import verify
from cmt_desk.ui.offscreen import save_sheet
from cmt_desk.ui.paper_code.dialog import PaperCodeDialog
from cmt_desk.ui.paper_code.window import ReportsWindow
from cmt_desk.ui.window import Window
from tests.pdf_text import text_of_page

DAY = date(2020, 12, 2)


def printed_at_the_office(file: Path, tmp_path: Path) -> str:
    """Somebody came into hospital and nobody at headquarters knows; the code is read off the paper."""
    with Store.open(file) as store:
        case = next(c for c in store.cases.of_branch("DKI-05") if c.place(DAY) is CarePlace.HOME)
        move_case(store, case.id, CarePlace.HOSPITAL, DAY)
        paper = tmp_path / "setiabudi.pdf"
        save_sheet(store, Scope("branch", "DKI-05", "Jakarta Setiabudi"), DAY, paper)
    text = " ".join(text_of_page(pypdf.PdfReader(paper).pages[0]).split())
    found = re.search(r"untuk kantor pusat ((?:[2-9A-Z]{4} ?){6,10})", text)
    assert found
    return found[1].strip()


def test_a_sheet_is_typed_in_and_shown_beside_what_the_desk_knows(
    window: Window, desk, demo_file: Path, tmp_path: Path, qtbot
):
    code = printed_at_the_office(Path(shutil.copy(demo_file, tmp_path / "kantor.desk")), tmp_path)
    before = desk.store.sheets.facts(Scope(), DAY).cases
    dialog = PaperCodeDialog(desk, window)
    dialog.show()
    qtbot.keyClicks(dialog.line, code.lower().replace(" ", "-"))
    assert dialog.title.text().startswith("Jakarta Setiabudi")
    dialog.take.click()
    qtbot.waitUntil(lambda: window.situation.silent.paper.isVisible())
    assert window.situation.silent.paper.text() == "Di kertas: 1 kantor, berbeda: 1"
    window.situation.silent.paper.click()
    reports = next(w for w in window.findChildren(ReportsWindow) if w.isVisible())
    lines = {line.name: line.difference for line in reports.page.comparison.model().sourceModel().records}
    assert (lines["hospital"], lines["home"], lines["active"]) == (1, -1, 0)
    assert desk.store.sheets.facts(Scope(), DAY).cases == before  # the desk's own figures stay its own
    image = reports.grab().toImage()
    assert image.save(str(tmp_path / "laporan.png"))
    undo(desk.store)
    assert reports.page.rows == [] and not window.situation.silent.paper.isVisible()
    assert all(finding.sound for finding in verify(desk.store))
