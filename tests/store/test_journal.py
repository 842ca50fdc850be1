"""One journal: undo, audit and announcements; nothing can be written beside it."""

import pytest

from cmt_desk.domain.errors import Refused
from cmt_desk.operations.desk import redo, undo
from cmt_desk.store import Operation, Store
from cmt_desk.store.driver import DatabaseError, IntegrityError
from cmt_desk.store.journal import Overtaken
from cmt_desk.store.verify import verify


def put(store: Store, key: str, value: str) -> None:
    with store.operation("put", f"{key} = {value}"):
        store.settings.put(key, value)


def everything(store: Store) -> dict[str, list[tuple]]:
    tables = [t for t in store.db.table_names() if t not in ("operation", "change")]
    return {t: sorted(map(repr, store.db.execute(f"SELECT * FROM {t}"))) for t in tables}


def test_a_write_outside_an_operation_is_refused_by_the_database(demo: Store):
    """Before the first operation, when the desk is only read, and after it, when the triggers are there."""
    before = everything(demo)
    for error, words in ((DatabaseError, "readonly"), (IntegrityError, "outside an operation")):
        for sql in (
            "DELETE FROM branch",
            "UPDATE branch SET name = 'x'",
            "INSERT INTO setting VALUES ('a', 'b')",
            "REPLACE INTO setting VALUES ('institution', 'b')",
        ):
            with pytest.raises(error, match=words):
                demo.db.execute(sql)
        with demo.operation("nothing", "nothing"):
            pass
    assert everything(demo) == before


def test_the_journal_itself_cannot_be_rewritten(store: Store):
    with store.operation("tamper", "tamper"):
        store.settings.put("a", "1")
        for sql in ("UPDATE operation SET label = 'x'", "DELETE FROM change", "DELETE FROM operation"):
            with pytest.raises(DatabaseError, match="never rewritten"):
                store.db.execute(sql)


def test_an_operation_is_undone_and_done_again_exactly(store: Store):
    empty = everything(store)
    put(store, "a", "1")
    one = everything(store)
    put(store, "a", "2")
    two = everything(store)
    undo(store)
    assert everything(store) == one
    undo(store)
    assert everything(store) == empty
    redo(store)
    redo(store)
    assert everything(store) == two
    assert all(finding.sound for finding in verify(store))


def test_a_new_operation_ends_what_could_be_redone(store: Store):
    put(store, "a", "1")
    undo(store)
    put(store, "b", "1")
    with pytest.raises(Refused):
        redo(store)


def test_the_founding_of_a_desk_cannot_be_undone(store: Store):
    with pytest.raises(Refused):
        undo(store)
    assert len(store.branches.all()) == 123


def test_a_rule_that_refuses_leaves_nothing_behind(store: Store):
    before, entries = everything(store), store.journal.entries()
    with pytest.raises(Refused), store.operation("bad", "bad"):
        store.settings.put("a", "1")
        raise Refused("no")
    assert everything(store) == before
    assert store.journal.entries() == entries
    put(store, "a", "1")  # and the door still works


def test_an_operation_inside_an_operation_joins_it(store: Store):
    with store.operation("outer", "outer"):
        store.settings.put("a", "1")
        put(store, "b", "2")
    last = store.journal.entries()[-1]
    assert (last.name, last.rows) == ("outer", 2)
    undo(store)
    assert store.settings.get("a") == store.settings.get("b") == ""


def test_an_operation_that_changed_nothing_leaves_no_entry(store: Store):
    put(store, "a", "1")
    before = len(store.journal.entries())
    put(store, "a", "1")
    assert len(store.journal.entries()) == before


def test_every_operation_is_announced_with_its_tables(store: Store):
    heard: list[Operation] = []
    store.watch(heard.append)
    put(store, "a", "1")
    undo(store)
    assert [(o.name, o.tables) for o in heard] == [
        ("put", frozenset({"setting"})),
        ("undo", frozenset({"setting"})),
    ]


def test_only_changed_columns_are_kept(store: Store):
    put(store, "a", "1")
    put(store, "a", "2")
    history = [c for entry in store.journal.entries()[-2:] for c in store.journal.changes(entry.id)]
    assert [(c.before, c.after) for c in history] == [
        (None, {"key": "a", "value": "1"}),
        ({"value": "1"}, {"value": "2"}),
    ]


def test_a_tampered_row_breaks_the_chain_or_the_comparison(store: Store):
    put(store, "a", "1")
    store.db.execute("DROP TRIGGER temp.setting_update_recorded")
    store.db.execute("UPDATE setting SET value = '9' WHERE key = 'a'")
    assert [f.check for f in verify(store) if not f.sound] == ["TABLES"]
    store.db.execute("DROP TRIGGER change_stays")
    store.db.execute("""UPDATE change SET after = '{"key":"a","value":"9"}' WHERE key = '["a"]'""")
    assert "CHAIN" in [f.check for f in verify(store) if not f.sound]


def test_undo_never_overwrites_what_was_changed_since(store: Store):
    """As another desk's change would, once desks exchange."""
    put(store, "a", "1")
    target = store.journal.undoable()
    assert target
    put(store, "a", "2")
    with pytest.raises(Overtaken), store.operation("undo", "x", undoes=target.id):
        list(store.journal.playing(target.id, back=True))
    assert store.settings.get("a") == "2"


def test_many_rows_are_undone_and_redone_at_once_unless_one_of_them_moved_on(store: Store):
    keys = [f"k{n:03}" for n in range(250)]
    empty = everything(store)
    with store.operation("many", "many"):
        for key in keys:
            store.settings.put(key, f"“{key}”")
    full = everything(store)
    undo(store)
    assert everything(store) == empty
    redo(store)
    assert everything(store) == full
    target = store.journal.undoable()
    assert target
    put(store, keys[100], "2")
    moved = everything(store)
    with pytest.raises(Overtaken) as overtaken, store.operation("undo", "x", undoes=target.id):
        list(store.journal.playing(target.id, back=True))
    assert overtaken.value.args == ("setting", [keys[100]])
    assert everything(store) == moved
