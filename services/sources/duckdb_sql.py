"""Names and texts in the SQL that DuckDB is given as text."""

from services.semantic.dialects import find_dialect

quote = find_dialect("duckdb").quote


def text(value: str) -> str:
    """Return a text as it stands in SQL."""
    return "'" + value.replace("'", "''") + "'"
