"""The daily status sheet: preview, print, PDF."""

from cmt_desk.ui.sheets.tab import SheetsTab

__all__ = ["SheetsTab"]
