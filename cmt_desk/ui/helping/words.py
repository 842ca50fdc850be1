"""What each tab is for, what the keys are that no action has, and what the colours say."""

from cmt_desk.i18n import _


def purposes() -> dict[str, str]:
    """By tab. One or two sentences: the question it answers, and where to begin."""
    return {
        "situation": _(
            "The state of the day at one glance. Every figure shows its change since yesterday and leads to"
            " its rows; Needs a decision lists what follows from the facts and waits for you."
        ),
        "risk_map": _(
            "Which office lies in which zone, week by week. Pick an office on the map or in the table to see"
            " its cap, its cases and its open protocols; the bar below turns back the weeks."
        ),
        "cases": _(
            "Who is ill, in isolation or a contact, since when and until when. Views are on the left; the"
            " case in front offers only the steps that may come next."
        ),
        "schedule": _(
            "Who works in the office and who at home, never over the cap of the zone. Plan proposes, you"
            " accept; a click on a cell says why."
        ),
        "protocols": _(
            "What has to be done, by whom and by when: tick the steps of a run as they are done. The BC Plan"
            " and its decisions are here, too."
        ),
        "continuity": _(
            "Whether the critical functions run, the daily figures, supplies, losses, the crisis log and"
            " messages."
        ),
        "sheets": _(
            "The daily status sheet as it will be printed. Issue gives it a number and keeps it unchanged;"
            " a correction becomes version 2."
        ),
    }


def other_keys() -> list[tuple[str, str]]:
    """Keys that belong to no action."""
    return [
        ("Tab", _("from part to part; the arrows move within a part")),
        ("Enter", _("opens what is in front: a row, a figure, a button")),
        ("Ctrl+C", _("copies the rows of a table for a spreadsheet")),
        ("Esc", _("closes a window without keeping what was typed")),
        ("> @ #", _("typed first in Find: only actions, offices or cases")),
    ]


def tones() -> list[tuple[str, str]]:
    """By the token of the colour."""
    return [
        ("warning", _("old, missing or close to its limit: look at it")),
        ("danger", _("urgent: late, over the cap, or worse than yesterday")),
        ("good", _("in order, or better than yesterday")),
        ("faint", _("not known, or nobody reported; never counted as zero")),
    ]


def about_the_file(read_only: bool) -> str:
    if read_only:
        return _("It is open for reading only: nothing you do here changes it.")
    return _(
        "Every change is saved at once and stands in the journal with its author; Undo takes back the last"
        " one, whatever it was. A past day is read-only: go to today to write. Save a copy puts the whole"
        " desk into another file, for a stick or another laptop."
    )
