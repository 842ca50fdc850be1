"""The tab of what keeps the institution going: supplies, the crisis log, communication."""

from cmt_desk.ui.continuity.tab import ContinuityTab

__all__ = ["ContinuityTab"]
