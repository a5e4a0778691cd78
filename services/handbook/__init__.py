"""The pages of docs/ that are generated from the code, so that they are always up to date."""

from services.handbook.charts import charts_page
from services.handbook.metrics import metrics_page
from services.handbook.schema import schema_page

# File name in docs/, and the function that generates it.
PAGES = {"schema.md": schema_page, "metrics.md": metrics_page, "charts.md": charts_page}

__all__ = ["PAGES", "charts_page", "metrics_page", "schema_page"]
