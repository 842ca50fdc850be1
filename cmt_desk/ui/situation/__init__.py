"""Situasi: the state of the day at one glance."""

from cmt_desk.ui.situation.tab import SituationTab

__all__ = ["SituationTab"]
