"""A field for a whole number, as people write it."""

from PySide6.QtWidgets import QLineEdit

from cmt_desk.domain.errors import Refused
from cmt_desk.domain.indicators import Unreadable, read_value
from cmt_desk.i18n import _, number


class AmountField(QLineEdit):
    """Rupiah, severity, people or pieces: 1.250.000. Empty is not the same as 0."""

    def __init__(self, value: int | None = None) -> None:
        super().__init__("" if value is None else number(value))

    def amount(self, name: str) -> int | None:
        """None where nothing was typed. Raises Refused for what is no whole number."""
        if not self.text().strip():
            return None
        try:
            return int(read_value(self.text(), 0))
        except Unreadable:
            raise Refused(_("{name}: “{text}” is not a whole number.").format(
                name=name, text=self.text().strip()[:30])) from None  # fmt: skip
