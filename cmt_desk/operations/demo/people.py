"""About 6,000 made-up employees over the 123 offices."""

from datetime import date, timedelta
from random import Random
from typing import Any

from cmt_desk.store import Store

TOTAL = 6_000
TEAMS = ("A1", "A2", "B1", "B2")  # nested: A = A1 + A2
FIRST = (
    "Adi Agus Ahmad Aisyah Ambar Andi Anisa Ari Ayu Bagus Bambang Bayu Budi Citra Dani Dedi Desi Dewi "
    "Dian Dimas Dina Eka Eko Endang Fajar Farah Fitri Gita Hadi Hana Hendra Heru Ika Imam Indah Intan "
    "Irfan Joko Kartika Kurnia Lestari Lina Made Maya Mega Melati Muhammad Nadia Nanda Nina Novi Nur "
    "Nyoman Oki Putri Putu Rahmat Rani Ratna Rendra Reza Rika Rina Rizky Rudi Sari Satria Sinta Siti "
    "Sri Surya Teguh Tika Tono Tri Umi Utami Wahyu Wati Wayan Wulan Yanti Yoga Yosef Yuli Yusuf Zahra "
    "Zainal"
).split()
LAST = (
    "Adiputra Aditya Anggraini Ardiansyah Aritonang Basuki Cahyono Damanik Darmawan Fauzi Febrianti "
    "Firmansyah Ginting Gunawan Hakim Halim Handayani Harahap Hartono Hasanah Hidayat Hutapea Iskandar "
    "Kurniawan Kusuma Lubis Mahendra Manurung Maulana Mulyani Nainggolan Nasution Nugraha Nugroho "
    "Oktavia Pane Permata Pertiwi Prabowo Pradana Pranata Prasetyo Pratama Purnama Purwanto Puspita "
    "Rahayu Rahman Rahmawati Ramadhan Safitri Salim Santoso Saputra Sasmita Setiawan Sihombing "
    "Simanjuntak Siregar Sitompul Suharto Sukma Suryani Susanto Syahputra Tampubolon Tanjung Utomo "
    "Wibowo Widodo Wijaya Wulandari Yuliana Yulianto"
).split()
SHARES = (  # function, weight, ordinary title
    ("KEPESERTAAN", 36, "Account Representative"),
    ("PELAYANAN", 34, "Penata Pelayanan"),
    ("KEUANGAN", 12, "Penata Keuangan"),
    ("UMUM", 7, "Penata Umum"),
    ("SDM", 5, "Penata SDM"),
    ("TI", 4, "Penata TI"),
    ("ASET", 2, "Penata Aset"),
)
HEADS = (
    ("UMUM", "Kepala Kantor Cabang"),
    ("KEPESERTAAN", "Kabid Kepesertaan"),
    ("PELAYANAN", "Kabid Pelayanan"),
    ("KEUANGAN", "Kabid Keuangan dan TI"),
    ("SDM", "Kabid Umum dan SDM"),
)
INVESTMENT = ("DKI", 12)  # the first office of this region also houses the investment desk

People = dict[str, list[dict[str, Any]]]  # office → employees


def make_people(store: Store, dice: Random) -> People:
    """Employees by office, the same for the same dice."""
    branches = store.branches.all()
    sizes = _sizes([b.code for b in branches], dice)
    people: People = {}
    number = 100_001
    investing = next(b.code for b in branches if b.regional_office == INVESTMENT[0])
    for branch in branches:
        jobs = _jobs(sizes[branch.code], branch.code == investing, dice)
        seats: dict[str, int] = {}
        for function, title in jobs:
            seat = seats[function] = seats.get(function, -1) + 1
            people.setdefault(branch.code, []).append(
                {
                    "number": str(number),
                    "name": f"{dice.choice(FIRST)} {dice.choice(LAST)}",
                    "branch": branch.code,
                    "function": function,
                    "title": title,
                    "team": TEAMS[seat % len(TEAMS)],
                    "vulnerable": int(dice.random() < 0.07),
                }
            )
            number += 1
    store.people.put_teams({"branch": b.code, "name": team} for b in branches for team in TEAMS)
    store.people.put_employees(person for office in people.values() for person in office)
    return people


def _sizes(codes: list[str], dice: Random) -> dict[str, int]:
    """Between 26 and 80 a branch, adding up to the total."""
    sizes = {code: dice.randint(32, 66) for code in codes}
    while (gap := TOTAL - sum(sizes.values())) != 0:
        code = dice.choice(codes)
        step = 1 if gap > 0 else -1
        if 26 <= sizes[code] + step <= 80:
            sizes[code] += step
    return sizes


def _jobs(size: int, investing: bool, dice: Random) -> list[tuple[str, str]]:
    jobs = list(HEADS)
    if investing:
        jobs += [("INVESTASI", "Analis Investasi")] * INVESTMENT[1]
    jobs += [("KEPESERTAAN", SHARES[0][2])] * 4 + [("PELAYANAN", SHARES[1][2])] * 4
    drawn = dice.choices(SHARES, [weight for _, weight, _ in SHARES], k=size - len(jobs))
    return jobs + sorted((function, title) for function, _, title in drawn)


def make_absences(store: Store, people: People, dice: Random, day: date) -> None:
    """A little leave around the day."""
    ill = {case.employee for case in store.cases.all() if case.is_open(day)}
    rows: list[dict[str, Any]] = []
    for office in people.values():
        for person in dice.sample(office, 1):
            if person["number"] in ill:
                continue
            since = day + timedelta(days=dice.randint(-12, 6))
            until = since + timedelta(days=dice.randint(0, 4))
            rows.append(
                {
                    "id": store.new_id(),
                    "employee": person["number"],
                    "kind": "LEAVE",
                    "since": since.isoformat(),
                    "until": until.isoformat(),
                }
            )
    store.schedule.put_absences(rows)
