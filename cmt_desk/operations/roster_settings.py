"""How rosters are made: the institution's choice, and an office's own where it has one."""

from collections.abc import Mapping
from typing import Any

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.roster_settings import Apart, Cohorts, RosterSettings, Runs, Waves
from cmt_desk.i18n import _
from cmt_desk.store import Store
from cmt_desk.store.arrangements import INSTITUTION

LONGEST = 31  # days of a run or a rest


def settings_of(stored: Mapping[str, Mapping[str, Any]], branch: str | None = None) -> RosterSettings:
    """Of an office; the institution's where it has none of its own; the program's where nobody chose."""
    row = stored.get(branch or INSTITUTION) or stored.get(INSTITUTION)
    if row is None:
        return RosterSettings()
    return RosterSettings(
        cohorts=Cohorts(row["cohorts"]),
        apart=Apart(row["apart"]),
        runs=Runs(row["shortest_run"], row["longest_run"], row["rest"], bool(row["whole_weeks"])),
        waves=Waves() if row["waves"] else None,
        presence=row["presence"],
        after_travel=row["after_travel"],
    )


def set_settings(store: Store, branch: str | None, settings: RosterSettings) -> None:
    """For one office, or with None for the institution. Raises Refused for runs nobody could keep."""
    runs = settings.runs
    if runs.longest is not None and runs.longest < runs.shortest:
        raise Refused(_("The longest run cannot be shorter than the shortest."))
    if not 1 <= runs.shortest <= LONGEST or not 0 <= runs.rest <= LONGEST:
        raise Refused(_("Runs and rests are at most {n} days.").format(n=LONGEST))
    if settings.presence is not None and not 0 <= settings.presence <= 100:
        raise Refused(_("A share is from 0 to 100 percent, not {share}.").format(share=settings.presence))
    if settings.apart is Apart.WAVE and settings.waves is None:
        raise Refused(_("Cohorts kept apart by start wave need start waves; choose them too."))
    office = _office(store, branch)
    with store.operation("set_roster_settings", _("Roster settings: {office}").format(office=office)):
        store.arrangements.put_settings(
            branch,
            {
                "cohorts": settings.cohorts.value,
                "apart": settings.apart.value,
                "shortest_run": runs.shortest,
                "longest_run": runs.longest,
                "rest": runs.rest,
                "whole_weeks": int(runs.whole_weeks),
                "waves": int(settings.waves is not None),
                "presence": settings.presence,
                "after_travel": settings.after_travel,
            },
        )


def follow_institution(store: Store, branch: str) -> None:
    """The office no longer has settings of its own."""
    if branch not in store.arrangements.settings():
        return
    office = _office(store, branch)
    with store.operation(
        "follow_institution", _("Institution's roster settings: {office}").format(office=office)
    ):
        store.arrangements.remove_settings(branch)


def _office(store: Store, branch: str | None) -> str:
    if branch is None:
        return store.settings.institution
    office = store.branches.by_code().get(branch)
    if office is None:
        raise Refused(_("There is no office with the code {code}.").format(code=branch))
    return office.name
