"""Calendar files by RFC 5545: folded by octets, escaped, stable UIDs, nobody's illness told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cmt_desk.domain.schedule import Cell
from cmt_desk.reports.calendar import as_ics, escaped, folded
from tests.reports.test_roster import MONDAY, PEOPLE, facts

STAMP = datetime(2020, 12, 4, 7, 5, tzinfo=UTC)


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_no_line_is_longer_than_75_octets_and_nothing_is_lost(text: str):
    parts = list(folded(text))
    assert all(len(part.encode()) <= 75 for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == text
    assert all(part[0] == " " for part in parts[1:])


def test_text_is_escaped_and_cannot_add_a_line():
    assert escaped("a, b; c\\d\r\nBEGIN:VEVENT\x07") == "a\\, b\\; c\\\\d\\nBEGIN:VEVENT"


def test_an_event_a_published_working_day_with_its_start_in_utc():
    """Start wave 1 at 07.00 WIB is midnight UTC; a draft tells nobody anything."""
    lines = unfolded(as_ics(facts(), PEOPLE[0], STAMP))
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 5  # the second week is a draft
    assert "DTSTART:20201207T000000Z" in lines and "DTEND:20201207T090000Z" in lines
    assert "DTSTART;VALUE=DATE:20201208" in lines and "DTEND;VALUE=DATE:20201209" in lines
    assert "LOCATION:Medan & Kota\\, Medan" in lines
    assert "DTSTAMP:20201204T070500Z" in lines


def test_a_later_publication_replaces_the_event_under_the_same_uid():
    def uids(lines: list[str]) -> list[str]:
        return [line for line in lines if line.startswith("UID:")]

    def sequence(lines: list[str]) -> int:
        return int(next(line for line in lines if line.startswith("SEQUENCE:")).removeprefix("SEQUENCE:"))

    before = unfolded(as_ics(facts(), PEOPLE[0], STAMP))
    after = unfolded(as_ics(facts(), PEOPLE[0], STAMP + timedelta(hours=1)))
    assert uids(before) == uids(after) and len(set(uids(before))) == 5
    assert sequence(after) > sequence(before)


def test_a_calendar_never_says_that_somebody_is_ill():
    ill = {("101", MONDAY): Cell.ISOLATION, ("101", MONDAY + timedelta(days=1)): Cell.LEAVE}
    text = as_ics(replace(facts(), published=ill), PEOPLE[0], STAMP)
    assert text.count("SUMMARY:Tidak masuk") == 2
