"""A few losses of the demo's months, in each kind and each state; all of it illustration."""

from datetime import date, timedelta

from cmt_desk.domain.losses import Loss, LossKind, LossStatus, LossStep
from cmt_desk.operations.losses import APPETITE, LIMIT
from cmt_desk.store import Store

M = 1_000_000
F, R = LossKind.FINANCIAL, LossKind.REPUTATION
LOSSES = (  # days before, kind, sub-kind, text, amount, low, high, expected, recovered, steps
    (88, F, "COST", "APD dan masker triwulan III", 2_150 * M, None, None, 1_900 * M, 0, 2),
    (71, F, "COST", "Tes PCR karyawan", 1_480 * M, None, None, 1_000 * M, 0, 2),
    (63, F, "REDUCED", "Iuran JKK dan JKM 1 % (Agustus–September)", 9_800 * M, 9_000 * M, 10_500 * M,
     9_000 * M, 0, 1),
    (47, F, "DEFERRED", "Iuran JP ditunda (relaksasi)", 21_400 * M, None, None, 0, 0, 1),
    (40, R, "COMPLAINT", "Keluhan antrean klaim di media sosial", 2, None, None, 0, 0, 2),
    (26, F, "COST", "Disinfeksi kantor dengan kasus konfirmasi", 620 * M, None, None, 400 * M, 0, 1),
    (19, F, "FRAUD", "Klaim JHT dengan dokumen palsu", 340 * M, None, None, 0, 120 * M, 1),
    (12, R, "NEWS", "Berita penutupan sementara kantor cabang", 3, None, None, 0, 0, 1),
    (5, F, "COST", "Sewa laptop dan token untuk WFH", 760 * M, 700 * M, 900 * M, 500 * M, 0, 0),
    (1, R, "SERVICE", "Jawaban klaim melampaui standar layanan", 2, None, None, 0, 0, 0),
    (0, F, "COST", "Pengalihan jaringan kantor yang terputus", 85 * M, 60 * M, 120 * M, 0, 0, 0),
)  # fmt: skip


def make_losses(store: Store, day: date) -> None:
    store.settings.put(APPETITE, str(5_000 * M))
    store.settings.put(LIMIT, str(12_000 * M))
    for before, kind, sub, text, amount, low, high, expected, recovered, steps in LOSSES:
        on = day - timedelta(days=before)
        known = min(day, on + timedelta(days=1))
        made = Loss(
            store.new_id(), on, known, known, kind, sub, f"{text} (ilustrasi)", amount, low, high, expected,
            recovered, by="Demo",
        )  # fmt: skip
        store.losses.add(made)
        if steps:
            later = min(day, on + timedelta(days=3))
            store.losses.add_step(made.id, LossStep(LossStatus.VERIFIED, later, "Sekretariat CMT"))
        if steps > 1:
            later = min(day, on + timedelta(days=14))
            store.losses.add_step(
                made.id, LossStep(LossStatus.CLOSED, later, "Sekretariat CMT", "Dibebankan (ilustrasi)")
            )
