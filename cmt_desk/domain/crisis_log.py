"""The crisis log: a line a thing that was decided, said or seen; and how a typed line is understood."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum

from cmt_desk.domain.intake import fold
from cmt_desk.records import record


class LogKind(StrEnum):
    DECISION = "DECISION"
    CALL = "CALL"
    MESSAGE = "MESSAGE"
    EVENT = "EVENT"


PREFIXES: Mapping[str, LogKind] = {  # the first word of a typed line
    word: kind
    for kind, words in (
        (LogKind.DECISION, "putus keputusan diputuskan decision decided"),
        (LogKind.CALL, "telp telepon tel call called"),
        (LogKind.MESSAGE, "pesan wa email surat message mail"),
        (LogKind.EVENT, "kejadian event"),
    )
    for word in words.split()
}
LONGEST_NAME = 5  # words in an office's name
_TIME = re.compile(r"(\d{1,2})[.:](\d{2})(?=\s)")
_MENTION = re.compile(r"(?:^|(?<=\s))@(?=(\S+(?:\s+\S+){0,4}))")  # ahead only: the next @ may be near


@record
class LogLine:
    """One line as it is shown. `origin`: "log", or where else in the desk it was recorded (read-only there).

    `timed` is False where only the day is known. `corrected_by`: the version that stands in its place.
    """

    id: str
    at: datetime
    kind: LogKind
    text: str
    by: str
    branch: str = ""
    origin: str = "log"
    timed: bool = True
    corrects: str = ""
    reason: str = ""
    corrected_by: str = ""


@record
class Typed:
    """A quick entry understood; `unknown`: an @name that is no office."""

    kind: LogKind
    text: str
    branch: str = ""
    clock: tuple[int, int] | None = None
    unknown: str = ""


def understand(line: str, office: Callable[[str], tuple[str, str] | None]) -> Typed:
    """What a typed line says: "14.05 telp @Surabaya Darmo: dua orang demam".

    A time may come first, then a word that names the kind; `office` gives code and name for a folded name.
    The longest name after an @ counts; an @ inside a word is an address.
    """
    rest, clock = line.strip(), None
    if (found := _TIME.match(rest)) and int(found[1]) < 24 and int(found[2]) < 60:
        clock, rest = (int(found[1]), int(found[2])), rest[found.end() :].lstrip()
    first, _space, after = rest.partition(" ")
    kind = PREFIXES.get(first.rstrip(":").casefold())
    if kind:
        rest = after.strip()
    branch, unknown = "", ""
    for mention in _MENTION.finditer(rest):
        words = mention[1].split()
        for n in range(min(LONGEST_NAME, len(words)), 0, -1):
            name = " ".join(words[:n])
            if known := office(fold(name.rstrip(".,:;!?"))):
                branch = branch or known[0]
                tail = name[len(name.rstrip(".,:;!?")) :]
                rest = re.sub(r"@" + r"\s+".join(map(re.escape, words[:n])), known[1] + tail, rest, count=1)
                break
        else:
            unknown = unknown or words[0].rstrip(".,:;!?")
    return Typed(kind or LogKind.EVENT, rest.strip(), branch, clock, unknown)


@record
class Wanted:
    """What the filters let through; an empty one lets everything."""

    words: str = ""
    kind: LogKind | None = None
    branch: str = ""
    by: str = ""
    day: date | None = None


class Search:
    """Finds lines as one types. What a line is searched in never changes, so it is folded once."""

    def __init__(self) -> None:
        self._folded: dict[str, str] = {}

    def among(self, lines: Iterable[LogLine], wanted: Wanted, offices: Mapping[str, str]) -> list[LogLine]:
        """The lines in their order; every word typed must stand in one or in its office's name."""
        words = fold(wanted.words).split()
        left = [line for line in lines if _passes(line, wanted)]
        return [line for line in left if self._has(line, words, offices)] if words else left

    def _has(self, line: LogLine, words: Sequence[str], offices: Mapping[str, str]) -> bool:
        text = self._folded.get(line.id)
        if text is None:
            text = fold(f"{line.text} {line.by} {offices.get(line.branch, '')} {line.reason}")
            self._folded[line.id] = text
        return all(word in text for word in words)


def _passes(line: LogLine, wanted: Wanted) -> bool:
    return (
        (wanted.kind is None or line.kind is wanted.kind)
        and (not wanted.branch or line.branch == wanted.branch)
        and (not wanted.by or line.by == wanted.by)
        and (wanted.day is None or line.at.date() == wanted.day)
    )
