"""What this laptop remembers of its user: language, theme, last desk, window size. Nothing of the desk."""

import json
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from cmt_desk.paths import preferences_folder


@dataclass
class Preferences:
    language: str = "id"
    theme: str = "system"
    last_desk: str = ""
    recent: list[str] = field(default_factory=list[str])
    geometry: str = ""
    seats: dict[str, list[str]] = field(default_factory=dict[str, list[str]])  # desk → name and mandate
    copies: dict[str, str] = field(default_factory=dict[str, str])  # desk → when its last copy was made

    @classmethod
    def load(cls, file: Path | None = None) -> "Preferences":
        """The saved ones; what is missing or damaged is as on a new laptop."""
        file = file or preferences_folder() / "preferences.json"
        try:
            saved: Any = json.loads(file.read_text("utf-8"))
        except (OSError, ValueError):
            saved = None
        made = cls()
        for name in (f.name for f in fields(cls)) if isinstance(saved, dict) else ():
            if isinstance(saved.get(name), type(getattr(made, name))):
                setattr(made, name, saved[name])
        return made

    def save(self, file: Path | None = None) -> None:
        file = file or preferences_folder() / "preferences.json"
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), "utf-8")
        except OSError:
            return  # a laptop that cannot keep preferences still works

    def last_copy(self, desk: str) -> datetime | None:
        """When a copy of that desk was last made here."""
        try:
            return datetime.fromisoformat(self.copies[desk])
        except (KeyError, TypeError, ValueError):
            return None  # none yet, or the file was changed by hand

    def remember(self, desk: Path) -> None:
        self.last_desk = str(desk)
        self.recent = [str(desk), *(r for r in self.recent if r != str(desk))][:8]
