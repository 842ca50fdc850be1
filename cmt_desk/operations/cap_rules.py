"""Cap rules as rows: adding, editing, ending and removing one, and how much a change would change."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.cap_sets import Flaw, flaws, missing_shares
from cmt_desk.domain.caps import FLAT, NATIONAL, CapRule, office_cap, rule_in_force
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.schedule import days_between
from cmt_desk.i18n import _, short_date
from cmt_desk.records import record
from cmt_desk.store import Store
from cmt_desk.store.seed import read_seed

LOCAL_PRECEDENCE, NATIONAL_PRECEDENCE = 20, 10  # a local rule replaces the national one
LOOK_AHEAD = timedelta(days=27)  # four weeks, as long as a roster


@record
class Effect:
    """How many offices get another cap over four weeks, and by how many places on their worst day."""

    offices: int
    of: int
    fewer: int  # places less, summed over the offices, each on its worst day
    more: int


@record
class CapPreset:
    """A rule of 2020 to 2022 to begin from; its dates and areas are the user's."""

    rule: CapRule
    label_id: str
    label_en: str


def cap_presets() -> list[CapPreset]:
    """Every rule of `cap_preset.csv`; a PPKM level has one each, for levels are not in the desk."""
    found: list[CapPreset] = []
    for row in read_seed("cap_preset"):
        shares = {key: int(row[key]) for key in (*Zone, FLAT) if row[key]}
        dated = date.fromisoformat(row["dated"]) if row["dated"] else None
        rule = CapRule(
            row["code"], row["number"], dated or date.min, None, NATIONAL, row["kind"], NATIONAL_PRECEDENCE,
            shares, row["issuer"], dated, source=row["source"],
        )  # fmt: skip
        found.append(CapPreset(rule, row["label_id"], row["label_en"]))
    return found


def save_rule(store: Store, rule: CapRule, areas: Collection[str] | None = None) -> None:
    """Add a rule, or change the one with its code; `areas` makes or changes the list of its scope.

    Raises Refused for a rule that is not complete, and where the set would have a day with two rules or
    with none: then both rules and the days are named, and nothing is written.
    """
    known = {r.code: r for r in store.branches.cap_rules()}
    rule = _complete(store, rule, areas)
    if new := _new_flaws(known.values(), [*(r for c, r in known.items() if c != rule.code), rule]):
        raise Refused(flaw_text(new[0]))
    if known.get(rule.code) == rule and areas is None:
        return
    told = _("Change cap rule {number}") if rule.code in known else _("Add cap rule {number}")
    with store.operation("save_cap_rule", told.format(number=rule.number)):
        if areas is not None:
            store.branches.put_scope(rule.scope, areas)
        store.branches.put_cap_rule(rule)


def end_rule(store: Store, code: str, last: date) -> None:
    """The rule holds until this day, the last one included. Raises Refused as `save_rule` does."""
    rule = _known(store, code)
    if last < rule.effective_from:
        raise Refused(_("{number} begins on {day}; it cannot end before.").format(
            number=rule.number, day=short_date(rule.effective_from)))  # fmt: skip
    save_rule(store, replace(rule, effective_to=last))


def remove_rule(store: Store, code: str) -> None:
    """Take a rule out, as one that was entered by mistake; undo brings it back."""
    rule = _known(store, code)
    before = store.branches.cap_rules()
    if new := _new_flaws(before, [r for r in before if r.code != code]):
        raise Refused(flaw_text(new[0]))
    with store.operation("remove_cap_rule", _("Remove cap rule {number}").format(number=rule.number)):
        store.branches.remove_cap_rule(code)


def effect(store: Store, rule: CapRule, since: date, areas: Collection[str] | None = None) -> Effect:
    """What saving this rule would change in the caps of four weeks from a day on. Writes nothing."""
    before = store.branches.cap_rules()
    after = [*(r for r in before if r.code != rule.code), rule]
    scopes, history = store.branches.scopes(), store.branches.history()
    staffed = store.people.headcounts(since)
    days = days_between(since, since + LOOK_AHEAD)
    changed, fewer, more = 0, 0, 0
    for branch in store.branches.all():
        if branch.code not in staffed:
            continue
        own = scopes.get(branch.area, set[str]())
        new = own if areas is None else own - {rule.scope}
        if areas is not None and branch.area in areas:
            new = new | {rule.scope}
        steps = [
            office_cap(staffed[branch.code], zone, rule_in_force(after, new, day)).people
            - office_cap(staffed[branch.code], zone, rule_in_force(before, own, day)).people
            for day in days
            for zone in (history.zone(branch.area, day),)
        ]
        changed += any(steps)
        fewer += -min(0, *steps)
        more += max(0, *steps)
    return Effect(changed, len(staffed), fewer, more)


def flaw_text(flaw: Flaw) -> str:
    """Both rules, the days, and what to do."""
    told = {
        "OVERLAP": _(
            "{earlier} and {later} would both hold from {first} to {last}."
            " End one of them before the other begins."
        ),
        "GAP": _(
            "Between {earlier} and {later} no rule would hold from {first} to {last}."
            " Let one of them hold on those days too."
        ),
    }
    return told[flaw.kind].format(
        earlier=flaw.earlier.number,
        later=flaw.later.number,
        first=short_date(flaw.first),
        last=short_date(flaw.last) if flaw.last < date.max else _("further notice"),
    )


def _complete(store: Store, rule: CapRule, areas: Collection[str] | None) -> CapRule:
    """The rule as it is stored. Raises Refused, saying which part is missing or wrong."""
    rule = replace(
        rule, number=rule.number.strip(), issuer=rule.issuer.strip(), scope=rule.scope.strip().upper()
    )
    if not rule.number or not rule.issuer:
        raise Refused(_("A cap rule needs its number and who issued it."))
    if rule.effective_to and rule.effective_to < rule.effective_from:
        raise Refused(_("The last day cannot be before the first."))
    if missing := missing_shares(rule):
        raise Refused(_("{number} needs a share for each zone; {zone} is missing.").format(
            number=rule.number, zone=missing[0].lower()))  # fmt: skip
    if wrong := [share for share in rule.shares.values() if not 0 <= share <= 100]:
        raise Refused(_("A share is from 0 to 100 percent, not {share}.").format(share=wrong[0]))
    if areas is None and rule.scope not in _scopes(store):
        raise Refused(_("There is no area list called {scope}; choose its areas.").format(scope=rule.scope))
    if areas is not None:
        if not areas or rule.scope in ("", NATIONAL):
            raise Refused(_("A local rule needs the name of its area list and at least one area."))
        if unknown := sorted(set(areas) - set(store.branches.areas())):
            raise Refused(_("{area} is not an area of this desk.").format(area=unknown[0]))
    return rule


def _scopes(store: Store) -> set[str]:
    return {NATIONAL}.union(*store.branches.scopes().values())


def _known(store: Store, code: str) -> CapRule:
    found = next((r for r in store.branches.cap_rules() if r.code == code), None)
    if found is None:
        raise Refused(_("There is no cap rule with the code {code}.").format(code=code))
    return found


def _new_flaws(before: Collection[CapRule], after: Sequence[CapRule]) -> list[Flaw]:
    """Flaws that were not there: an old one does not keep anybody from mending another rule."""
    old = {(f.kind, f.earlier.code, f.later.code, f.first, f.last) for f in flaws(before)}
    return [f for f in flaws(after) if (f.kind, f.earlier.code, f.later.code, f.first, f.last) not in old]
