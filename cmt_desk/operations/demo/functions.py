"""Disruptions of the demo's last days: one lasts, one missed its RTO, one stayed above the minimum."""

from datetime import date, datetime, time, timedelta

from cmt_desk.domain.functions import Disruption, Report
from cmt_desk.store import Store

LASTING = "Jaringan kantor terputus (ilustrasi)"
DISRUPTIONS = (  # function, place in the list of offices, began and ended (days before, time), cause, reports
    ("PELAYANAN", 60, (0, time(9, 40)), None, LASTING,
     ((0, time(9, 40), 0, ""), (0, time(11, 0), 30, "Klaim diarahkan ke Lapak Asik online"))),
    ("KEPESERTAAN", None, (0, time(13, 15)), None, "Kanal pembayaran iuran melambat (ilustrasi)",
     ((0, time(13, 15), 70, "Pembayaran dialihkan ke kanal bank lain"),)),
    ("PELAYANAN", 17, (6, time(8, 0)), (6, time(18, 30)), "Kantor ditutup untuk disinfeksi (ilustrasi)",
     ((6, time(8, 0), 0, ""),)),
    ("INVESTASI", None, (12, time(10, 5)), (12, time(12, 45)), "Gangguan sistem penyelesaian (ilustrasi)",
     ((12, time(10, 5), 40, "Konfirmasi transaksi lewat telepon"),)),
)  # fmt: skip


def make_functions(store: Store, day: date) -> None:
    offices = store.branches.all()

    def at(before: int, clock: time) -> datetime:
        return datetime.combine(day - timedelta(days=before), clock)

    for function, office, began, ended, cause, reports in DISRUPTIONS:
        branch = offices[office].code if office is not None else ""
        made = Disruption(
            store.new_id(), function, branch, at(*began), at(*ended) if ended else None, cause, "Demo"
        )
        store.functions.put(made)
        for before, clock, capacity, workaround in reports:
            store.functions.put_report(made.id, Report(at(before, clock), capacity, workaround), "Demo")
