"""A rule said no."""


class Refused(Exception):
    """An operation broke a rule. The message is one sentence for the user, already translated.

    SQLite rolls the operation back; the window shows the sentence in its banner, the command line
    prints it and exits with 2.
    """
