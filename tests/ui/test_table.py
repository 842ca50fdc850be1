"""The table of records: what is empty never stands before what is not."""

import pytest
from PySide6.QtCore import Qt

from cmt_desk.ui.widgets import Column, RecordTable


@pytest.mark.parametrize(
    ("way", "shown"),
    [
        (Qt.SortOrder.AscendingOrder, ["1", "2", "3", "", ""]),
        (Qt.SortOrder.DescendingOrder, ["3", "2", "1", "", ""]),
    ],
)
def test_empty_values_come_last_in_either_direction(qtbot, way: Qt.SortOrder, shown: list[str]) -> None:
    table = RecordTable([Column("n", lambda record: record[1])], key=lambda record: record[0])
    qtbot.addWidget(table)
    table.show_records(list(enumerate((3, None, 1, None, 2))))
    table.sortByColumn(0, way)
    assert [table.model().index(row, 0).data() for row in range(5)] == shown
