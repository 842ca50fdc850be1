"""The register of losses as the rows of a file for a spreadsheet."""

from collections.abc import Mapping, Sequence
from datetime import date

from cmt_desk.continuity_wording import loss_kind_name, sub_kind_name
from cmt_desk.domain.losses import Loss
from cmt_desk.i18n import _
from cmt_desk.ui.continuity.loss_words import state_text
from cmt_desk.ui.table_file import Cell


def table_rows(
    losses: Sequence[Loss], day: date, offices: Mapping[str, str], functions: Mapping[str, str]
) -> list[list[Cell]]:
    """The heading and a line for each loss, as it stands on the day; offices and functions: code → name."""
    head: list[Cell] = [
        _("Occurred"), _("Known since"), _("Recorded"), _("Kind"), _("Kind in detail"),
        _("What was lost"), _("Amount"), _("At least"), _("At most"), _("Expected part"),
        _("Recovered part"), _("Unexpected"), _("Office"), _("Function"), _("Evidence"), _("State"),
        _("By"), _("Reason of the correction"),
    ]  # fmt: skip
    return [head, *(_row(x, day, offices, functions) for x in losses)]


def _row(x: Loss, day: date, offices: Mapping[str, str], functions: Mapping[str, str]) -> list[Cell]:
    return [
        x.occurred, x.known, x.recorded, loss_kind_name(x.kind), sub_kind_name(x.sub), x.text, x.amount,
        x.low, x.high, x.expected, x.recovered, x.unexpected, offices.get(x.branch, _("National")),
        functions.get(x.function, ""), x.evidence, state_text(x, day), x.by, x.reason,
    ]  # fmt: skip
