"""The register of losses: recorded, verified by another, closed; corrected by versions, never deleted."""

from dataclasses import replace
from datetime import date, datetime, time

from cmt_desk.continuity_wording import loss_amount
from cmt_desk.domain.errors import Refused
from cmt_desk.domain.losses import SUB_KINDS, Loss, LossKind, LossStatus, LossStep
from cmt_desk.i18n import _, either, long_date, number, short_date
from cmt_desk.operations.decision_words import decision_title
from cmt_desk.store import Store

APPETITE, LIMIT = "loss_appetite", "loss_limit"  # settings, in rupiah
MOST = 10**15
LINKED = 40  # decisions and runs that are offered, the newest


def record_loss(store: Store, loss: Loss, *, today: date) -> str:
    """Record a loss as suspected; returns its key. `id`, `recorded` and `by` are set here.

    Raises Refused for days that do not follow each other or lie ahead, an amount its kind does not have, or a
    range that does not hold the amount.
    """
    made = replace(loss, id=store.new_id(), recorded=today, by=store.actor, corrects="", reason="")
    _check(store, made, today)
    label = _("Loss: {what}").format(what=_told(made))
    with store.operation("record_loss", label):
        store.losses.add(made)
    return made.id


def correct_loss(store: Store, key: str, loss: Loss, reason: str, *, today: date) -> str:
    """A new version in place of one, which stays readable; it has to be verified anew. Returns its key.

    Raises Refused without a reason, for a version that was corrected or is settled, or where recording would.
    """
    before = _known(store, key)
    if before.corrected:
        raise Refused(_("This version was corrected already; correct its newest one."))
    if before.status(date.max) in (LossStatus.CLOSED, LossStatus.WITHDRAWN):
        raise Refused(_("This loss is settled; record another one for what came later."))
    if not reason.strip():
        raise Refused(_("A correction needs a reason."))
    made = replace(
        loss, id=store.new_id(), recorded=today, by=store.actor, corrects=key, reason=reason.strip()
    )
    if today < before.recorded:
        raise Refused(_("A correction cannot be older than what it corrects."))
    _check(store, made, today)
    label = _("Correct the loss: {what}").format(what=_told(made))
    with store.operation("correct_loss", label, reason=reason.strip()):
        store.losses.add(made)
    return made.id


def verify_loss(store: Store, key: str, name: str, *, today: date, note: str = "") -> None:
    """Somebody else than who recorded it says that it is so. Raises Refused otherwise."""
    loss = _open(store, key)
    if loss.status(date.max) is LossStatus.VERIFIED:
        raise Refused(_("This loss is verified already."))
    if name.strip().casefold() == loss.by.casefold():
        raise Refused(
            _("Another person than {name}, who recorded it, has to verify it.").format(name=loss.by)
        )
    _step(store, loss, LossStatus.VERIFIED, name, note, today, _("Loss verified: {what}"))


def close_loss(store: Store, key: str, name: str, note: str, *, today: date) -> None:
    """Settle a verified loss with what came of it. Raises Refused for one that nobody verified."""
    loss = _open(store, key)
    if loss.status(date.max) is not LossStatus.VERIFIED:
        raise Refused(_("A loss is verified before it is closed."))
    if not note.strip():
        raise Refused(_("Say what came of it: paid, insured, borne…"))
    _step(store, loss, LossStatus.CLOSED, name, note, today, _("Loss closed: {what}"))


def withdraw_loss(store: Store, key: str, name: str, note: str, *, today: date) -> None:
    """Say that it was no loss: it stays readable and counts no more. Raises Refused without a reason."""
    loss = _open(store, key)
    if not note.strip():
        raise Refused(_("Say why it was no loss."))
    _step(store, loss, LossStatus.WITHDRAWN, name, note, today, _("Loss withdrawn: {what}"))


def set_loss_limits(store: Store, appetite: int | None, limit: int | None, reason: str) -> None:
    """The lines of the curve, in rupiah: what may be lost, and what would be a catastrophe; None: no line.

    Raises Refused without a reason or for lines in the wrong order.
    """
    if min(appetite or 0, limit or 0) < 0:
        raise Refused(_("A limit is above zero."))
    if appetite and limit and appetite >= limit:
        raise Refused(_("The appetite has to be below the catastrophic line."))
    if not reason.strip():
        raise Refused(_("Other limits need a reason: who set them, and on what grounds."))
    with store.operation("set_loss_limits", _("Limits of losses"), reason=reason.strip()):
        store.settings.put(APPETITE, str(appetite or ""))
        store.settings.put(LIMIT, str(limit or ""))


def loss_limits(store: Store) -> tuple[int | None, int | None]:
    """(appetite, catastrophic line) in rupiah; None where none is set."""
    appetite, limit = (int(store.settings.get(key) or 0) or None for key in (APPETITE, LIMIT))
    return appetite, limit


def _check(store: Store, loss: Loss, today: date) -> None:
    for day in (loss.occurred, loss.known):
        if day > today:
            raise Refused(_("{day} lies in the future.").format(day=long_date(day)))
    if loss.known < loss.occurred:
        raise Refused(_("A loss is known on the day it occurred or later."))
    if not loss.text.strip():
        raise Refused(_("Say what was lost."))
    if loss.sub not in SUB_KINDS[loss.kind]:
        raise Refused(_("Choose what kind of loss it is."))
    if loss.branch and loss.branch not in store.branches.by_code():
        raise Refused(_("There is no office with the code {code}.").format(code=loss.branch))
    if loss.function and loss.function not in {f.code for f in store.people.functions()}:
        raise Refused(_("{function} is not a known function.").format(function=loss.function))
    if loss.kind is LossKind.REPUTATION and not 1 <= loss.amount <= 5:
        raise Refused(_("The severity of a loss of reputation is 1 to 5."))
    if not 0 < loss.amount < MOST:
        raise Refused(_("The amount has to be above zero and below {most}.").format(most=number(MOST)))
    _check_parts(loss)


def _check_parts(loss: Loss) -> None:
    parts = loss.low, loss.high, loss.expected, loss.recovered
    if loss.kind is not LossKind.FINANCIAL:
        if any(parts):
            raise Refused(_("Range, expected and recovered parts are for financial losses."))
        return
    if (loss.low is not None and not 0 <= loss.low <= loss.amount) or (
        loss.high is not None and loss.high < loss.amount
    ):
        raise Refused(_("The amount has to lie within its range."))
    if not 0 <= loss.recovered <= loss.amount or not 0 <= loss.expected < MOST:
        raise Refused(_("No more can be recovered than was lost, and no part is below zero."))


def _step(store: Store, loss: Loss, step: LossStatus, name: str, note: str, today: date, label: str) -> None:
    if not name.strip():
        raise Refused(_("The name is empty."))
    if today < loss.recorded:
        raise Refused(_("This loss was recorded on {day}.").format(day=long_date(loss.recorded)))
    with store.operation(f"loss_{step.value.lower()}", label.format(what=_told(loss)), reason=note.strip()):
        store.losses.add_step(loss.id, LossStep(step, today, name.strip(), note.strip()))


def _known(store: Store, key: str) -> Loss:
    loss = store.losses.get(key)
    if loss is None:
        raise Refused(_("This loss no longer exists."))
    return loss


def _open(store: Store, key: str) -> Loss:
    loss = _known(store, key)
    if loss.corrected:
        raise Refused(_("This version was corrected already; correct its newest one."))
    if loss.status(date.max) in (LossStatus.CLOSED, LossStatus.WITHDRAWN):
        raise Refused(_("This loss is settled; record another one for what came later."))
    return loss


def _told(loss: Loss) -> str:
    return f"{loss.text[:50]} · {loss_amount(loss.kind, loss.amount)}"


def link_choices(store: Store, day: date) -> list[tuple[tuple[str, str, str], str]]:
    """What a loss can belong to, each with its (case, decision, run): deaths, decisions, open protocols."""
    offices = {b.code: b.name for b in store.branches.all()}
    found: list[tuple[tuple[str, str, str], str]] = [(("", "", ""), "–")]
    for case, branch, since in store.losses.deaths(day):
        text = _("Death, {office}, {day}").format(office=offices.get(branch, branch), day=short_date(since))
        found.append(((case, "", ""), text))
    decisions = sorted(store.decisions.all(), key=lambda d: d.valid_from, reverse=True)
    for decision in decisions[:LINKED]:
        found.append((("", decision.id, ""), decision_title(store, decision)))
    runs = store.protocols.open_by_branch(datetime.combine(day, time.max))
    newest = sorted((r for own in runs.values() for r in own), key=lambda r: r.started_at, reverse=True)
    for run in newest[:LINKED]:
        title = either(run.title_id, run.title_en)
        where = offices.get(run.branch, _("the institution"))
        found.append((("", "", run.id), f"{run.protocol} {title} · {where}"))
    return found


def link_text(store: Store, loss: Loss, day: date) -> str:
    """What a loss belongs to; empty for nothing."""
    key = loss.case, loss.decision, loss.run
    if not any(key):
        return ""
    return dict(link_choices(store, day)).get(key, _("older than what is offered"))
