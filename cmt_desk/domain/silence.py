"""When an office is silent: nothing was recorded for it for some days.

A sign of life is a day the roster plans for it (working, at home, ill, on leave or off), a step of one of its
cases, a protocol run of it that was started or ticked, or a report of its own. What is planned for later days
is no sign yet.
"""

from datetime import date

CHOICES = (3, 7, 14, 28)  # days one can ask for; the store need not look further back than the longest


def is_silent(last_sign: date | None, on: date, days: int) -> bool:
    """No sign in the last `days` days up to and with `on`; an office never heard of is silent."""
    return last_sign is None or (on - last_sign).days >= days
