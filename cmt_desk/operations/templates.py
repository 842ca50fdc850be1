"""Templates of protocols: drafted, activated, retired, looked at again."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.protocols import Protocol
from cmt_desk.domain.template_rules import Fault, faults
from cmt_desk.i18n import _, either
from cmt_desk.store import Store

REVIEW_AFTER = timedelta(days=90)  # PRT-24 asks for a review every quarter


def draft_of(store: Store, code: str) -> Protocol:
    """The draft of a template, made from its newest version where there is none."""
    versions = store.protocols.versions(code)
    if not versions:
        raise Refused(_("There is no protocol {code}.").format(code=code))
    last = versions[-1]
    if last.state == "DRAFT":
        return last
    source = next((v for v in versions if v.state == "ACTIVE"), last)
    made = replace(source, version=last.version + 1, state="DRAFT", review_on=None)
    with store.operation("draft_protocol", _("Draft {code} version {n}").format(code=code, n=made.version)):
        store.protocols.put(made)
    return made


def save_draft(store: Store, protocol: Protocol) -> None:
    """Store what was edited. Raises Refused where a rule of templates is broken, with the step named."""
    check(store, protocol)
    now = store.protocols.version(protocol.code, protocol.version)
    if now and now.state != "DRAFT":
        raise Refused(_("Only a draft can be changed; a version in use stays as its runs know it."))
    label = _("Save draft {code} version {n}").format(code=protocol.code, n=protocol.version)
    with store.operation("save_draft", label):
        store.protocols.put(replace(protocol, state="DRAFT", review_on=None))


def new_template(store: Store, protocol: Protocol) -> None:
    """A first draft under a new code."""
    if not protocol.code.strip():
        raise Refused(_("A protocol needs a code."))
    if store.protocols.versions(protocol.code):
        raise Refused(_("{code} exists already; make a new version of it.").format(code=protocol.code))
    save_draft(store, replace(protocol, version=1))


def discard_draft(store: Store, code: str, version: int) -> None:
    """Throw a draft away (undo brings it back)."""
    _of_state(store, code, version, "DRAFT")
    with store.operation("discard_draft", _("Discard draft {code} version {n}").format(code=code, n=version)):
        store.protocols.remove(code, version)


def activate(store: Store, code: str, version: int, on: date) -> None:
    """A draft becomes the version in use and the one before it retires; runs keep theirs.

    Its first review is due a quarter later.
    """
    draft = _of_state(store, code, version, "DRAFT")
    check(store, draft)
    with store.operation("activate_protocol", _("Activate {code} version {n}").format(code=code, n=version)):
        if old := store.protocols.get(code):
            store.protocols.put_state(code, old.version, "RETIRED")
        store.protocols.put_state(code, version, "ACTIVE", on + REVIEW_AFTER)


def retire(store: Store, code: str, reason: str) -> None:
    """No run is started from this template any more; what runs goes on."""
    active = store.protocols.get(code)
    if active is None:
        raise Refused(_("There is no active protocol {code}.").format(code=code))
    if not reason.strip():
        raise Refused(_("Retiring a protocol needs a reason."))
    label = _("Retire {code} version {n}").format(code=code, n=active.version)
    with store.operation("retire_protocol", label, reason=reason.strip()):
        store.protocols.put_state(code, active.version, "RETIRED")


def still_right(store: Store, code: str, next_review: date, on: date) -> None:
    """Somebody read it and it is still right; the day of the next look."""
    active = store.protocols.get(code)
    if active is None:
        raise Refused(_("There is no active protocol {code}.").format(code=code))
    if next_review <= on:
        raise Refused(_("The next review must lie after today."))
    with store.operation("review_protocol", _("Still right: {code}").format(code=code)):
        store.protocols.put_state(code, active.version, "ACTIVE", next_review)


def check(store: Store, protocol: Protocol) -> None:
    """Raises Refused with the first fault in words."""
    categories = [code for code, _id, _en in store.protocols.categories()]
    if found := faults(protocol, store.protocols.roles(), categories):
        raise Refused(fault_text(found[0], protocol))


def fault_text(fault: Fault, protocol: Protocol) -> str:
    """One sentence: what is wrong, where, and what to do."""
    steps = {step.n: either(step.text_id, step.text_en).strip() for step in protocol.steps}
    where = " → ".join(_step_text(n, steps.get(n, "")) for n in fault.steps)
    match fault.code:
        case "ODD_CODE":
            return _(
                "“{code}” is not a code for a protocol; use letters, digits and hyphens (PRT-25)."
            ).format(code=fault.detail[:30])
        case "NO_TITLE":
            return _("The protocol needs a title in Indonesian and in English.")
        case "NO_STEPS":
            return _("The protocol needs at least one step.")
        case "WRONG_NUMBERS":
            return _("The steps must be numbered 1, 2, 3 … without a gap.")
        case "UNKNOWN_CATEGORY":
            return _("There is no heading with the code {code}.").format(code=fault.detail or "–")
        case "UNKNOWN_ROLE" if not where:
            return _("There is no role with the code {code}.").format(code=fault.detail or "–")
        case "UNKNOWN_ROLE":
            return _("{step}: there is no role with the code {code}.").format(
                step=where, code=fault.detail or "–"
            )
        case "NO_TEXT":
            return _("Step {n} has no text in one of the two languages; write it.").format(n=fault.steps[0])
        case "UNKNOWN_ANCHOR":
            return _("{step}: “{word}” is not a moment to count from.").format(step=where, word=fault.detail)
        case "NO_HOURS":
            return _("{step}: say how many hours from the event it is due.").format(step=where)
        case "UNKNOWN_RHYTHM":
            return _(
                "{step}: “{word}” is not a rhythm; use daily, weekly, monthly, yearly or hours (4h)."
            ).format(step=where, word=fault.detail)
        case "UNKNOWN_STEP":
            return _("{step} waits for step {n}, which does not exist.").format(step=where, n=fault.detail)
        case _:
            return _("These steps wait for each other in a circle: {steps}.").format(steps=where)


def _step_text(n: int, text: str) -> str:
    return f"{n}. {text[:50]}" if text else str(n)


def _of_state(store: Store, code: str, version: int, state: str) -> Protocol:
    found = store.protocols.version(code, version)
    if found is None or found.state != state:
        raise Refused(_("{code} has no draft with the number {n}.").format(code=code, n=version))
    return found


def only_draft(store: Store, code: str) -> Protocol:
    """The draft of a template. Raises Refused where there is none."""
    versions = store.protocols.versions(code)
    if not versions:
        raise Refused(_("There is no protocol {code}.").format(code=code))
    if versions[-1].state != "DRAFT":
        raise Refused(_("{code} has no draft; import or write one first.").format(code=code))
    return versions[-1]


def next_code(codes: Iterable[str]) -> str:
    """PRT-25 after PRT-24."""
    numbers = [int(code[4:]) for code in codes if code.startswith("PRT-") and code[4:].isdigit()]
    return f"PRT-{max(numbers, default=0) + 1:02}"
