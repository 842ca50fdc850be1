"""A desk with any number of cases for the benchmarks: their spells follow the same few stories."""

import random
from datetime import date, timedelta
from pathlib import Path

from cmt_desk.operations.desk import create_desk
from cmt_desk.store.recording import recorded_tables

DAY = date(2020, 12, 2)
FIRST = (
    "Siti Budi Agus Dewi Rina Joko Putri Andi Nur Sri Eko Wahyu Fitri Hendra Maya Yusuf Indah Rizki".split()
)
LAST = (
    "Rahmawati Santoso Wijaya Lestari Hidayat Saputra Nugroho Permata Kusuma Siregar Nasution Simanjuntak"
    " Hasibuan Tambunan Wibowo Susanto Pratama Anggraini Maulana Firmansyah"
).split()
NOTES = (
    "Keluarga serumah positif",
    "Batuk dan demam sejak perjalanan dinas",
    "Menunggu hasil laboratorium",
    "Kontak erat rekan satu ruangan",
    "Tanpa keluhan",
    "Dirujuk puskesmas setempat",
)
STORIES = (  # status and days after the first
    (("KONTAK_ERAT", 0), ("SELESAI_PANTAU", 14)),
    (("SUSPEK", 0), ("DISCARDED", 3)),
    (("SUSPEK", 0), ("KONFIRMASI_GEJALA", 3), ("SELESAI_ISOLASI", 17)),
    (("KONTAK_ERAT", 0), ("SUSPEK", 2), ("KONFIRMASI_TANPA_GEJALA", 4), ("SELESAI_ISOLASI", 14)),
    (("SUSPEK", 0), ("KONFIRMASI_GEJALA", 2)),
    (("SUSPEK", 0), ("KONFIRMASI_GEJALA", 2), ("MENINGGAL", 12)),
)
PLACES = ("ISOLASI_MANDIRI", "FASILITAS_ISOLASI", "RUMAH_SAKIT", "ICU")


def make_desk(file: Path, cases: int, employees: int = 60_000) -> None:
    """Written past the journal: it would be most of the file, and nothing here asks it."""
    store = create_desk(file)
    random.seed(4)
    offices = [b.code for b in store.branches.all()]
    functions = [f.code for f in store.people.functions()]
    db = store.db
    for table in recorded_tables(db):
        for what in ("insert", "update", "delete"):
            db.execute(f"DROP TRIGGER {table}_{what}_recorded")
    people = [
        (f"{100_000 + n}", f"{random.choice(FIRST)} {random.choice(LAST)}", random.choice(offices),
         random.choice(functions))
        for n in range(employees)
    ]  # fmt: skip
    connection = store._connection
    with store.operation("fill", "fill"):
        connection.executemany(
            "INSERT INTO employee (number, name, branch, function) VALUES (?, ?, ?, ?)", people
        )
        for first in range(0, cases, 50_000):
            rows, statuses, places = [], [], []
            for n in range(first, min(first + 50_000, cases)):
                person = random.choice(people)
                id = f"0176{n:08x}-0000-7000-8000-000000000000"
                began = date(2020, 3, 1) + timedelta(days=n * 276 // cases)
                story = random.choice(STORIES)
                onset = began.isoformat() if story[0][0] == "SUSPEK" else None
                rows.append((id, person[0], person[2], onset, random.choice(NOTES)))
                for k, (status, after) in enumerate(story, start=1):
                    day = began + timedelta(days=after)
                    if k == 1 or day <= DAY:
                        statuses.append((f"s{n}-{k}", id, status, day.isoformat(), k))
                if len(story) > 2:
                    place = random.choice(PLACES)
                    places.append((f"p{n}", id, place, (began + timedelta(days=2)).isoformat(), 1))
            connection.executemany(
                "INSERT INTO case_file (id, employee, branch, onset, notes) VALUES (?, ?, ?, ?, ?)", rows
            )
            connection.executemany(
                "INSERT INTO status_spell (id, case_file, status, since, n) VALUES (?, ?, ?, ?, ?)", statuses
            )
            connection.executemany(
                "INSERT INTO care_spell (id, case_file, place, since, n) VALUES (?, ?, ?, ?, ?)", places
            )
    with store.operation("today", "today"):
        store.settings.put("fixed_today", DAY.isoformat())
    store.close()
