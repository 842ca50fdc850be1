"""Charts and chains: what is drawn is what was counted, a click leads to the case, pictures can be read."""

import json
from datetime import date, timedelta
from itertools import product

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from cmt_desk import i18n
from cmt_desk.domain.cases import Status
from cmt_desk.domain.contacts import ContactKind
from cmt_desk.operations.cases import date_case, open_case
from cmt_desk.operations.contacts import NewContact, add_contacts, open_case_of_contact
from cmt_desk.ui.cases import CasesTab
from cmt_desk.ui.widgets.pictures import save_picture

DAY = date(2020, 12, 2)


@pytest.fixture
def tab(qtbot, desk) -> CasesTab:
    made = CasesTab(desk)
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    return made


def chains(tab: CasesTab, view: str = "all"):
    tab.show_view(view)
    tab.show_view("chains")
    page = tab.page("chains")
    page.draw()
    return page


def charts(tab: CasesTab, kind: str, view: str = "all"):
    tab.show_view(view)
    tab.show_view("charts")
    page = tab.page("charts")
    page.show_chart(kind)
    page.draw()
    return page


def pixel(page, case: str) -> QPoint:
    """Where the mark of a case stands on the plot's viewport."""
    view = page.picture_view
    member = view.forest.members[case]
    at = view.plot.area.getViewBox().mapViewToScene(QPointF(view.forest.x(member), member.lane))
    return view.plot.mapFromScene(at)


def test_a_click_on_a_mark_shows_its_case_and_the_table_follows(tab: CasesTab, qtbot):
    page = chains(tab)
    case = page.forest.clusters[1].members[1].case
    qtbot.mouseClick(page.picture_view.plot.viewport(), Qt.MouseButton.LeftButton, pos=pixel(page, case.id))
    assert tab.detail.case == case.id
    assert page.table.current().member.case.id == case.id
    assert page.picture_view.selected == case.id


def test_a_row_of_the_table_rings_its_mark_and_brings_it_into_view(tab: CasesTab):
    page = chains(tab)
    last = page.table.records.records[-1].member
    page.table.choose(last.case.id)
    assert (tab.detail.case, page.picture_view.selected) == (last.case.id, last.case.id)
    bar = page.picture_view.bar
    assert bar.value() <= last.lane <= bar.value() + bar.pageStep()


def test_the_pointer_is_told_of_a_case_without_its_name(tab: CasesTab):
    page = chains(tab)
    member = page.forest.clusters[0].members[-1]
    title, lines = page.picture_view._told(QPointF(page.forest.x(member), member.lane))
    assert "…" in title and member.case.name not in title
    assert member.case.employee in lines[0]
    assert page.picture_view._told(QPointF(page.forest.x(member) + 400, member.lane)) is None
    table = page.table.as_text()
    assert not any(m.case.name in table for m in page.forest.members.values())


def test_the_demo_has_chains_and_a_filter_keeps_them_whole(tab: CasesTab):
    page = chains(tab)
    everything = len(page.forest.clusters)
    assert everything >= 3
    tab.show_view("hospital")
    tab.show_view("chains")
    ill = set(tab.list.shown_ids())
    assert 0 < len(page.forest.clusters) < everything
    for cluster in page.forest.clusters:
        assert not ill.isdisjoint(m.case.id for m in cluster.members)
    assert "Di rumah sakit (12 kasus)" in page.scope.currentText()
    page.scope.setCurrentIndex(1)
    page.scope.activated.emit(1)
    assert len(page.forest.clusters) == everything


def test_an_impossible_link_is_said_in_words_and_drawn_with_a_sign(tab: CasesTab, desk):
    free = [
        p.number for p in desk.store.people.of_branch("SBU-01") if not desk.store.cases.of_employee(p.number)
    ]
    source = open_case(desk.store, free[5], Status.CONFIRMED_SYMPTOMS, DAY, onset=DAY - timedelta(days=1))
    named = NewContact(DAY - timedelta(days=1), ContactKind.NEAR, employee=free[6])
    (contact,) = add_contacts(desk.store, source, [named], DAY)
    infected = open_case_of_contact(desk.store, contact, DAY)
    date_case(desk.store, infected, DAY, onset=DAY - timedelta(days=8))
    page = chains(tab)
    row = next(r for r in page.table.records.records if r.member.case.id == infected)
    assert "mustahil menurut tanggal" in page._sources(row)
    assert any("mustahil" in name for _sample, name in page._legend())
    assert "1 tautan diragukan" in page.note.text()


def test_no_chain_says_what_makes_one(tab: CasesTab):
    tab.show_view("died")
    tab.show_view("chains")
    page = tab.page("chains")
    assert not page.empty.isHidden() and "jadikan kontak itu kasus" in page.empty.text.text()
    assert page.parts.isHidden() and page.picture() is None


def test_the_charts_say_the_published_figures(tab: CasesTab):
    page = charts(tab, "places")
    total, *places = page.figure.series
    assert (total.values[-1], [s.values[-1] for s in places]) == (71, [59, 12])
    assert "71 dalam penanganan" in page.note.text()
    assert sum(charts(tab, "confirmed").figure.series[0].values) == 282
    for kind in ("regions", "functions"):
        cases, active = charts(tab, kind).figure.series
        assert (sum(cases.values), sum(active.values)) == (282, 71)
    onset = charts(tab, "onset").figure
    assert sum(onset.series[0].values) == sum(n for _days, n in counted(charts(tab, "delays").figure))


def counted(figure):
    return list(zip(figure.columns, figure.series[0].values, strict=True))


def test_the_charts_follow_the_filter_and_the_table_says_what_is_drawn(tab: CasesTab):
    page = charts(tab, "regions", view="hospital")
    assert sum(page.figure.series[0].values) == 12
    text = page.table.as_text().splitlines()
    assert text[0].split("\t")[:3] == ["Kantor wilayah", "Terkonfirmasi", "Di antaranya dalam penanganan"]
    assert len(text) == 1 + len(page.figure.columns)
    column = page.figure.columns[0]
    assert page._told(QPointF(1, 0)) == (column, page.figure.told(0))
    page = charts(tab, "confirmed", view="contacts")
    assert page.figure is None and "Konfirmasikan kasus" in page.empty.text.text()


def test_days_on_the_axis_are_written_in_the_language_of_the_window(tab: CasesTab):
    axis = charts(tab, "confirmed").plot.area.getAxis("bottom")
    axis.origin = date(2020, 5, 1)
    assert axis.tickStrings([0, 245], 1, 1) == ["1 Mei", "1 Jan 2021"]
    with i18n.speaking("en"):
        assert axis.tickStrings([0], 1, 1) == ["1 May"]
    ((_spacing, months),) = axis.tickValues(0, 396, 600)
    assert months[:3] == [0, 61, 123] and len(months) == 7  # every other month
    ((_spacing, days),) = axis.tickValues(0, 6, 600)
    assert days == list(range(7))


def farthest_apart(image: QImage, drawing: QSvgRenderer) -> int:
    """The largest difference in grey of the two, looked at from afar."""
    painted = QImage(image.size(), QImage.Format.Format_RGB32)
    painted.fill(Qt.GlobalColor.white)
    with QPainter(painted) as painter:
        drawing.render(painter)
    small = [
        one.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
            60, 40, mode=Qt.TransformationMode.SmoothTransformation
        )
        for one in (image, painted)
    ]
    places = list(product(range(small[0].width()), range(small[0].height())))
    first, second = ([one.pixelColor(x, y).red() for x, y in places] for one in small)
    return max(abs(a - b) for a, b in zip(first, second, strict=True))


@pytest.mark.parametrize("kind", ["chains", "places", "delays"])
def test_a_picture_can_be_read_as_png_and_as_svg(tab: CasesTab, tmp_path, kind: str):
    page = chains(tab, "hospital") if kind == "chains" else charts(tab, kind)
    picture = page.picture()
    png, svg = tmp_path / "a.png", tmp_path / "a.svg"
    assert save_picture(picture, png) and save_picture(picture, svg)
    image = QImage(str(png))
    assert image.width() > 2000 and image.pixelColor(3, 3).name() == "#ffffff"
    places = product(range(0, image.width(), 7), range(99, image.height(), 7))
    colours = {image.pixelColor(x, y).rgb() for x, y in places}
    assert len(colours) > 3
    drawing = svg.read_text("utf-8")
    assert QSvgRenderer(str(svg)).isValid() and drawing.count("<path") + drawing.count("<polyline") > 20
    assert picture.title in drawing and "Saringan" in drawing
    assert farthest_apart(image, QSvgRenderer(str(svg))) < 8  # axes, bars and marks stand where they should
    assert not save_picture(picture, tmp_path / "nowhere" / "a.png")


def test_names_never_reach_a_picture(tab: CasesTab, tmp_path):
    page = chains(tab, "hospital")
    save_picture(page.picture(), tmp_path / "a.svg")
    drawing = (tmp_path / "a.svg").read_text("utf-8")
    assert not any(m.case.name in drawing for m in page.forest.members.values())
    assert json.dumps(page.note.text(), ensure_ascii=False).strip('"') in drawing
