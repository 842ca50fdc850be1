"""Traps of the libraries, measured once and watched since."""

import sys

from PySide6.QtWidgets import QTableWidget, QTableWidgetItem, QWidget


def test_void_qt_calls_do_not_use_up_none(qapp):
    """PySide6 6.12.0 dropped one reference to None at each void call and aborted on Python 3.11."""
    widget = QWidget()
    before = sys.getrefcount(None)
    for n in range(1000):
        widget.setToolTip(str(n))
    assert sys.getrefcount(None) > before - 100


def test_filling_one_table_does_not_abort(qapp):
    table = QTableWidget(123, 8)
    for row in range(123):
        for column in range(8):
            table.setItem(row, column, QTableWidgetItem(f"{row}/{column}"))
    assert table.item(122, 7).text() == "122/7"


def test_pyqtgraph_and_spreadsheets_wait_until_they_are_needed():
    """The window must not pay at start for numpy, nor for the commands it is not."""
    import subprocess

    heavy = "numpy pyqtgraph python_calamine holidays jinja2 cmt_desk.cli.commands"
    opening = "import sys, cmt_desk.ui.window; from cmt_desk.app import is_command; is_command(['x.desk'])"
    program = f"{opening}; print([m for m in '{heavy}'.split() if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
