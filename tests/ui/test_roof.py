"""The roof: which desk opens, what a file's trouble says, language and theme rebuild the window."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from cmt_desk import i18n
from cmt_desk.roof import Roof
from cmt_desk.store import Store
from cmt_desk.store.driver import DatabaseError
from cmt_desk.ui.preferences import Preferences
from cmt_desk.ui.welcome import Welcome
from cmt_desk.ui.window import Window
from tests.damage import overwrite_first_page


@pytest.fixture
def roof(qapp, dressed, qtbot, monkeypatch, tmp_path: Path):
    """A laptop without preferences; what the roof shows is closed with the test."""
    monkeypatch.setattr("cmt_desk.ui.preferences.preferences_folder", lambda: tmp_path / "preferences")
    made = Roof(qapp, Preferences(theme="light"))
    yield made
    if made.shown is not None:
        made.shown.close()
        made.shown.deleteLater()
    if made.store is not None:
        made.store.close()
    qapp.removeTranslator(made._words)


def test_a_new_user_is_welcomed_and_a_desk_opens_again_the_next_day(roof: Roof, demo_copy: Path):
    roof.start()
    assert isinstance(roof.shown, Welcome)
    roof.open(demo_copy)
    assert isinstance(roof.shown, Window)
    assert roof.preferences.last_desk == str(demo_copy)
    roof.preferences.save()
    assert Preferences.load().recent == [str(demo_copy)]


def test_enter_makes_the_demo_and_half_a_demo_is_never_opened(
    roof: Roof, demo_file: Path, tmp_path: Path, monkeypatch, qtbot
):
    """Who lost patience the last time finds a whole one; meanwhile the welcome says what takes so long."""
    said: list[str] = []

    def made(path: Path) -> Store:
        assert isinstance(roof.shown, Welcome)
        said.append(roof.shown.banner.text.text())
        return Store.open(Path(shutil.copy(demo_file, path)))

    (tmp_path / "CMT-Desk-Demo.part").write_bytes(b"half")
    monkeypatch.setattr("cmt_desk.paths.documents", lambda: tmp_path)
    monkeypatch.setattr("cmt_desk.operations.demo.create_demo", made)
    roof.start()
    assert isinstance(roof.shown, Welcome)
    main = next(b for b in roof.shown.findChildren(QPushButton) if b.property("primary"))
    qtbot.keyClick(main, Qt.Key.Key_Return)
    assert isinstance(roof.shown, Window)
    assert [file.name for file in tmp_path.glob("CMT*")] == ["CMT-Desk-Demo.desk"]
    assert said == ["Menyiapkan meja demo: beberapa detik…"]


def test_a_desk_open_elsewhere_is_refused_in_one_sentence(roof: Roof, demo_copy: Path):
    """A second start on the same desk."""
    with Store.open(demo_copy):
        roof.start(demo_copy)
        assert isinstance(roof.shown, Welcome)
        assert roof.shown.banner.isVisible()
        assert "demo.desk" in roof.shown.banner.text.text()


def test_a_damaged_desk_leaves_the_open_one_open(roof: Roof, demo_copy: Path, tmp_path: Path):
    roof.open(demo_copy)
    wrong = tmp_path / "rusak.desk"
    wrong.write_bytes(b"bukan meja" * 100)
    first = roof.store
    roof.open(wrong)
    assert roof.store is first
    assert isinstance(roof.shown, Window)
    assert "rusak.desk" in roof.shown.banner.text.text()


def test_a_desk_too_damaged_for_a_window_is_said_on_the_welcome(roof: Roof, demo_copy: Path):
    """The file opens; what the window asks first cannot be read. The next start must not meet it again."""
    overwrite_first_page(demo_copy, "setting")
    roof.start(demo_copy)
    assert isinstance(roof.shown, Welcome)
    assert "demo.desk rusak" in roof.shown.banner.text.text()
    assert roof.store is None and not roof.preferences.last_desk


def test_damage_that_a_screen_meets_later_is_no_bug_of_ours(roof: Roof, demo_copy: Path):
    roof.open(demo_copy)
    assert roof.says_trouble(DatabaseError("database disk image is malformed"))
    assert isinstance(roof.shown, Window)
    assert "demo.desk rusak" in roof.shown.banner.text.text()
    assert not roof.says_trouble(DatabaseError("no such table: x"))
    assert not roof.says_trouble(FileNotFoundError("icon.svg"))


def test_a_read_only_desk_opens_and_says_so(roof: Roof, demo_copy: Path):
    demo_copy.chmod(0o444)
    roof.open(demo_copy)
    assert isinstance(roof.shown, Window)
    assert roof.shown.banner.isVisible()
    assert not roof.shown.menus.undo.isEnabled()


def test_language_and_day_survive_the_switch(roof: Roof, demo_copy: Path):
    from datetime import date

    roof.open(demo_copy)
    assert isinstance(roof.shown, Window)
    roof.shown.desk.days.move_to(date(2020, 11, 30))
    roof.shown.tabs.setCurrentIndex(3)
    roof.answer("language", "en")
    assert isinstance(roof.shown, Window)
    assert roof.shown.tabs.tabText(3) == "Schedule"
    assert (roof.shown.desk.days.day, roof.shown.tabs.currentIndex()) == (date(2020, 11, 30), 3)
    roof.answer("language", "id")
    assert roof.shown.tabs.tabText(3) == "Jadwal"
    i18n.use("id")


def test_damaged_preferences_are_forgotten(tmp_path: Path):
    file = tmp_path / "preferences.json"
    for content in ("", "{", "[]", '{"language": 3, "x": 1}'):
        file.write_text(content)
        assert Preferences.load(file).theme == "system"
    file.write_text('{"recent": null, "language": 3, "theme": "dark", "copies": {"a": "x", "b": 7}}')
    kept = Preferences.load(file)
    assert (kept.theme, kept.language, kept.recent) == ("dark", "id", [])  # what is whole stays
    assert kept.last_copy("a") is kept.last_copy("b") is kept.last_copy("c") is None
