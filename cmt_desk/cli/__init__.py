"""The same operations without a window: each prints what it did, or one sentence and exits with 2 or 3."""

from cmt_desk.cli.commands import COMMANDS, main

__all__ = ["COMMANDS", "main"]
