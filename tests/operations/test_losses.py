"""The register of losses on a real desk: who says so, versions, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.losses import Loss, LossKind, LossStatus
from cmt_desk.operations.desk import undo
from cmt_desk.operations.losses import (
    close_loss,
    correct_loss,
    loss_limits,
    record_loss,
    set_loss_limits,
    verify_loss,
    withdraw_loss,
)
from cmt_desk.store import Store
from cmt_desk.store.driver import Database
from cmt_desk.store.verify import verify

DAY = date(2020, 12, 2)
COST = Loss("", DAY, DAY, DAY, LossKind.FINANCIAL, "COST", "Masker", 900, low=800, high=1000, expected=300)


def total(store: Store, on: date = DAY) -> tuple[int, int]:
    found = store.losses.sums(on)[LossKind.FINANCIAL]
    return found.actual, found.unverified


def test_a_loss_is_recorded_verified_by_another_and_closed(store: Store):
    store.actor = "Sari"
    key = record_loss(store, COST, today=DAY)
    assert total(store) == (900, 900)
    assert store.losses.sums(DAY, {store.branches.all()[0].code})[LossKind.FINANCIAL].actual == 0
    with pytest.raises(Refused, match="Sari"):
        verify_loss(store, key, "sari", today=DAY)
    with pytest.raises(Refused):
        close_loss(store, key, "Budi", "dibayar", today=DAY)
    verify_loss(store, key, "Budi", today=DAY + timedelta(days=1))
    assert total(store) == (900, 900)
    assert total(store, DAY + timedelta(days=1)) == (900, 0)
    close_loss(store, key, "Budi", "dibebankan", today=DAY + timedelta(days=2))
    loss = store.losses.get(key)
    assert loss and [(s.step, s.name) for s in loss.steps] == [
        (LossStatus.VERIFIED, "Budi"), (LossStatus.CLOSED, "Budi"),
    ]  # fmt: skip
    for attempt in (
        lambda: verify_loss(store, key, "Budi", today=DAY),
        lambda: withdraw_loss(store, key, "Budi", "x", today=DAY),
        lambda: correct_loss(store, key, COST, "x", today=DAY),
    ):
        with pytest.raises(Refused):
            attempt()
    undo(store)
    undo(store)
    undo(store)
    assert total(store) == (0, 0)
    assert all(finding.sound for finding in verify(store))


def test_a_correction_is_a_new_version_to_be_verified_anew_and_yesterday_stays_as_it_was(store: Store):
    store.actor = "Sari"
    key = record_loss(store, COST, today=DAY)
    verify_loss(store, key, "Budi", today=DAY)
    later = DAY + timedelta(days=3)
    new = correct_loss(store, key, replace(COST, amount=950, known=later), "kuitansi datang", today=later)
    assert total(store, later) == (950, 950)
    assert total(store, later - timedelta(days=1)) == (900, 0)
    assert [x.id for x in store.losses.all(later) if x.stands(later)] == [new]
    with pytest.raises(Refused):
        correct_loss(store, key, COST, "lagi", today=later)
    with pytest.raises(Refused):
        correct_loss(store, new, COST, " ", today=later)
    withdraw_loss(store, new, "Budi", "tercatat dua kali", today=later)
    assert total(store, later) == (0, 0)
    assert len(store.losses.all(later)) == 2


def test_no_row_is_rewritten_even_inside_an_operation(store: Store):
    key = record_loss(store, COST, today=DAY)
    db: Database = store.db
    with pytest.raises(Exception, match="new version"), store.operation("cheat", "cheat"):
        db.execute("UPDATE loss SET amount = 1 WHERE id = ?", [key])


@pytest.mark.parametrize(
    "change",
    [
        {"occurred": DAY + timedelta(days=1)},
        {"known": DAY + timedelta(days=1)},
        {"known": DAY - timedelta(days=1)},
        {"text": "  "},
        {"sub": "HOAX"},
        {"amount": 0},
        {"amount": 10**15, "high": None},
        {"low": 901},
        {"high": 899},
        {"recovered": 901},
        {"expected": -1},
        {"branch": "NOWHERE"},
        {"function": "NOTHING"},
        {"kind": LossKind.REPUTATION, "sub": "HOAX", "amount": 6, "low": None, "high": None, "expected": 0},
        {"kind": LossKind.LIFE, "sub": "DEATH", "amount": 1},  # with a range and an expected part
    ],
)
def test_what_cannot_be_is_refused(store: Store, change: dict):
    before = store.journal.latest(1)[0].id
    with pytest.raises(Refused):
        record_loss(store, replace(COST, **change), today=DAY)
    assert store.journal.latest(1)[0].id == before


def test_limits_are_set_with_a_reason_and_in_their_order(store: Store):
    assert loss_limits(store) == (None, None)
    for attempt in (
        lambda: set_loss_limits(store, 100, 100, "x"),
        lambda: set_loss_limits(store, 100, 200, " "),
        lambda: set_loss_limits(store, -5, 200, "x"),
    ):
        with pytest.raises(Refused):
            attempt()
    set_loss_limits(store, 100, None, "Rapat CMT")
    assert loss_limits(store) == (100, None)
    set_loss_limits(store, None, None, "dicabut")
    assert loss_limits(store) == (None, None)
