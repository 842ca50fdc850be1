"""What the QR code of a sheet says: which sheet it is, and the figures one would read out."""

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.paper_code import MARK
from cmt_desk.domain.sheets import StatusSheet


def qr_text(sheet: StatusSheet, code: str = "") -> str:
    """Capitals, digits and `/:-` only, which a QR code packs closest. ZONE: green to red, then unmapped.

    `code`, the typed code of an office, stands last: a scanner types it as somebody would.
    """
    facts, stamp = sheet.facts, sheet.stamp
    cases, zones, crew = facts.cases, facts.zones, sheet.crew
    issued = f"V{stamp.version}" if stamp and stamp.issued_at else "DRAFT"
    counts = "/".join(str(zones[zone]) for zone in (*Zone, None))
    number = stamp.number if stamp else sheet.number
    parts = [
        f"PAGE:{facts.scope.code} OF:{number}" if sheet.part else number,
        issued,
        facts.day.isoformat(),
        f"POS:{cases.cumulative}/{cases.recovered}/{cases.active}/{cases.deaths}",
        f"CARE:{cases.hospital}/{cases.home}/{cases.facility}",
        f"ZONE:{counts}",
        f"UNIT:{cases.exposed_units}",
        f"WAO:{crew.wao}/{crew.cap}",
    ]
    if stamp and stamp.digest:
        parts.append(f"SHA:{stamp.digest[:16].upper()}")
    if code:
        parts.append(f"{MARK} {code}")
    return " ".join(parts).upper()
