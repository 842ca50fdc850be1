"""What needs a decision: the queue, and the page of the ripple.

Shared like printing: the window opens the page, the situation shows the queue; neither knows another tab.
"""

from cmt_desk.ui.proposals.queue import DecisionQueue

__all__ = ["DecisionQueue"]
