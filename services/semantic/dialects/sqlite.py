"""SQLite, whose dates and instants are text and whose whole numbers have 64 bits."""

from services.semantic.dialects.base import Dialect, bare_literal


def _convert_currency(amount: str, rate: str) -> str:
    # No whole number is wider than 64 bits, so the product is made from parts of six digits, as on paper.
    high, low = f"(abs({amount}) / 1000000)", f"(abs({amount}) % 1000000)"
    units, upper, lower = f"({rate} / 1000000000000)", f"({rate} / 1000000 % 1000000)", f"({rate} % 1000000)"
    middle = f"({high} * {lower} + {low} * {upper})"
    rest = f"({middle} % 1000000 * 1000000 + {low} * {lower} + 500000000000) / 1000000000000"
    size = f"(abs({amount}) * {units} + {high} * {upper} + {middle} / 1000000 + {rest})"
    return f"(CASE WHEN {amount} < 0 THEN -{size} ELSE {size} END)"


def _months_later(day: str, months: str) -> str:
    # 31 January plus a month runs over into March; then the last day of the month before is meant.
    later = f"date({day}, {months} || ' months')"
    last = f"date({day}, 'start of month', ({months} + 1) || ' months', '-1 day')"
    return f"min({later}, {last})"


DIALECT = Dialect(
    name="sqlite",
    spellings={
        "convert_currency": _convert_currency,
        # Days of the Julian calendar are halves, whose difference is whole.
        "days_between": lambda start, end: f"CAST(julianday({end}) - julianday({start}) AS INTEGER)",
        "seconds_between": lambda start, end: (
            f"(CAST(strftime('%s', {end}) AS INTEGER) - CAST(strftime('%s', {start}) AS INTEGER))"
        ),
        "days_later": lambda day, days: f"date({day}, {days} || ' days')",
        "months_later": _months_later,
        "clamp": lambda number, most: f"(min(max({number}, 0), {most}))",
        "day_of": lambda instant, ahead: f"date({instant}, {ahead} || ' seconds')",
    },
    cancel=lambda connection: connection.interrupt(),
    literal=bare_literal,
)
