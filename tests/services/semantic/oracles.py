"""The five numbers as an analyst would ask for them: plain SQL, written by hand, that knows nothing of the road.

``keys`` are what a number is split by, ``where`` narrows the rows; ``:org``, ``:first`` and ``:last`` are bound.
"""

LINES = """
    FROM orders AS o
    JOIN order_lines AS l ON l.order_id = o.id AND l.organization_id = o.organization_id
    JOIN products AS p ON p.id = l.product_id
    JOIN clients AS c ON c.id = o.client_id
    WHERE o.organization_id = :org {where}
"""

SOLD = LINES + " AND o.cancelled_on IS NULL AND o.ordered_on BETWEEN :first AND :last"

REVENUE = "SELECT {keys} SUM(l.amount)" + SOLD + "{group}"

GROSS_MARGIN = (
    "SELECT {keys} CASE WHEN SUM(l.amount) > 0 "
    "THEN CAST(SUM(l.amount) - SUM(l.cost) AS DOUBLE PRECISION) / SUM(l.amount) END" + SOLD + "{group}"
)

WORTH = "SELECT {named_keys} o.id, SUM(l.amount) AS worth" + SOLD + " GROUP BY {plain_keys} o.id"

MEDIAN_VALUE = {
    "postgresql": f"SELECT {{names}} percentile_cont(0.5) WITHIN GROUP (ORDER BY worth) FROM ({WORTH}) AS w {{by}}",
    "duckdb": f"SELECT {{names}} median(worth) FROM ({WORTH}) AS w {{by}}",
    "sqlite": f"""
        SELECT {{names}} AVG(worth) FROM (
            SELECT w.*,
                ROW_NUMBER() OVER ({{partition}} ORDER BY worth) AS place,
                COUNT(*) OVER ({{partition}}) AS orders
            FROM ({WORTH}) AS w
        ) WHERE 2 * place BETWEEN orders AND orders + 2 {{by}}
    """,
}

# Who bought in the 90 days that end with :last, and what was ordered and still lay there on that evening.
ACTIVE = (
    "SELECT {keys} COUNT(DISTINCT o.client_id)"
    + LINES
    + " AND o.cancelled_on IS NULL AND o.ordered_on > :ninety_days_ago AND o.ordered_on <= :last {group}"
)

OPEN = (
    "SELECT {keys} COUNT(DISTINCT o.id)"
    + LINES
    + " AND o.ordered_on <= :last AND (o.shipped_on IS NULL OR o.shipped_on > :last)"
    + " AND (o.cancelled_on IS NULL OR o.cancelled_on > :last) {group}"
)

TRUNCATED = "CAST(date_trunc('{grain}', o.ordered_on) AS date)"

STARTS = {
    grain: {"postgresql": TRUNCATED.format(grain=grain), "duckdb": TRUNCATED.format(grain=grain), "sqlite": sqlite}
    for grain, sqlite in {
        "week": "date(o.ordered_on, 'weekday 0', '-6 days')",
        "month": "strftime('%Y-%m-01', o.ordered_on)",
        "quarter": "strftime('%Y-', o.ordered_on) || CASE (strftime('%m', o.ordered_on) - 1) / 3 "
        "WHEN 0 THEN '01' WHEN 1 THEN '04' WHEN 2 THEN '07' ELSE '10' END || '-01'",
        "year": "strftime('%Y-01-01', o.ordered_on)",
    }.items()
}


def split(sql: str, keys: tuple[str, ...], where: str = "") -> str:
    """Return the SQL split by its keys, and narrowed."""
    names = tuple(f"key_{number}" for number in range(len(keys)))
    return sql.format(
        keys="".join(f"{key}, " for key in keys),
        plain_keys="".join(f"{key}, " for key in keys),
        named_keys="".join(f"{key} AS {name}, " for key, name in zip(keys, names, strict=True)),
        names="".join(f"{name}, " for name in names),
        group=" GROUP BY " + ", ".join(keys) if keys else "",
        by=" GROUP BY " + ", ".join(names) if keys else "",
        partition="PARTITION BY " + ", ".join(names) if keys else "",
        where=where,
    )
