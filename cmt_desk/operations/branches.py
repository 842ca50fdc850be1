"""Keeping an office's contact data."""

from cmt_desk.domain.branches import Contact
from cmt_desk.domain.errors import Refused
from cmt_desk.i18n import _
from cmt_desk.store import Store

LONGEST = 300  # letters in one field


def set_contact(store: Store, branch: str, contact: Contact) -> None:
    """Whom to call at an office and where it stands; empty fields are emptied. Refuses nonsense."""
    before = store.branches.stored().get(branch)
    if before is None:
        raise Refused(_("There is no office with the code {code}.").format(code=branch))
    if contact.email and "@" not in contact.email:
        raise Refused(_("“{text}” is not an e-mail address.").format(text=contact.email))
    if contact.phone and not any(letter.isdigit() for letter in contact.phone):
        raise Refused(_("“{text}” is not a telephone number.").format(text=contact.phone))
    if max(map(len, contact)) > LONGEST:
        raise Refused(_("A field holds at most {n} letters.").format(n=LONGEST))
    wanted = {name: value.strip() or None for name, value in contact._asdict().items()}
    with store.operation("set_contact", _("Contact data of {office}").format(office=before["name"])):
        store.branches.put_branches([{**before, **wanted}])
