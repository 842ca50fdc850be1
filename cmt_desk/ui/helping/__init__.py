"""F1: what the tab in front is for, the keys, where the file is, what the colours mean."""

from cmt_desk.ui.helping.window import HelpWindow

__all__ = ["HelpWindow"]
