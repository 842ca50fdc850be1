"""The same operations without a window: each prints what it did, or one sentence and exits with 2 or 3.

The names alone are here: whoever opens the window only asks whether a command is meant, and importing what
the commands need would take half as long again as importing the window.
"""

from collections.abc import Sequence

COMMANDS = (
    "new demo import figures plan replan publish roster why drill cohorts pin absence waive wfh-full"
    " cap-number decide mandate run protocol code functions disrupt restore reading loss attendance"
    " proposals accept decline what-if sheet sheets papers shots journal undo redo verify tour"
).split()


def main(arguments: Sequence[str]) -> int:
    """Run one command; 0 done, 1 not sound (verify), 2 refused, 3 trouble with a file."""
    from cmt_desk.cli.commands import run

    return run(arguments)
