"""A filter that is filled anew without losing what was chosen."""

from collections.abc import Iterable

from PySide6.QtWidgets import QComboBox


def offer(box: QComboBox, everything: str, choices: Iterable[tuple[str, str]]) -> None:
    """`choices`: values with their names; "" stands for everything."""
    chosen = box.currentData()
    box.clear()
    box.addItem(everything, "")
    for value, name in choices:
        box.addItem(name, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
