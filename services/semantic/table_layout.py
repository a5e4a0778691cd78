"""What a copy offers to questions beyond the tables of its source, so that they need less work."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TableLayout:
    """How the tables that are asked are laid out.

    ``daily_rates`` is a table with an exchange rate for each day on which one holds, up to the last day from which one
    is valid; None where rates stand with their first day alone. ``expands_days`` says whether the engine can turn a
    bucket into a row for each of its days. What neither offers is joined by ranges, which engines do row by row.
    """

    daily_rates: str | None = None
    expands_days: bool = False


PLAIN = TableLayout()
