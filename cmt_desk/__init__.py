"""CMT Desk: the desk a crisis management team reaches for first."""

__version__ = "0.1.0"
