"""The pages of docs/ that are made from the code, so that they cannot tell anything else."""

from services.handbook.metrics import metrics_page
from services.handbook.schema import schema_page

# File name in docs/, and what writes it.
PAGES = {"schema.md": schema_page, "metrics.md": metrics_page}

__all__ = ["PAGES", "metrics_page", "schema_page"]
