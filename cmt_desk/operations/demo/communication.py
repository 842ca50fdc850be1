"""A national call tree and one message that was sent; all of it illustration."""

from datetime import date, datetime, time

from cmt_desk.domain.communication import CallContact, Channel, Sending
from cmt_desk.store import Store


def make_communication(store: Store, day: date) -> None:
    head = CallContact(
        store.new_id(), "Ketua CMT (ilustrasi)", position=1, role="Ketua CMT", phone="0800-000-001",
        deputy="Wakil Ketua (ilustrasi)", deputy_phone="0800-000-002",
    )  # fmt: skip
    store.communication.put_contact(head)
    for n, office in enumerate(store.branches.regional_offices(), 1):
        store.communication.put_contact(
            CallContact(
                store.new_id(), f"Deputi {office.short} (ilustrasi)", caller=head.id, position=n,
                role="Deputi Direktur Wilayah", phone=f"0800-000-{100 + n}",
            )
        )  # fmt: skip
    at = datetime.combine(day, time(9, 15))
    told = "Rapat CMT harian daring pukul 15.00; siapkan angka kantor masing-masing (ilustrasi)."
    store.communication.add_sending(
        Sending(store.new_id(), at, Channel.WHATSAPP, "Semua Deputi Direktur Wilayah", told, "Demo")
    )
