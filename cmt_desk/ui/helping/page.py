"""The help as a page of safe rich text, written from the actions that exist: it cannot go stale."""

from collections.abc import Iterable, Sequence
from html import escape

from cmt_desk.continuity_wording import light_name
from cmt_desk.domain.branches import Zone
from cmt_desk.domain.functions import Light
from cmt_desk.i18n import _
from cmt_desk.records import record
from cmt_desk.ui.helping.words import about_the_file, other_keys, purposes, tones
from cmt_desk.ui.look import Tokens
from cmt_desk.wording import zone_name


@record
class Offered:
    """Something that can be done: its words, its keys as this system writes them, and what it does."""

    text: str
    keys: str
    tip: str


def help_page(
    tab: str,
    names: dict[str, str],
    here: Sequence[Offered],
    everywhere: Sequence[Offered],
    file: str,
    read_only: bool,
    t: Tokens,
) -> str:
    """`tab`: the one in front; `names`: of all tabs; pictures are asked for as zone:… and light:…"""
    told = purposes()
    others = [
        f"<p><a href='tab:{key}'><b>{escape(name)}</b></a> &nbsp; {escape(told[key])}</p>"
        for key, name in names.items()
        if key != tab
    ]
    keys = [(one.keys, one.text) for one in everywhere if one.keys] + other_keys()
    parts = [
        f"<h2>{escape(names[tab])}</h2><p>{escape(told[tab])}</p>",
        _section(_("What can be done here"), _rows((o.text, o.keys, o.tip) for o in here)) if here else "",
        _section(_("Keys that work everywhere"), _rows(keys)),
        _section(_("What the colours mean"), _colours(t)),
        _section(_("Where the file is"), f"<p>{escape(file)}</p><p>{escape(about_the_file(read_only))}</p>"),
        _section(_("The other tabs"), "".join(others)),
    ]
    style = f"a {{ color: {t.accent}; }} td {{ padding: 2px 16px 2px 0; }} h3 {{ margin-top: 18px; }}"
    return f"<html><head><style>{style}</style></head><body>{''.join(parts)}</body></html>"


def _section(title: str, body: str) -> str:
    return f"<h3>{escape(title)}</h3>{body}"


def _rows(rows: Iterable[Sequence[str]]) -> str:
    lines = (
        "<tr>" + "".join(f"<td>{'<b>' if n == 0 else ''}{escape(cell)}</td>" for n, cell in enumerate(row))
        for row in rows
    )
    return f"<table>{''.join(lines)}</table>"


def _colours(t: Tokens) -> str:
    zones = ((f"zone:{zone.value if zone else ''}", zone_name(zone)) for zone in (*Zone, None))
    lights = ((f"light:{light.value}", light_name(light)) for light in Light)
    tones_told = (
        f"<tr><td><span style='color:{getattr(t, tone)}'>■■</span></td><td>{escape(said)}</td></tr>"
        for tone, said in tones()
    )
    return (
        f"<p>{_marks(zones)}</p><p>{escape(_('Critical functions:'))} {_marks(lights)}</p>"
        f"<table>{''.join(tones_told)}</table>"
    )


def _marks(marks: Iterable[tuple[str, str]]) -> str:
    return " &nbsp; ".join(
        f"<img src='{name}' style='vertical-align: middle'>&nbsp;{escape(said)}" for name, said in marks
    )
