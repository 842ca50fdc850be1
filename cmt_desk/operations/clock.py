"""What time it is at an office, whatever the laptop's own zone; a demo's day stands at its cut-off hour."""

from datetime import UTC, date, datetime, time, timedelta

from cmt_desk.domain.branches import UTC_HOURS
from cmt_desk.store import Store


def today_of(store: Store) -> date:
    """The day of this laptop, or that of a demo desk."""
    return store.settings.fixed_today or date.today()


def now_at(store: Store, time_zone: str = "WIB") -> datetime:
    if store.settings.fixed_today:
        return datetime.combine(store.settings.fixed_today, time(store.settings.cutoff_hour))
    there = datetime.now(UTC) + timedelta(hours=UTC_HOURS[time_zone])
    return there.replace(second=0, microsecond=0, tzinfo=None)


def office_now(store: Store, branch: str | None) -> datetime:
    """At an office, or in Jakarta for the institution."""
    office = store.branches.by_code().get(branch or "")
    return now_at(store, office.time_zone if office else "WIB")
