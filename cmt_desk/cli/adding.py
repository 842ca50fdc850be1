"""What every group of commands is given."""

import argparse
from collections.abc import Callable
from datetime import date

from cmt_desk.store import Store

Run = Callable[[argparse.Namespace], int]
Adder = Callable[[str, Run], argparse.ArgumentParser]  # a command of a desk: its name, what it runs
Day = Callable[[str], date]  # YYYY-MM-DD; raises ArgumentTypeError


def today_of(store: Store) -> date:
    """The day of this laptop, or that of a demo desk."""
    return store.settings.fixed_today or date.today()
