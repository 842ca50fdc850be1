"""The log is written in one line, never rewritten, and shows what was decided elsewhere."""

from datetime import datetime, timedelta

import pytest

from cmt_desk.domain.errors import Refused
from cmt_desk.operations.crisis_log import add_entry, correct_entry, log_lines
from cmt_desk.operations.desk import undo
from cmt_desk.store import Store

NOW = datetime(2020, 12, 2, 16, 0)


def test_a_correction_is_a_new_version_and_the_old_one_stays(store: Store):
    office = store.branches.all()[0]
    first = add_entry(store, f"14.05 telp @{office.name} dua demam", now=NOW)
    second = correct_entry(store, first, f"telp @{office.name} tiga demam", "salah dengar", now=NOW)
    lines = log_lines(store, NOW.date())
    assert [(x.id, x.corrected_by, x.at.hour) for x in lines] == [(first, second, 14), (second, "", 14)]
    with pytest.raises(Refused):
        correct_entry(store, first, "empat", "lagi", now=NOW)
    undo(store)
    assert [x.corrected_by for x in log_lines(store, NOW.date())] == [""]
    assert log_lines(store, NOW.date() - timedelta(days=1)) == []


@pytest.mark.parametrize("line", ["", "telp ", "telp @Atlantis demam", "16.01 rapat"])
def test_a_line_that_says_nothing_is_refused(store: Store, line: str):
    with pytest.raises(Refused):
        add_entry(store, line, now=NOW)


def test_an_entry_is_never_rewritten_even_inside_an_operation(store: Store):
    first = add_entry(store, "rapat", now=NOW)
    with pytest.raises(Exception, match="new version"), store.operation("cheat", "cheat"):
        store.db.execute("UPDATE log_entry SET text = 'lain' WHERE id = ?", [first])


def test_what_was_decided_elsewhere_is_shown_from_its_day_on(demo: Store):
    day = demo.settings.fixed_today
    assert day
    assert "plan" in {line.origin for line in log_lines(demo, day)}
    assert log_lines(demo, day) == sorted(log_lines(demo, day), key=lambda x: (x.at, x.id))
