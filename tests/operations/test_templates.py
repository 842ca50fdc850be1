"""Templates: drafted, activated, retired, reviewed; out as a file and in again."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from cmt_desk.domain.errors import Refused
from cmt_desk.operations.desk import undo
from cmt_desk.operations.protocol_files import as_json, export_protocol, import_protocol
from cmt_desk.operations.protocols import start_run
from cmt_desk.operations.templates import (
    activate,
    discard_draft,
    draft_of,
    new_template,
    retire,
    save_draft,
    still_right,
)
from cmt_desk.store import Store

AT, DAY = datetime(2020, 12, 2, 9, 0), date(2020, 12, 2)


def test_a_draft_becomes_the_version_in_use_and_a_running_copy_keeps_its_own(store: Store):
    before = start_run(store, "PRT-01", AT)
    draft = draft_of(store, "PRT-01")
    assert (draft.version, draft.state) == (2, "DRAFT") and draft_of(store, "PRT-01") == draft
    save_draft(store, replace(draft, title_id="Aktivasi baru", steps=draft.steps[:3]))
    activate(store, "PRT-01", 2, DAY)
    after = start_run(store, "PRT-01", AT)
    sizes = [len(store.protocols.run(id).protocol.steps) for id in (before, after)]
    assert sizes == [8, 3]
    assert [v.state for v in store.protocols.versions("PRT-01")] == ["RETIRED", "ACTIVE"]
    with pytest.raises(Refused):
        save_draft(store, store.protocols.get("PRT-01"))
    undo(store)
    undo(store)
    assert store.protocols.get("PRT-01").version == 1


def test_a_retired_template_and_a_draft_start_no_run(store: Store):
    with pytest.raises(Refused, match="alasan"):
        retire(store, "PRT-02", " ")
    retire(store, "PRT-02", "diganti PRT-01")
    with pytest.raises(Refused, match="dicabut"):
        start_run(store, "PRT-02", AT)
    new_template(store, replace(store.protocols.get("PRT-03"), code="PRT-25"))
    with pytest.raises(Refused, match="konsep"):
        start_run(store, "PRT-25", AT)
    discard_draft(store, "PRT-25", 1)
    assert store.protocols.versions("PRT-25") == []


def test_a_circle_and_an_empty_step_are_refused_by_name(store: Store):
    draft = draft_of(store, "PRT-05")
    first, second, *rest = draft.steps
    with pytest.raises(Refused, match=r"1\. Impor peta.*→ .*2\. Cocokkan|2\. Cocokkan.*→ .*1\. Impor peta"):
        save_draft(store, replace(draft, steps=(replace(first, after=(2,)), second, *rest)))
    with pytest.raises(Refused, match="Langkah 2"):
        save_draft(store, replace(draft, steps=(first, replace(second, text_en=" "), *rest)))
    assert store.protocols.version("PRT-05", 2) == draft


def test_a_review_is_due_until_somebody_says_that_it_is_still_right(store: Store):
    activate(store, "PRT-05", draft_of(store, "PRT-05").version, DAY)
    due = date(2021, 3, 2)  # a quarter later
    assert store.protocols.reviews_due(DAY) == []
    assert [p.code for p in store.protocols.reviews_due(due)] == ["PRT-05"]
    with pytest.raises(Refused):
        still_right(store, "PRT-05", due, due)
    still_right(store, "PRT-05", date(2021, 6, 1), due)
    assert store.protocols.reviews_due(due) == []


def test_a_protocol_travels_as_a_file_and_comes_in_as_a_draft(store: Store, tmp_path: Path):
    file = tmp_path / "p.json"
    for protocol in store.protocols.active():
        export_protocol(protocol, file)
        made = import_protocol(store, file)
        assert made == replace(protocol, version=2, state="DRAFT")
        assert store.protocols.version(protocol.code, 2).steps == protocol.steps
    with pytest.raises(Refused, match="konsep"):
        import_protocol(store, file)  # a draft is waiting already


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda d: d | {"format": "x"}, "bukan protokol"),
        (lambda d: d | {"colour": "red"}, "colour"),
        (lambda d: d | {"steps": "none"}, "steps"),
        (lambda d: d | {"steps": []}, "satu langkah"),
        (lambda d: d | {"owner_role": "NOBODY"}, "NOBODY"),
        (lambda d: d | {"steps": [{**d["steps"][0], "text": {"id": "", "en": "x"}}]}, "Langkah 1"),
        (lambda d: d | {"steps": [{**d["steps"][0], "after": [1, "2"]}]}, "after"),
        (lambda d: d | {"steps": [{**d["steps"][0], "due_hours": "soon"}]}, "due_hours"),
        (lambda d: d | {"steps": [{**s, "after": [2 - n]} for n, s in enumerate(d["steps"][:2])]}, "lingkar"),
        (lambda d: d | {"code": "A/../x"}, "kode protokol"),
        (lambda d: d | {"title": {"id": "\ud800", "en": "x"}}, "JSON"),
        (lambda d: [d], "Berkas"),
    ],
)  # fmt: skip
def test_a_file_that_is_wrong_is_refused_where_it_is_wrong(store: Store, tmp_path: Path, change, told):
    file = tmp_path / "p.json"
    data = json.loads(as_json(store.protocols.get("PRT-05")))
    file.write_text(json.dumps(change(data)), "utf-8")
    with pytest.raises(Refused, match=told):
        import_protocol(store, file)
    assert len(store.protocols.versions("PRT-05")) == 1


def test_a_file_that_is_no_json_is_refused(store: Store, tmp_path: Path):
    file = tmp_path / "p.json"
    file.write_bytes(b"PK\x03\x04 not json \xff")
    with pytest.raises(Refused, match="JSON"):
        import_protocol(store, file)
