"""The window as a whole: words, shortcuts, names of undo, one language at a time, no data as markup."""

from datetime import date

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialogButtonBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

from cmt_desk import i18n
from cmt_desk.domain.day_figures import figures
from cmt_desk.domain.sheets import Scope
from cmt_desk.ui.actions import Action, Tool, button_row
from cmt_desk.ui.live import Page
from cmt_desk.ui.qt_words import QtWords
from cmt_desk.ui.window import Window


def words_of(widget: QWidget) -> set[str]:
    """Every text a user can read in a widget and its children."""
    found: set[str] = set()
    for kind in (QLabel, QAbstractButton, QLineEdit):
        for child in widget.findChildren(kind):
            found |= {child.text(), child.toolTip(), child.statusTip(), child.accessibleName()}
    for child in widget.findChildren(QLineEdit):
        found.add(child.placeholderText())
    for child in widget.findChildren(QComboBox):
        found |= {child.itemText(n) for n in range(child.count())}
    for action in widget.findChildren(QAction):
        found |= {action.text(), action.statusTip(), action.toolTip()}
    for child in (*widget.findChildren(QGroupBox), *widget.findChildren(QMenu)):
        found.add(child.title())
    return {text for text in found if text}


def test_all_tabs_fit_a_small_laptop_and_say_no_english_in_indonesian_mode(window: Window, qapp):
    """Both in one: a window with all its tabs is dear. The screen: 1024 × 700 less its bars."""
    for n in range(window.tabs.count()):
        window.tabs.setCurrentIndex(n)
        qapp.processEvents()
    least = window.minimumSizeHint()
    assert least.width() <= 1000
    assert least.height() <= 630
    catalogue = i18n._catalogue("id")
    english = {text for text, said in catalogue.items() if text != said} - set(catalogue.values())
    assert sorted(words_of(window) & english) == []


def test_no_indonesian_in_english_mode(qtbot, desk):
    with i18n.speaking("en"):
        window = Window(desk)
        qtbot.addWidget(window)
        window.show()
        for n in range(window.tabs.count()):
            window.tabs.setCurrentIndex(n)
        catalogue = i18n._catalogue("id")
        indonesian = {said for text, said in catalogue.items() if text != said} - set(catalogue)
        assert sorted(words_of(window) & indonesian) == []


def test_qts_own_buttons_speak_indonesian(qapp, qtbot):
    words = QtWords(qapp)
    qapp.installTranslator(words)
    try:
        box = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save
            | QDialogButtonBox.StandardButton.Cancel
            | QDialogButtonBox.StandardButton.Yes
        )
        qtbot.addWidget(box)
        said = {button.text().replace("&", "") for button in box.buttons()}
        assert said == {"Simpan", "Batal", "Ya"}
        native = QKeySequence.SequenceFormat.NativeText
        assert QKeySequence("Alt+Left").toString(native) == "Alt+Left"  # not "Alt+Sisa"
    finally:
        qapp.removeTranslator(words)


def test_every_action_has_a_text_and_a_status_tip_and_no_two_share_a_shortcut(window: Window):
    for n in range(window.tabs.count()):
        window.tabs.setCurrentIndex(n)  # a page that is not in the window yet has no say in its keys
    pages = window.findChildren(Page)
    actions = [action for page in pages for action in page.actions()]
    assert all(action.text and action.tip for action in actions)
    for action in window.findChildren(QAction):
        if action.text() and not action.menu() and not action.isSeparator() and action.parent() is window:
            assert action.statusTip(), action.text()
    menus = [action.text() for action in window.menuBar().actions()]
    letters = [text[text.index("&") + 1].lower() for text in menus]
    assert len(set(letters)) == len(letters), menus
    keys = [key for action in window.findChildren(QAction) if (key := action.shortcut().toString())]
    assert sorted({key for key in keys if keys.count(key) > 1}) == []


def test_the_edit_menu_names_what_it_will_undo(window: Window, desk):
    assert "29 November 2020" in window.menus.undo.text()
    assert not window.menus.redo.isEnabled()
    window.undo()
    assert window.menus.redo.isEnabled()
    assert "29 November 2020" in window.menus.redo.text()


def test_the_day_in_the_header_drives_every_tab(window: Window, desk):
    desk.days.move_to(date(2020, 6, 10))
    facts = figures(desk.store.sheets.facts(Scope(), date(2020, 6, 10)))
    assert window.situation.tiles["cumulative"].value.text() == str(facts["cases"]["cumulative"])
    assert "10 Juni 2020" in window.header.day.text()
    assert window.header.past.isVisible()
    window.turn_to("cases")
    assert not window.cases.buttons["Kasus baru…"].isEnabled()


def test_figures_lead_to_their_rows(window: Window):
    window.situation.tiles["active"].clicked.emit()
    assert window.cases.isVisible()
    assert len(window.cases.list.shown_ids()) == 71


def test_data_is_never_read_as_markup(window: Window, desk, qtbot, tmp_path):
    """A name with an image in it stays text: rich text would load the file."""
    evil = f'<img src="file://{tmp_path}/x.png"><b>Budi</b>'
    with desk.store.operation("rename", "x"):
        person = desk.store.people.stored()[desk.store.cases.rows(desk.days.day)[0].employee]
        desk.store.people.put_employees([{**person, "name": evil}])
    for n in range(window.tabs.count()):
        window.tabs.setCurrentIndex(n)
    from PySide6.QtCore import Qt

    rich = [
        label.text()
        for label in window.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText and "<" in label.text()
    ]
    assert rich == []


def test_where_there_is_no_room_the_last_buttons_say_their_words_as_a_tip(qtbot, dressed):
    owner = QWidget()
    qtbot.addWidget(owner)
    row, _made = button_row(owner, [Action(word, word, list, "add") for word in ("Pertama", "Kedua…")])
    owner.setLayout(row)
    first, last = row.tools
    whole = row.sizeHint()
    owner.resize(whole)
    owner.show()
    assert not first.brief and not last.brief
    owner.resize(whole.width() - 1, whole.height())
    assert not first.brief and last.brief and last.toolTip()
    assert row.sizeHint() == whole  # what it would like does not depend on what it got
    owner.resize(row.minimumSize())
    assert first.brief and last.geometry().right() <= owner.width()
    owner.resize(whole)
    assert not first.brief and not last.brief


def test_f1_tells_the_tab_in_front_with_the_actions_that_exist(window: Window):
    window.turn_to("cases")
    window.show_help()
    told = window.help.text.toPlainText()
    for action in window.cases.actions():
        assert action.tip in told
    assert "Ctrl+N" in told and "Alt+Left" in told and str(window.desk.store.path) in told
    assert "Belum dilaporkan" in told and "Merah" in told
    window.help.text.anchorClicked.emit(QUrl("tab:risk_map"))
    assert window.risk_map.isVisible()
    assert window.help.text.toPlainText().startswith("Peta Risiko")


def test_the_help_reads_nothing_from_outside(window: Window, tmp_path):
    window.show_help()
    outside = tmp_path / "x.html"
    outside.write_text("rahasia")
    for name in (QUrl.fromLocalFile(str(outside)), QUrl("http://127.0.0.1:9/x.png")):
        assert window.help.text.loadResource(2, name) is None
    assert not window.help.text.loadResource(2, QUrl("zone:MERAH")).isNull()


def test_tab_goes_through_the_cases_as_they_stand(window: Window, qapp):
    """Search, the buttons from left to right, the views; and everything that is reached has a name."""
    window.turn_to("cases")
    window.cases.list.view.selectRow(0)
    qapp.processEvents()
    went, here = list[QWidget](), window.tabs.tabBar()
    while (here := here.nextInFocusChain()) is not window.tabs.tabBar():
        if here.isVisibleTo(window.cases) and here.focusPolicy() & Qt.FocusPolicy.TabFocus:
            went.append(here)
    tools = window.cases.findChildren(Tool)
    at = went.index(window.cases.search)
    assert [went[at + n].text() for n in range(1, 3)] == [tools[0].text(), tools[1].text()]
    assert went.index(window.cases.view_list) > at + 2
    fields = [w for w in went if isinstance(w, QLineEdit | QAbstractItemView)]
    own = [w for w in fields if not isinstance(w.parent(), QComboBox | QAbstractSpinBox)]
    assert [type(w).__name__ for w in own if not w.accessibleName()] == []
