"""Keeping call trees and message templates; filling messages with a day's figures; recording sendings."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from cmt_desk.domain.branches import Zone, count_zones
from cmt_desk.domain.communication import (
    CallContact,
    Channel,
    Sending,
    Template,
    calls_in_circle,
    filled,
    unknown_places,
)
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.sheets import Scope
from cmt_desk.i18n import _, full_date, number
from cmt_desk.store import Store

PLACES = (
    "institution date offices zones_red zones_orange zones_yellow zones_green active in_hospital isolating "
    "recovered deaths cumulative wao plan_level low_stocks"
).split()


def channel_name(channel: Channel) -> str:
    return {
        Channel.PHONE: _("Phone"),
        Channel.WHATSAPP: "WhatsApp",
        Channel.SMS: "SMS",
        Channel.EMAIL: _("E-mail"),
        Channel.LETTER: _("Letter"),
        Channel.MEETING: _("Meeting"),
    }[channel]


def figures(store: Store, day: date) -> Mapping[str, str]:
    """What fills each placeholder on a day, as the sheet counts and the language in force writes it."""
    facts = store.sheets.facts(Scope(), day)
    zones, cases = count_zones(o.zone for o in facts.offices), facts.cases
    plan = store.plans.state(day)
    values: dict[str, int] = {
        "offices": len(facts.offices),
        "zones_red": zones[Zone.RED],
        "zones_orange": zones[Zone.ORANGE],
        "zones_yellow": zones[Zone.YELLOW],
        "zones_green": zones[Zone.GREEN],
        "active": cases.active,
        "in_hospital": cases.hospital,
        "isolating": cases.home + cases.facility,
        "recovered": cases.recovered,
        "deaths": cases.deaths,
        "cumulative": cases.cumulative,
        "wao": sum(there.wao for there in store.attendance.on(day).values()),
        "low_stocks": len(store.supplies.low(day)),
    }
    texts = {"institution": facts.institution, "date": full_date(day)}
    texts["plan_level"] = number(plan.level) if plan else "–"
    return texts | {name: number(value) for name, value in values.items()}


def fill(store: Store, text: str, day: date) -> str:
    """A message with its figures. Raises Refused naming the placeholders that nothing fills."""
    check_places(text)
    return filled(text, figures(store, day))


def check_places(text: str) -> None:
    if unknown := unknown_places(text, PLACES):
        raise Refused(
            _("Nothing fills {places}; these can be used: {known}.").format(
                places=", ".join(f"{{{name}}}" for name in unknown),
                known=", ".join(f"{{{name}}}" for name in PLACES),
            )
        )


def save_template(store: Store, template: Template) -> str:
    """Add a template (empty code) or change one; returns its code.

    Raises Refused without a title or a text in both languages, or with a placeholder that nothing fills.
    """
    if not all(
        part.strip() for part in (template.title_id, template.title_en, template.text_id, template.text_en)
    ):
        raise Refused(_("Title and text are needed in both languages."))
    check_places(template.text_id)
    check_places(template.text_en)
    if not template.code:
        last = max((t.position for t in store.communication.templates()), default=0)
        template = replace(template, code=store.new_id(), position=last + 1)
    label = _("Message template: {title}").format(title=template.title_id)
    with store.operation("save_template", label):
        store.communication.put_template(template)
    return template.code


def save_contact(store: Store, contact: CallContact) -> str:
    """Add a person to a call tree (empty id) or change one; returns the key.

    Raises Refused without a name, or where somebody would be called by a person they call themselves.
    """
    contact = replace(contact, name=contact.name.strip(), id=contact.id or store.new_id())
    if not contact.name:
        raise Refused(_("The name is empty."))
    others = [c for c in store.communication.contacts(contact.branch) if c.id != contact.id]
    if contact.caller and contact.caller not in {c.id for c in others}:
        raise Refused(_("Who calls must be in the same call tree."))
    if calls_in_circle([*others, contact]):
        raise Refused(_("The calls would go in a circle; choose somebody else who calls."))
    with store.operation("save_call_contact", _("Call tree: {name}").format(name=contact.name)):
        store.communication.put_contact(contact)
    return contact.id


def remove_contact(store: Store, id: str) -> None:
    """Take a person out of a call tree; whom they call is called by their caller from then on."""
    every = {c.id: c for c in store.communication.contacts()}
    if id not in every:
        raise Refused(_("This person is no longer in the call tree."))
    gone = every[id]
    with store.operation("remove_call_contact", _("Call tree without {name}").format(name=gone.name)):
        for contact in every.values():
            if contact.caller == id:
                store.communication.put_contact(replace(contact, caller=gone.caller))
        store.communication.remove_contact(id)


def record_sending(
    store: Store,
    channel: Channel,
    recipients: str,
    text: str,
    *,
    at: datetime,
    now: datetime,
    branch: str = "",
) -> str:
    """Record that a message was sent; returns the key.

    Raises Refused without recipients or text, or for a time that has not come.
    """
    if not recipients.strip():
        raise Refused(_("Say who was told."))
    if not text.strip():
        raise Refused(_("Say what was told."))
    if at > now:
        raise Refused(_("The time of sending has not come yet."))
    at = at.replace(second=0, microsecond=0)
    sending = Sending(store.new_id(), at, channel, recipients.strip(), text.strip(), store.actor, branch)
    with store.operation("record_sending", _("Told {recipients}").format(recipients=sending.recipients[:60])):
        store.communication.add_sending(sending)
    return sending.id
