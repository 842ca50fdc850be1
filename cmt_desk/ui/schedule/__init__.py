"""Jadwal: people × days of one office, the cap of each day, and why a cell is what it is."""

from cmt_desk.ui.schedule.tab import ScheduleTab

__all__ = ["ScheduleTab"]
