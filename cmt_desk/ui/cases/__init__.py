"""Kasus: who is ill, since when, and what may come next."""

from cmt_desk.ui.cases.tab import CasesTab

__all__ = ["CasesTab"]
