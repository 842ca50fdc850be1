"""Call trees without circles, messages with the figures of a day, and sendings that stay."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from cmt_desk import i18n
from cmt_desk.domain.communication import CallContact, Channel
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.sheets import Scope
from cmt_desk.operations.attendance import record_attendance
from cmt_desk.operations.communication import (
    PLACES,
    figures,
    fill,
    record_sending,
    remove_contact,
    save_contact,
    save_template,
)
from cmt_desk.operations.sheets import day_sheet
from cmt_desk.store import Store

NOW = datetime(2020, 12, 2, 16, 0)


def test_a_call_tree_takes_no_circle_and_closes_the_gap_of_who_leaves(store: Store):
    top = save_contact(store, CallContact("", "Ketua"))
    middle = save_contact(store, CallContact("", "Deputi", caller=top))
    last = save_contact(store, CallContact("", "Kepala", caller=middle))
    with pytest.raises(Refused):
        save_contact(store, CallContact(top, "Ketua", caller=last))
    remove_contact(store, middle)
    assert {c.name: c.caller for c in store.communication.contacts("")} == {"Ketua": "", "Kepala": top}


def test_messages_carry_the_published_figures_in_either_language(demo: Store):
    template = demo.communication.templates()[0]
    text = fill(demo, template.text_id, NOW.date())
    assert "{" not in text and "merah 24, oranye 99" in text and "kumulatif 282" in text
    with i18n.speaking("en"):
        assert "Wednesday, 2 December 2020" in fill(demo, template.text_en, NOW.date())
    assert figures(demo, NOW.date()).keys() == set(PLACES)


def test_a_message_counts_who_came_as_the_sheet_does(demo: Store):
    """A list of attendance stands for the roster of its office, in both."""
    day, planned = NOW.date(), figures(demo, NOW.date())["wao"]
    office = next(o for o in demo.sheets.facts(Scope(), day).offices if (o.in_office or 0) > 3)
    people = [p.number for p in demo.people.of_branch(office.branch.code)]
    record_attendance(demo, office.branch.code, day, people[:3], on=day)
    told = figures(demo, day)["wao"]
    assert told != planned and told == i18n.number(day_sheet(demo, Scope(), day).crew.wao)


def test_an_unknown_placeholder_is_named_and_the_template_not_saved(store: Store):
    template = store.communication.templates()[0]
    with pytest.raises(Refused, match="zona_merah"):
        save_template(store, replace(template, text_id="{zona_merah}"))
    assert store.communication.templates()[0] == template


def test_a_desk_made_before_there_were_templates_has_those_of_a_new_one(store: Store):
    new = store.communication.templates()
    with store.operation("older", "a desk made before"):
        store.db.table("message_template").delete_where()
    assert store.communication.templates() == new
    changed = replace(new[0], title_id="Kabar pagi")
    save_template(store, changed)
    assert store.communication.templates() == [changed, *new[1:]]


def test_what_was_sent_is_known_from_its_day_on(store: Store):
    record_sending(store, Channel.PHONE, "Kanwil", "Rapat", at=NOW, now=NOW)
    assert [s.recipients for s in store.communication.sendings(NOW.date())] == ["Kanwil"]
    assert store.communication.sendings(NOW.date() - timedelta(days=1)) == []
    for recipients, text, at in (("", "x", NOW), ("x", " ", NOW), ("x", "x", NOW + timedelta(minutes=1))):
        with pytest.raises(Refused):
            record_sending(store, Channel.PHONE, recipients, text, at=at, now=NOW)
