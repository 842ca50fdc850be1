"""Made-up members of CMT and ECMT, the heads of the offices, and the plan at level 2 since 17 March 2020."""

from datetime import date, time, timedelta

from cmt_desk.domain.decisions import Decision, DecisionKind
from cmt_desk.domain.mandates import Mandate, Role
from cmt_desk.operations.decisions import decide, propose, recommend, review
from cmt_desk.operations.signing import Signer
from cmt_desk.store import Store

SINCE = date(2020, 3, 2)
ACTIVE = date(2020, 3, 17)
MEMBERS = (
    ("Ratna Puspita", Role.CMT_CHAIR),
    ("Bambang Wibowo", Role.CMT_SECRETARY),
    ("Dewi Lestari Hakim", Role.CMT_MEMBER),
    ("Hendra Nasution", Role.CMT_MEMBER),
    ("Surya Mahendra", Role.ECMT_CHAIR),
    ("Lina Simanjuntak", Role.ECMT_MEMBER),
)
DEPUTIES = (
    "Agus Hartono,Maya Damanik,Teguh Salim,Rina Kusuma,Fajar Nugraha,Ayu Permata,Joko Santoso,Imam Cahyono,"
    "Nina Iskandar,Yusuf Halim,Wayan Pranata"
).split(",")


def make_plan(store: Store, day: date) -> None:
    """The decision of March goes the whole way: proposed, recommended, decided, reviewed every two weeks."""
    seats = {name: _appoint(store, name, role) for name, role in MEMBERS}
    for name, region in zip(DEPUTIES, store.branches.regional_offices(), strict=True):
        _appoint(store, name, Role.REGIONAL_DEPUTY, region=region.code)
    for person in store.people.all():
        if person.title == "Kepala Kantor Cabang":
            _appoint(store, person.name, Role.BRANCH_HEAD, employee=person.number, branch=person.branch)
    chair, secretary, member = (
        Signer(name, role.value, ACTIVE - timedelta(days=1), seats[name], time(hour))
        for (name, role), hour in zip(MEMBERS, (15, 9, 11), strict=False)
    )
    first_review = ACTIVE + timedelta(days=14)
    level = Decision("", DecisionKind.PLAN, ACTIVE, None, "ilustrasi", level=2, review=first_review)
    key = propose(store, level, secretary)
    recommend(store, key, member)
    decide(store, key, chair)
    on = first_review
    while on < day:
        seat = Signer(chair.name, chair.role, on, chair.mandate)
        review(store, key, seat, "tetap tingkat 2 (ilustrasi)", on + timedelta(days=14))
        on += timedelta(days=14)


def _appoint(
    store: Store,
    name: str,
    role: Role,
    *,
    employee: str | None = None,
    branch: str | None = None,
    region: str | None = None,
) -> str:
    made = Mandate(store.new_id(), name, role, SINCE, employee=employee, branch=branch, region=region)
    store.mandates.put(made)
    return made.id
