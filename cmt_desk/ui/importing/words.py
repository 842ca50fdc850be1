"""The words a foreign word can stand for, by our column, and what older terms can."""

from cmt_desk.domain.cases import CarePlace, OldTerm, Status
from cmt_desk.domain.contacts import ContactKind
from cmt_desk.i18n import _
from cmt_desk.store import Store
from cmt_desk.wording import contact_kind, place_name, status_name

CHOICES = {  # what a case under an older term may be today (KMK 413/2020)
    OldTerm.OTG: (Status.CLOSE_CONTACT, Status.CONFIRMED_NO_SYMPTOMS),
    OldTerm.ODP: (Status.SUSPECT, Status.TRAVELLER, Status.CLOSE_CONTACT, Status.SELF_REPORT),
    OldTerm.PDP: (Status.SUSPECT, Status.PROBABLE, Status.CONFIRMED_SYMPTOMS),
}


def code_names(store: Store, column: str) -> dict[str, str]:
    """Code → how it is said, for one of our columns of words."""
    match column:
        case "status":
            return {"CONFIRMED": _("Confirmed, by its onset"), **{s.value: status_name(s) for s in Status}}
        case "place":
            return {place.value: place_name(place) for place in CarePlace}
        case "outcome":
            ended = {s.value: status_name(s) for s in (Status.RECOVERED, Status.DIED)}
            return {"ALIVE": _("Still open"), **ended}
        case "kind":
            return {kind.value: contact_kind(kind) for kind in ContactKind}
        case _:
            return {branch.code: branch.name for branch in store.branches.all()}
