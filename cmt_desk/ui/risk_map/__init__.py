"""The tab Risk map: the country at a glance, any week."""

from cmt_desk.ui.risk_map.tab import RiskMapTab

__all__ = ["RiskMapTab"]
