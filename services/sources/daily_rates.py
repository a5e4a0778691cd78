"""Exchange rates with one row a day, as a view of a copy: rows are joined to them by equality."""

from services.semantic.catalog import RATES, Catalog
from services.sources.duckdb_sql import quote

VIEW = "exchange_rate_days"


def daily_rates_of(catalog: Catalog, source: str) -> str | None:
    """Return the SELECT of each rate with each day on which it holds, or None where the source holds no rates.

    A rate holds until the next of its kind. The last goes up to the last day from which any rate is valid.
    """
    entity = catalog.entities.get(RATES)
    if entity is None or entity.source != source:
        return None
    tenant = [quote(entity.tenant)] if entity.tenant else []
    kept = ", ".join([*tenant, "kind", "from_currency", "to_currency", "rate"])
    into = ", ".join([*tenant, "kind", "to_currency"])
    # Filters reach the rows below, since all that they may be about is what the windows are partitioned by.
    return (
        f"SELECT {kept}, valid_from + CAST(unnest(range(held)) AS INTEGER) AS day"
        f" FROM (SELECT {kept}, valid_from, coalesce("
        f"lead(valid_from) OVER (PARTITION BY {into}, from_currency ORDER BY valid_from),"
        f" max(valid_from) OVER (PARTITION BY {into}) + 1) - valid_from AS held"
        f" FROM {quote(entity.table)})"
    )
