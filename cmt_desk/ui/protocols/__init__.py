"""Protokol: the 24 protocols, their running copies, and one of them as a checklist to read aloud."""

from cmt_desk.ui.protocols.tab import ProtocolsTab

__all__ = ["ProtocolsTab"]
