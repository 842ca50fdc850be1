"""What every group of commands is given."""

import argparse
from collections.abc import Callable
from datetime import date

Run = Callable[[argparse.Namespace], int]
Adder = Callable[[str, Run], argparse.ArgumentParser]  # a command of a desk: its name, what it runs
Day = Callable[[str], date]  # YYYY-MM-DD; raises ArgumentTypeError
