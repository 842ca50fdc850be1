"""What a desk says of itself: its name, the institution, the demo's day."""

from datetime import date

from cmt_desk.store.driver import Database


class Settings:
    """Keys: desk, institution, fixed_today (a demo lives on one day), illustrative, cutoff_hour,
    proposal_days, loss_appetite and loss_limit (rupiah)."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, key: str, default: str = "") -> str:
        row = self._db.execute("SELECT value FROM setting WHERE key = ?", [key]).fetchone()
        return row[0] if row else default

    def put(self, key: str, value: str) -> None:
        self._db.table("setting").upsert({"key": key, "value": value}, pk="key")

    @property
    def institution(self) -> str:
        return self.get("institution", "BPJS Ketenagakerjaan")

    @property
    def fixed_today(self) -> date | None:
        """The demo's today; None on a real desk."""
        value = self.get("fixed_today")
        return date.fromisoformat(value) if value else None

    @property
    def illustrative(self) -> bool:
        """True where single offices' zones are made up (the demo): the screens and the sheet say so."""
        return self.get("illustrative") == "1"

    @property
    def cutoff_hour(self) -> int:
        return int(self.get("cutoff_hour", "16"))

    @property
    def proposal_days(self) -> int:
        """Facts of so many days, today among them, are proposed; older ones are history."""
        return int(self.get("proposal_days", "7"))
