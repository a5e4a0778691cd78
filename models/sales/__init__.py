"""The sales domain: leads, deals, activities and quotas."""

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
