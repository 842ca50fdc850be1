"""The menus, in menu order. Undo and redo carry the operation's name."""

from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMessageBox

from cmt_desk import __version__
from cmt_desk.i18n import LANGUAGES, _, language
from cmt_desk.ui.actions import Action, make_action
from cmt_desk.ui.desk import Desk
from cmt_desk.ui.importing.kinds import kind_names

THEMES: tuple[str, ...] = ("system", "light", "dark")


class Menus:
    """Keeps the two actions whose text follows the journal."""

    def __init__(self, undo: QAction, redo: QAction) -> None:
        self.undo, self.redo = undo, redo

    def name_steps(self, desk: Desk) -> None:
        for action, word, step in (
            (self.undo, _("Undo"), desk.store.journal.undoable()),
            (self.redo, _("Redo"), desk.store.journal.redoable()),
        ):
            action.setText(f"{word}: {step.label}" if step else word)
            action.setEnabled(step is not None and not desk.store.read_only)


def fill_menus(window) -> Menus:
    """File, Edit, View, Help. Everything here is one line."""
    bar = window.menuBar()
    file = bar.addMenu(_("&File"))
    _add(window, file, Action(_("New desk…"), _("Make a new desk"), lambda: window.wants.emit("new", "")))
    _add(window, file, Action(_("Open desk…"), _("Open a desk"), lambda: window.wants.emit("open", ""), "",
                              "Ctrl+O"))  # fmt: skip
    _add(window, file, Action(_("Demo desk"), _("Open the demo: 2 December 2020"),
                              lambda: window.wants.emit("demo", "")))  # fmt: skip
    _add(window, file, Action(_("Save a copy…"), _("Save a checked copy of this desk to put away"),
                              window.save_copy, "copy", "Ctrl+Shift+B"))  # fmt: skip
    file.addSeparator()
    imports = file.addMenu(_("Import"))
    for kind, name in kind_names().items():
        _add(window, imports, Action(f"{name}…", _("Import a CSV or XLSX file"),
                                     lambda k=kind: window.import_kind(k), "import"))  # fmt: skip
    imports.addSeparator()
    _add(window, imports, Action(_("Sheet code…"), _("Type the code of an office sheet"), window.type_code,
                                 "edit", "Ctrl+Shift+K"))  # fmt: skip
    _add(window, imports, Action(_("Reported on paper…"),
                                 _("What came from paper, beside this desk's own records"),
                                 window.show_reports, "list"))  # fmt: skip
    file.addSeparator()
    front = _add(window, file, Action(_("Print…"), _("Print what is in front of you"), window.print_front,
                                      "print", "Ctrl+P"))  # fmt: skip
    file.aboutToShow.connect(
        lambda: front.setText(_("Print: {paper}…").format(paper=window.front_paper().text))
    )
    _add(window, file, Action(_("Papers of the day…"),
                              _("Choose among all papers of the day, and print them at once"),
                              window.print_papers, "sheet", "Ctrl+Shift+L"))  # fmt: skip
    _add(window, file, Action(_("Quit"), _("Close the program"), window.close, "", "Ctrl+Q"))

    edit = bar.addMenu(_("&Edit"))
    undo = _add(
        window, edit, Action(_("Undo"), _("Take back the last operation"), window.undo, "undo", "Ctrl+Z")
    )
    redo = _add(window, edit, Action(_("Redo"), _("Do it again"), window.redo, "redo", "Ctrl+Y"))

    edit.addSeparator()
    _add(window, edit, Action(_("Find…"), _("Find a branch, a case, a protocol or an action"), window.find,
                              "search", "Ctrl+K"))  # fmt: skip
    _add(window, edit, Action(_("Needs a decision…"),
                              _("What follows from the facts: accept, in part or not now"),
                              window.show_proposals, "check", "Ctrl+D"))  # fmt: skip

    _add(window, edit, Action(_("Crisis log…"), _("Write a line into the crisis log"), window.write_log,
                              "edit", "Ctrl+L"))  # fmt: skip

    view = bar.addMenu(_("&View"))
    for n in range(window.tabs.count()):
        name = window.tabs.tabText(n)
        show = Action(name, _("Show {tab}").format(tab=name), partial(window.tabs.setCurrentIndex, n), "",
                      f"Alt+{n + 1}")  # fmt: skip
        _add(window, view, show)
    view.addSeparator()
    _add(window, view, Action(_("Projector mode"),
                              _("The panels of the situation one at a time, large and without names"),
                              lambda: window.go("projector", ""), "screen", "F11"))  # fmt: skip
    view.addSeparator()
    languages = view.addMenu("Bahasa / Language")
    _choice(window, languages, "language", LANGUAGES, language())
    themes = view.addMenu(_("Theme"))
    names: dict[str, str] = dict(zip(THEMES, (_("Like the system"), _("Light"), _("Dark")), strict=True))
    _choice(window, themes, "theme", names, "")

    help_menu = bar.addMenu(_("&Help"))
    _add(window, help_menu, Action(_("Help for this tab…"),
                                   _("What this tab is for, the keys, where the file is, the colours"),
                                   window.show_help, "help", "F1"))  # fmt: skip
    _add(window, help_menu, Action(_("About CMT Desk"), _("Version and licence"), lambda: _about(window)))
    menus = Menus(undo, redo)
    menus.name_steps(window.desk)
    return menus


def _add(window, menu: QMenu, action: Action) -> QAction:
    made = make_action(window, action)
    menu.addAction(made)
    return made


def _choice(window, menu: QMenu, what: str, names: dict[str, str], current: str) -> None:
    group = QActionGroup(menu)
    for value, name in names.items():
        action = QAction(name, menu, checkable=True, checked=value == current)
        action.setStatusTip(name)
        action.triggered.connect(lambda _on, v=value: window.wants.emit(what, v))
        group.addAction(action)
        menu.addAction(action)


def _about(window) -> None:
    box = QMessageBox(window)
    box.setWindowTitle(_("About CMT Desk"))
    box.setTextFormat(box.textFormat().PlainText)
    box.setText(
        _(
            "CMT Desk {version}\nApache-2.0\n\nThe 24 protocols, activation levels and thresholds are"
            " proposals of this program, not texts of the agency."
        ).format(version=__version__)
    )
    box.exec()
