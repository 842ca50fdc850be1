"""Pieces every tab uses: tables from records, figure tiles, the banner, empty states."""

from cmt_desk.ui.widgets.form import Form
from cmt_desk.ui.widgets.pieces import (
    Card,
    EmptyState,
    FigureTile,
    OneLine,
    button,
    close_button,
    faint,
    heading,
    plain_label,
    refusal_line,
    save_or_cancel,
    told,
)
from cmt_desk.ui.widgets.table import Column, RecordModel, RecordTable

__all__ = [
    "Card",
    "Column",
    "EmptyState",
    "FigureTile",
    "Form",
    "OneLine",
    "RecordModel",
    "RecordTable",
    "button",
    "close_button",
    "faint",
    "heading",
    "plain_label",
    "refusal_line",
    "save_or_cancel",
    "told",
]
