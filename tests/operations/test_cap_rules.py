"""Cap rules as rows: added, ended, refused with both rules and days named, counted before they are saved."""

from dataclasses import replace
from datetime import date

import pytest

from cmt_desk.domain.caps import NATIONAL, CapRule
from cmt_desk.domain.errors import Refused
from cmt_desk.operations.cap_rules import effect, end_rule, remove_rule, save_rule
from cmt_desk.operations.desk import undo
from cmt_desk.operations.schedule import problem
from cmt_desk.store import Store

SHARES = {"HIJAU": 75, "KUNING": 50, "ORANYE": 25, "MERAH": 10}
SINCE = date(2020, 12, 14)
STRICT = CapRule(
    "NEW",
    "SE 99/2020",
    SINCE,
    date(2020, 12, 31),
    NATIONAL,
    "ZONE",
    30,
    SHARES,
    "Menteri PANRB",
    date(2020, 12, 10),
)


def _cap(store: Store, branch: str = "SBU-01", day: date = SINCE) -> int:
    return problem(store, branch, day, day).caps[day].people


def test_a_new_rule_counts_what_it_would_change_and_then_changes_it(demo: Store):
    before, headcount = _cap(demo), len(demo.people.of_branch("SBU-01"))
    told = effect(demo, STRICT, SINCE)
    assert told.offices == told.of == 123 and told.fewer > 1000 and told.more == 0
    assert _cap(demo) == before
    save_rule(demo, STRICT)
    assert _cap(demo) == headcount * 25 // 100
    assert effect(demo, STRICT, SINCE).offices == 0
    saved = next(r for r in demo.branches.cap_rules() if r.code == "NEW")
    assert saved == STRICT
    undo(demo)
    assert _cap(demo) == before


def test_a_local_rule_brings_its_own_areas(demo: Store):
    local = replace(STRICT, kind="FLAT", shares={"FLAT": 40}, scope="medan")
    told = effect(demo, replace(local, scope="MEDAN"), SINCE, {"KOTAMEDAN"})
    assert 1 <= told.offices <= 3
    save_rule(demo, local, {"KOTAMEDAN"})
    assert _cap(demo) == len(demo.people.of_branch("SBU-01")) * 40 // 100
    assert _cap(demo, "DKI-01") == len(demo.people.of_branch("DKI-01")) * 50 // 100
    away = effect(demo, replace(local, scope="MEDAN"), SINCE, {"KOTABANDUNG"})
    assert away.offices > 0 and away.more > 0  # taken off the list, Medan has the national share again
    written = demo.journal.head()
    save_rule(demo, next(rule for rule in demo.branches.cap_rules() if rule.code == local.code))
    assert demo.journal.head() == written  # nothing differs
    save_rule(demo, local, {"KOTAMEDAN", "KOTASEMARANG"})
    assert demo.journal.head() != written


def test_an_overlap_names_both_rules_and_the_days(demo: Store):
    with pytest.raises(Refused) as refused:
        save_rule(demo, replace(STRICT, precedence=10))
    assert all(word in str(refused.value) for word in ("SE 67/2020", "SE 99/2020", "14 Des", "31 Des"))
    assert "NEW" not in {r.code for r in demo.branches.cap_rules()}


def test_a_gap_names_both_rules_and_the_days(demo: Store):
    """DKI's rules follow each other to 25 January 2021; ending one early leaves days that none decides."""
    with pytest.raises(Refused) as refused:
        end_rule(demo, "DKI-TRANSISI-2020-10", date(2021, 1, 5))
    assert all(
        word in str(refused.value) for word in ("Kepgub 1100/2020", "Kepgub 19/2021", "6 Jan", "10 Jan")
    )
    end_rule(demo, "DKI-PSBB-2021-01", date(2021, 1, 20))  # the last one may end: the national rule follows
    with pytest.raises(Refused, match="Pergub 88"):
        remove_rule(demo, "DKI-TRANSISI-2020-10")


@pytest.mark.parametrize(
    "wrong",
    [
        replace(STRICT, number=" "),
        replace(STRICT, issuer=""),
        replace(STRICT, effective_to=date(2020, 12, 1)),
        replace(STRICT, shares={"HIJAU": 75}),
        replace(STRICT, shares={**SHARES, "MERAH": 101}),
        replace(STRICT, kind="FLAT"),
        replace(STRICT, scope="NOWHERE"),
    ],
)
def test_an_incomplete_rule_is_one_sentence(demo: Store, wrong: CapRule):
    before = demo.branches.cap_rules()
    with pytest.raises(Refused) as refused:
        save_rule(demo, wrong)
    assert str(refused.value).endswith(".") and demo.branches.cap_rules() == before


def test_a_list_of_areas_is_checked(demo: Store):
    for scope, areas in (("", {"KOTAMEDAN"}), (NATIONAL, {"KOTAMEDAN"}), ("X", {"ATLANTIS"}), ("X", set())):
        with pytest.raises(Refused):
            save_rule(demo, replace(STRICT, scope=scope), areas)
