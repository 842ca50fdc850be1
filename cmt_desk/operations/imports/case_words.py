"""What people write for a status or a place of care, in both languages and in the terms before July 2020."""

from cmt_desk.domain.cases import CarePlace, OldTerm, Status
from cmt_desk.domain.intake import fold

CONFIRMED = "CONFIRMED"
WORDS: dict[str, Status | str] = {
    **{fold(status.value): status for status in Status},
    "self report": Status.SELF_REPORT,
    "lapor diri bergejala, belum dinilai": Status.SELF_REPORT,
    "traveller": Status.TRAVELLER,
    "close contact": Status.CLOSE_CONTACT,
    "otg": Status.CLOSE_CONTACT,  # close-contact history without symptoms, until July 2020
    "suspect": Status.SUSPECT,
    "suspected": Status.SUSPECT,
    "suspected case": Status.SUSPECT,
    "kasus suspek": Status.SUSPECT,
    "kasus probable": Status.PROBABLE,
    "probable case": Status.PROBABLE,
    "konfirmasi bergejala": Status.CONFIRMED_SYMPTOMS,
    "konfirmasi bergejala (simptomatik)": Status.CONFIRMED_SYMPTOMS,
    "simptomatik": Status.CONFIRMED_SYMPTOMS,
    "confirmed symptomatic": Status.CONFIRMED_SYMPTOMS,
    "confirmed, symptomatic": Status.CONFIRMED_SYMPTOMS,
    "konfirmasi tanpa gejala (asimptomatik)": Status.CONFIRMED_NO_SYMPTOMS,
    "asimptomatik": Status.CONFIRMED_NO_SYMPTOMS,
    "confirmed asymptomatic": Status.CONFIRMED_NO_SYMPTOMS,
    "confirmed, asymptomatic": Status.CONFIRMED_NO_SYMPTOMS,
    **dict.fromkeys(
        ("konfirmasi", "confirmed", "positif", "positive", "terkonfirmasi", "aktif", "active"),
        CONFIRMED,
    ),
    **dict.fromkeys(
        ("sembuh", "recovered", "selesai isolasi (sembuh)", "isolation complete"), Status.RECOVERED
    ),
    "selesai pemantauan": Status.MONITORED,
    "monitoring complete": Status.MONITORED,
    "died": Status.DIED,
    "deceased": Status.DIED,
    "wafat": Status.DIED,
}
CHOICE = frozenset({"odp", "pdp"})  # not one to one with KMK 413/2020: a person has to decide
TERMS: dict[str, OldTerm] = {
    **{fold(term.value): term for term in OldTerm},
    "orang tanpa gejala": OldTerm.OTG,
    "orang dalam pemantauan": OldTerm.ODP,
    "pasien dalam pengawasan": OldTerm.PDP,
}
OUTCOMES: dict[str, Status | None] = {
    **dict.fromkeys(("sembuh", "recovered", "selesai isolasi", "isolation complete"), Status.RECOVERED),
    **dict.fromkeys(("meninggal", "died", "deceased", "dead", "wafat"), Status.DIED),
    **dict.fromkeys(("alive", "hidup", "masih sakit", "dirawat", "unknown", "tidak diketahui"), None),
}
PLACES: dict[str, CarePlace] = {
    **{fold(place.value): place for place in CarePlace},
    **dict.fromkeys(("rumah", "home", "isoman", "isolasi mandiri", "self isolation"), CarePlace.HOME),
    **dict.fromkeys(("fasilitas isolasi", "facility", "wisma", "hotel"), CarePlace.FACILITY),
    **dict.fromkeys(("rs", "rumah sakit", "hospital", "hospitalization", "dirawat"), CarePlace.HOSPITAL),
    **dict.fromkeys(("icu", "intensive care"), CarePlace.ICU),
}
KNOWN: dict[str, dict[str, str]] = {  # our column → their word → the code an import understands
    "status": {word: str(status) for word, status in WORDS.items()},
    "place": {word: place.value for word, place in PLACES.items()},
    "outcome": {word: status.value if status else "ALIVE" for word, status in OUTCOMES.items()},
}
