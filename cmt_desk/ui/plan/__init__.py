"""BC Plan: its level, the register of decisions with their signatures, and who may decide."""

from cmt_desk.ui.plan.page import PlanPage
from cmt_desk.ui.plan.people import PeoplePage

__all__ = ["PeoplePage", "PlanPage"]
