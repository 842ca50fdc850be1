"""What this laptop remembers of its user: language, theme, last desk, window size. Nothing of the desk."""

import json
from dataclasses import asdict, dataclass, field, fields
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
        """The saved ones; a missing or damaged file means the defaults."""
        file = file or preferences_folder() / "preferences.json"
        try:
            saved: Any = json.loads(file.read_text("utf-8"))
            known = {f.name: saved[f.name] for f in fields(cls) if f.name in saved}
            return cls(**known)
        except (OSError, ValueError, TypeError, AttributeError):
            return cls()

    def save(self, file: Path | None = None) -> None:
        file = file or preferences_folder() / "preferences.json"
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), "utf-8")
        except OSError:
            return  # a laptop that cannot keep preferences still works

    def remember(self, desk: Path) -> None:
        self.last_desk = str(desk)
        self.recent = [str(desk), *(r for r in self.recent if r != str(desk))][:8]
