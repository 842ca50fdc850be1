"""What is said of a chain: its marks, its heading, a case under the pointer."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from cmt_desk.domain.branches import Zone
from cmt_desk.domain.cases import Status
from cmt_desk.domain.chains import LONGEST_INCUBATION, ChainCase, Cluster, DatedBy, Doubt, Link, Member
from cmt_desk.i18n import _, either, medium_date, number, short_date
from cmt_desk.records import record
from cmt_desk.ui import look
from cmt_desk.ui.look import Tokens
from cmt_desk.wording import status_name

RADIUS = 8.0  # of a mark, in pixels


@record
class State:
    """How a group of statuses is marked: shape and colour as of a zone, with a letter of its own."""

    name: str
    letter: str
    zone: Zone | None

    @property
    def colour(self) -> QColor:
        return look.ZONE_COLOURS[self.zone]

    @property
    def ink(self) -> QColor:
        return look.ZONE_INK[self.zone]

    def shape(self, radius: float) -> QPainterPath:
        """Round (0, 0)."""
        return _shape(self.zone, radius)

    def paint(self, painter: QPainter, centre: QPointF, tokens: Tokens) -> None:
        painter.translate(centre)
        painter.setPen(QPen(look.OUTLINE, 1))
        painter.setBrush(QBrush(self.colour))
        painter.drawPath(self.shape(RADIUS))
        painter.fillPath(letter_path(self.letter, RADIUS), self.ink)


def states() -> dict[str, State]:
    """In the order of the legend."""
    return {
        "confirmed": State(_("Confirmed"), either("K", "C"), Zone.RED),
        "suspected": State(_("Suspected or probable"), either("S", "S"), Zone.ORANGE),
        "watched": State(_("Under observation"), either("P", "W"), Zone.YELLOW),
        "free": State(_("Recovered, released"), either("B", "R"), Zone.GREEN),
        "discarded": State(_("Discarded, deceased"), either("X", "X"), None),
    }


def state_key(status: Status) -> str:
    if status.confirmed:
        return "confirmed"
    if status in (Status.SUSPECT, Status.PROBABLE):
        return "suspected"
    if status in (Status.RECOVERED, Status.MONITORED):
        return "free"
    return "discarded" if status.closing else "watched"


def _shape(zone: Zone | None, radius: float) -> QPainterPath:
    path = QPainterPath()
    outline = look.zone_shape(zone, QPointF(0, 0), radius)
    if outline is not None:
        path.addPolygon(QPolygonF(outline))
        path.closeSubpath()
    else:
        path.addEllipse(QPointF(0, 0), radius, radius)
    return path


def letter_path(letter: str, radius: float) -> QPainterPath:
    """A letter in the middle of a mark, as an outline that scales with it."""
    font = QFont(look.paper_font())
    font.setPixelSize(100)
    font.setBold(True)
    path = QPainterPath()
    path.addText(0, 0, font, letter)
    box, scale = path.boundingRect(), radius * 1.1 / 73  # a capital is about 73 high
    path.translate(-box.center())
    return QTransform.fromScale(scale, scale).map(path)


def heading(cluster: Cluster, offices: Mapping[str, str]) -> str:
    """ "KC Grogol · 5 kasus · 3 generasi · 12 Nov – 30 Nov"."""
    told = _("{office} · {n} cases · {generations} generations · {first} – {last}").format(
        office=offices.get(cluster.branch, cluster.branch),
        n=number(len(cluster.members)),
        generations=number(cluster.generations),
        first=short_date(cluster.first),
        last=short_date(cluster.last),
    )
    others = len(cluster.branches) - 1
    return f"{told} · " + _("+{n} offices").format(n=number(others)) if others > 0 else told


def dated(case: ChainCase) -> str:
    """ "gejala 20 Nov 2020": which date places the case."""
    words = {
        DatedBy.ONSET: _("onset {day}"),
        DatedBy.SPECIMEN: _("specimen {day}"),
        DatedBy.CONFIRMATION: _("confirmed {day}"),
        DatedBy.OPENING: _("recorded {day}"),
    }
    return words[case.dated_by].format(day=medium_date(case.day))


def doubt_text(doubt: Doubt) -> str:
    match doubt:
        case Doubt.SOURCE_LATER:
            return _("impossible by dates: the source fell ill later")
        case Doubt.TOO_LATE:
            return _("doubtful: symptoms more than {n} days after the contact").format(n=LONGEST_INCUBATION)


def link_text(link: Link, cases: Mapping[str, ChainCase]) -> str:
    """ "dari 100123, kontak terakhir 18 Nov"; then what speaks against it."""
    words = _("from {number}, last contact {day}")
    if not link.likeliest:
        words = _("perhaps from {number}, last contact {day}")
    told = words.format(number=cases[link.source].employee, day=short_date(link.last_contact))
    return f"{told} · {doubt_text(link.doubt)}" if link.doubt else told


def told_of(
    member: Member, links: Sequence[Link], cases: Mapping[str, ChainCase], office: str
) -> Sequence[str]:
    """The lines under the name: who, where, state, date, sources, how many it infected."""
    case = member.case
    sources = [link_text(link, cases) for link in links if link.target == case.id]
    infected = sum(link.source == case.id and link.likeliest for link in links)
    return [
        f"{case.employee} · {office}",
        f"{status_name(case.status)} · {dated(case)}",
        _("generation {n}").format(n=number(member.generation + 1))
        + (" · " + _("infected {n}").format(n=number(infected)) if infected else ""),
        *(sources or [_("no source known")]),
    ]
