"""A few lines of the demo's last days in the crisis log; all of it illustration."""

from datetime import date, datetime, time, timedelta

from cmt_desk.domain.crisis_log import LogKind, LogLine
from cmt_desk.store import Store

LINES = (  # days before, time, kind, needs an office, text
    (1, time(9, 10), LogKind.EVENT, False, "Peta risiko 29 November terbit; daftar kantor diperbarui"),
    (1, time(10, 30), LogKind.CALL, True, "Kepala kantor melaporkan stok masker menipis"),
    (1, time(16, 5), LogKind.MESSAGE, False, "Imbauan protokol kesehatan dikirim ke semua kantor wilayah"),
    (0, time(8, 20), LogKind.CALL, True, "Satu karyawan menunggu hasil PCR; ruang kerja didisinfeksi"),
    (0, time(9, 0), LogKind.DECISION, False, "Rapat CMT harian tetap daring pukul 15.00"),
)


def make_log(store: Store, day: date) -> None:
    offices = iter(store.branches.all()[::40])
    for before, at, kind, local, text in LINES:
        when = datetime.combine(day - timedelta(days=before), at)
        office = next(offices).code if local else ""
        store.crisis_log.add(LogLine(store.new_id(), when, kind, f"{text} (ilustrasi)", "Demo", office))
