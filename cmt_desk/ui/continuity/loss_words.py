"""The register of losses in words: the figures of each kind, one loss, and where the curve leads."""

from datetime import date, timedelta

from cmt_desk.continuity_wording import loss_amount, loss_status_name, loss_total, rupiah
from cmt_desk.domain.losses import Loss, LossKind, LossSum, days_to, slope
from cmt_desk.i18n import _, medium_date, number

FAR = 3650  # days: nobody plans by a line that is reached in ten years


def total_text(total: LossSum) -> str:
    return loss_total(total.kind, total.total)


def second_text(total: LossSum) -> str:
    """What is behind the figure, in the measure of its kind."""
    if total.kind is LossKind.LIFE:
        return _("today {n}; counted, never priced").format(n=number(total.today))
    if total.kind is LossKind.REPUTATION:
        worst = loss_amount(total.kind, total.worst) if total.worst else "–"
        return _("worst: {worst}").format(worst=worst)
    parts = [_("today {amount}").format(amount=rupiah(total.today))]
    if (total.low, total.high) != (total.actual, total.actual):
        parts.append(_("between {low} and {high}").format(low=rupiah(total.low), high=rupiah(total.high)))
    if total.unverified:
        parts.append(_("suspected {amount}").format(amount=rupiah(total.unverified)))
    return " · ".join(parts)


def range_text(loss: Loss) -> str:
    if loss.low is None and loss.high is None:
        return ""
    low, high = (loss_amount(loss.kind, v) if v is not None else "–" for v in (loss.low, loss.high))
    return _("between {low} and {high}").format(low=low, high=high)


def state_text(loss: Loss, day: date) -> str:
    return loss_status_name(loss.status(day)) if loss.stands(day) else _("corrected")


def story_text(loss: Loss, day: date, office: str, linked: str) -> str:
    """Who said what when, up to a day. `linked`: what it belongs to, in words; empty for nothing."""
    lines = [
        loss.text,
        office,
        _("recorded {day} by {name}").format(day=medium_date(loss.recorded), name=loss.by),
        *(
            f"{loss_status_name(s.step)} {medium_date(s.day)}: {s.name} {s.note}".rstrip()
            for s in loss.steps
            if s.day <= day
        ),
    ]
    if linked:
        lines.append(_("belongs to: {what}").format(what=linked))
    if loss.reason:
        lines.append(_("correction: {reason}").format(reason=loss.reason))
    return "\n".join(lines)


def outlook_text(
    points: list[tuple[date, int]], kind: LossKind, appetite: int | None, limit: int | None
) -> str:
    """Where the curve stands and when it would cross the line, if it went on like its last seven days."""
    last = points[-1][1]
    if kind is not LossKind.FINANCIAL:
        return _("{amount} in all").format(amount=number(last))
    rising = slope(points)
    parts = [
        _("{amount} · {slope} a day over the last 7 days").format(
            amount=rupiah(last), slope=rupiah(round(rising))
        )
    ]
    if appetite and last > appetite:
        parts.append(_("above the appetite of {amount}").format(amount=rupiah(appetite)))
    if limit:
        days = days_to(limit, points)
        if days == 0:
            parts.append(_("the catastrophic line of {amount} is crossed").format(amount=rupiah(limit)))
        elif days is None or days > FAR:
            parts.append(_("catastrophic line of {amount}: not reached").format(amount=rupiah(limit)))
        else:
            parts.append(
                _("catastrophic line of {amount} in {n} days ({day})").format(
                    amount=rupiah(limit), n=number(days),
                    day=medium_date(points[-1][0] + timedelta(days=days)),
                )
            )  # fmt: skip
    return " · ".join(parts)
