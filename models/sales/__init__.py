"""The domain of sales: leads, deals and what is done to win them."""

from models.sales.activities import Activity, ActivityType, Quota
from models.sales.deals import Deal, DealSnapshot, Pipeline, Stage, StageChange
from models.sales.leads import CampaignSpend, Lead

__all__ = [
    "Activity",
    "ActivityType",
    "CampaignSpend",
    "Deal",
    "DealSnapshot",
    "Lead",
    "Pipeline",
    "Quota",
    "Stage",
    "StageChange",
]
