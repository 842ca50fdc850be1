"""How roles and mandates are said."""

from collections.abc import Iterable

from cmt_desk.domain.mandates import Mandate, Role
from cmt_desk.i18n import _, medium_date
from cmt_desk.operations.signing import NO_ROLE
from cmt_desk.store import Store


def role_name(role: str) -> str:
    """A role by its code; a role that somebody typed stays as it was typed."""
    names: dict[str, str] = {
        Role.CMT_CHAIR: _("CMT chair"),
        Role.CMT_SECRETARY: _("CMT secretary"),
        Role.CMT_MEMBER: _("CMT member"),
        Role.ECMT_CHAIR: _("ECMT chair"),
        Role.ECMT_MEMBER: _("ECMT member"),
        Role.REGIONAL_DEPUTY: _("Regional deputy director"),
        Role.BRANCH_HEAD: _("Branch head"),
        Role.CASE_OFFICER: _("Case officer"),
    }
    return names.get(role, role)


def signer_text(name: str, role: str) -> str:
    """ "Rina Wati · Ketua CMT"; the name alone where no role was told."""
    return name if role == NO_ROLE else f"{name} · {role_name(role)}"


def place_name(store: Store, mandate: Mandate) -> str:
    """The office or region of a role; empty for the institution's."""
    return place_names(store, [mandate])[mandate.id]


def place_names(store: Store, mandates: Iterable[Mandate]) -> dict[str, str]:
    """The same for many, by mandate: offices and regions are read once."""
    offices = {code: office.name for code, office in store.branches.by_code().items()}
    regions = {r.code: r.name for r in store.branches.regional_offices()}
    return {
        m.id: offices.get(m.branch, m.branch) if m.branch else regions.get(m.region or "", m.region or "")
        for m in mandates
    }


def mandate_title(store: Store, mandate: Mandate) -> str:
    """ "Rina Wati · Kepala Cabang, Medan Kota"."""
    return titled(mandate, place_name(store, mandate))


def titled(mandate: Mandate, place: str) -> str:
    return f"{mandate.name} · {role_name(mandate.role)}" + (f", {place}" if place else "")


def mandate_period(mandate: Mandate) -> str:
    first = medium_date(mandate.since)
    if mandate.until is None:
        return _("since {day}").format(day=first)
    return f"{first} – {medium_date(mandate.until)}"
