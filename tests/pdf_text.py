"""The text of a printed page, read without its drawings: most of a page are zone marks and maps."""

import re

from pypdf import PageObject
from pypdf.generic import DecodedStreamObject, NameObject

TEXT_AND_PLACES = re.compile(rb"^BT\n.*?\nET\n|^(?:q|Q|[^\n]* cm)\n", re.MULTILINE | re.DOTALL)
EMPTY = re.compile(rb"^q\n(?:[^\n]* cm\n)*Q\n", re.MULTILINE)
NEXT_LETTER = re.compile(rb"> Tj\n[\d.]+ 0 Td <")  # Qt places each letter


def text_of_page(page: PageObject) -> str:
    """What pypdf reads, in a quarter of the time."""
    contents, whole = page.get_contents(), page.raw_get("/Contents")
    assert contents is not None
    kept = contents.get_data().replace(b"q q\n", b"q\nq\n").replace(b"Q q\n", b"Q\nq\n")
    kept = b"".join(TEXT_AND_PLACES.findall(kept))
    while (less := EMPTY.sub(b"", kept)) != kept:
        kept = less
    lean = DecodedStreamObject()
    lean.set_data(NEXT_LETTER.sub(b"", kept))
    page[NameObject("/Contents")] = lean
    try:
        return page.extract_text()
    finally:
        page[NameObject("/Contents")] = whole
