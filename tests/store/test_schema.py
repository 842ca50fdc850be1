"""The schema is the migrations and nothing else. SCHEMA=write in the environment renews db/schema.sql."""

import os
import re
from pathlib import Path

from cmt_desk import store
from cmt_desk.paths import SCHEMA
from cmt_desk.store import Store
from cmt_desk.store.recording import recorded_tables
from cmt_desk.store.schema import expected_schema, live_schema


def test_schema_sql_is_what_the_migrations_make(store: Store):
    if os.environ.get("SCHEMA") == "write":
        SCHEMA.write_text(live_schema(store.db), "utf-8")
    assert live_schema(store.db) == expected_schema()


def test_every_table_is_strict(store: Store):
    loose = [t for t in recorded_tables(store.db) if not store.db.table(t).strict]
    assert loose == []


def test_every_table_has_its_three_triggers(store: Store):
    """Each refuses what is outside an operation and records what is inside; the first one makes them."""
    with store.operation("nothing", "nothing"):
        pass
    found = store.db.execute(
        "SELECT tbl_name, count(*) FROM sqlite_temp_master WHERE type = 'trigger' GROUP BY 1"
    )
    assert dict(found) == dict.fromkeys(recorded_tables(store.db), 3)


def test_insert_into_a_mistyped_table_is_noticed(store: Store):
    """sqlite-utils makes a missing table from a typo; the live schema then differs."""
    with store.operation("typo", "typo"):
        store.db.table("emploiee").insert({"a": 1})
    assert live_schema(store.db) != expected_schema()


def test_a_name_is_read_through_one_door():
    """A query that takes a person's name as it is would hand out a protected one; these have their reason."""
    allowed = {
        "people.py": 4,  # the door itself, the search by a whole name
        "duplicates.py": 1,  # likeness, shown through `Known.shown_name`
    }
    rooms = Path(store.__file__).parent.glob("*.py")
    found = {room.name: len(re.findall(r"\be\.name\b", room.read_text("utf-8"))) for room in rooms}
    assert {name: n for name, n in found.items() if n > allowed.get(name, 0)} == {}
