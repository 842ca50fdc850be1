"""Qt's own words (OK, Cancel, the print dialog) from our catalogue: Qt ships no Indonesian translation."""

from PySide6.QtCore import QTranslator

from cmt_desk.i18n import translate


class QtWords(QTranslator):
    """Asks our catalogue; what it does not know stays as Qt says it.

    Keys keep the names that stand on them: the catalogue's Left is what is left of the supplies.
    """

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        if context == "QShortcut":
            return None
        plain = source.replace("&", "")
        said = translate(plain)
        return said if said != plain else None

    def isEmpty(self) -> bool:
        return False
