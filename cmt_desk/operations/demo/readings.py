"""The demo's figures of service and strategies: by office for the last days, national before; illustration.

Only the wage subsidy's figures of 30 September 2020 were published.
"""

from datetime import date, timedelta
from random import Random

from cmt_desk.domain.indicators import Reading
from cmt_desk.store import Store

SOURCE = "ilustrasi"
OFFICE_DAYS, DAYS, SILENT = 3, 45, 0.03
COUNTED = {  # of the institution on a working day
    "KLAIM_MASUK": 6200, "KLAIM_SELESAI": 6100, "KLAIM_TERTUNDA": 7400,
    "LAPAKASIK_ONLINE": 4800, "LAPAKASIK_ONSITE": 900,
}  # fmt: skip
PENDING = "KLAIM_TERTUNDA"  # does not go away over a weekend
PUBLISHED = date(2020, 9, 30), "pers, 1 Okt 2020"
NATIONAL = {  # at the beginning, and how much it grows a day
    "LIKUIDITAS": (151.2, 0.04), "RELAKSASI_PK": (302_400, 310), "RELAKSASI_NILAI": (1_850_000, 11_400),
    "PERISAI_AGEN": (4_980, 3),
}  # fmt: skip


def make_readings(store: Store, day: date) -> None:
    dice = Random(20201208)  # dice of its own
    made: list[Reading] = []
    for n in range(DAYS):
        on = day - timedelta(days=DAYS - 1 - n)
        slow = 0.12 if on.weekday() >= 5 else 1.0
        made += [
            Reading(code, "", on, round(start + n * rise, 2), SOURCE)
            for code, (start, rise) in NATIONAL.items()
        ]
        made.append(Reading("TI_GANGGUAN", "", on, dice.choice((0, 0, 0, 1)), SOURCE))
        made.append(Reading("PERISAI_BARU", "", on, round(640 * slow * dice.uniform(0.8, 1.2)), SOURCE))
        made.append(Reading("LAPAKASIK_KOLEKTIF", "", on, round(210 * slow * dice.uniform(0.6, 1.4)), SOURCE))
        made.append(Reading("KLAIM_TERTUA", "", on, dice.randint(9, 16), SOURCE))
        if n < DAYS - OFFICE_DAYS:
            made += [
                Reading(code, "", on, round(usual * (slow if code != PENDING else 1) * _some(dice)), SOURCE)
                for code, usual in COUNTED.items()
            ]
    made.append(Reading("BSU_TERKIRIM", "", PUBLISHED[0], 14_800_000, PUBLISHED[1]))
    made.append(Reading("BSU_VALID", "", PUBLISHED[0], 12_418_588, PUBLISHED[1]))
    offices = [b.code for b in store.branches.all()]
    for n in range(OFFICE_DAYS):
        on = day - timedelta(days=n)
        for office in offices:
            if dice.random() < SILENT:
                continue
            made += [
                Reading(code, office, on, round(usual / len(offices) * dice.uniform(0.6, 1.4)), SOURCE)
                for code, usual in COUNTED.items()
            ]
    store.indicators.put(made)


def _some(dice: Random) -> float:
    return dice.uniform(0.92, 1.08)
