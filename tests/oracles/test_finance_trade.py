"""Oracles: the revenue bridge, receivables and payables."""

from tests.oracles import Oracle, assert_same, each
from tests.oracles.books import DEMO, IN_DEMO, IN_REAL, REAL
from tests.oracles.conftest import World

BRIDGE = tuple(
    f"bridge.{step}" for step in ("before", "price", "volume", "mix", "new_products", "dropped_products", "now")
)
BRIDGE_SQL = """
    WITH sold AS (
        SELECT products.category, products.code, orders.shipped_on, lines.quantity,
               CASE WHEN orders.currency = '{home}' THEN lines.amount ELSE exchanged(lines.amount, (
                   SELECT rates.rate FROM exchange_rates AS rates
                   WHERE rates.organization_id = orders.organization_id AND rates.kind = 'average'
                     AND rates.from_currency = orders.currency AND rates.to_currency = '{home}'
                     AND rates.valid_from <= orders.shipped_on
                   ORDER BY rates.valid_from DESC LIMIT 1
               )) END AS amount
        FROM order_lines AS lines
        JOIN orders ON orders.id = lines.order_id
        JOIN products ON products.id = lines.product_id
        WHERE lines.organization_id = :organization AND orders.cancelled_on IS NULL
          AND orders.shipped_on BETWEEN '{before}' AND '{last}'
    ),
    per_product AS (
        SELECT category, code,
               SUM(CASE WHEN shipped_on < '{first}' THEN quantity ELSE 0 END) AS units_then,
               SUM(CASE WHEN shipped_on < '{first}' THEN amount ELSE 0 END) AS money_then,
               SUM(CASE WHEN shipped_on >= '{first}' THEN quantity ELSE 0 END) AS units_now,
               SUM(CASE WHEN shipped_on >= '{first}' THEN amount ELSE 0 END) AS money_now
        FROM sold
        GROUP BY category, code
    ),
    lasting AS (
        SELECT category, SUM(money_now) AS money_now, SUM(money_then) AS money_then,
               SUM(CAST(units_now AS DOUBLE PRECISION) * money_then / units_then) AS at_old_prices,
               CAST(SUM(units_now) - SUM(units_then) AS DOUBLE PRECISION) * SUM(money_then) / SUM(units_then) AS volume
        FROM per_product
        WHERE units_then > 0 AND units_now > 0
        GROUP BY category
    ),
    whole AS (
        SELECT category, SUM(money_then) AS money_then, SUM(money_now) AS money_now,
               SUM(CASE WHEN units_then <= 0 THEN money_now - money_then ELSE 0 END) AS new,
               SUM(CASE WHEN units_then > 0 AND units_now <= 0 THEN money_now - money_then ELSE 0 END) AS dropped
        FROM per_product
        GROUP BY category
    )
    SELECT whole.category, whole.money_then, lasting.money_now - at_old_prices, volume,
           at_old_prices - lasting.money_then - volume, new, dropped, whole.money_now
    FROM whole LEFT JOIN lasting USING (category)
"""

# Open amount of each invoice at the end of September, in EUR at the rate of the invoice date.
OWED = """
    WITH owed AS (
        SELECT invoices.id, clients.segment, invoices.issued_on, days_between(invoices.due_on, '2025-09-30') AS late,
               CASE WHEN invoices.currency = 'EUR' THEN invoices.amount - COALESCE(came_in.paid, 0)
                    ELSE exchanged(invoices.amount - COALESCE(came_in.paid, 0), rates.rate) END AS open
        FROM invoices
        LEFT JOIN (
            SELECT invoice_id, CAST(SUM(amount) AS BIGINT) AS paid FROM payments
            WHERE paid_on <= '2025-09-30' GROUP BY invoice_id
        ) AS came_in ON came_in.invoice_id = invoices.id
        JOIN clients ON clients.id = invoices.client_id
        LEFT JOIN exchange_rates AS rates ON rates.organization_id = invoices.organization_id
          AND rates.kind = 'date' AND rates.from_currency = invoices.currency AND rates.to_currency = 'EUR'
          AND rates.valid_from = invoices.issued_on
        WHERE invoices.organization_id = :organization AND invoices.issued_on <= '2025-09-30'
          AND (invoices.cancelled_on IS NULL OR invoices.cancelled_on > '2025-09-30')
    )
"""
# Amount of each bill in EUR, at the rate of the bill date.
BILLED = """
    WITH billed AS (
        SELECT vendors.name AS vendor, cost_centres.name AS centre, bills.ordered_on, bills.issued_on, bills.due_on,
               bills.paid_on, bills.status,
               CASE WHEN bills.currency = 'EUR' THEN bills.amount
                    ELSE exchanged(bills.amount, rates.rate) END AS asked,
               CASE WHEN bills.currency = 'EUR' THEN COALESCE(bills.tax, 0)
                    ELSE exchanged(COALESCE(bills.tax, 0), rates.rate) END AS tax
        FROM bills
        JOIN vendors ON vendors.id = bills.vendor_id
        LEFT JOIN cost_centres ON cost_centres.id = bills.cost_centre_id
        LEFT JOIN exchange_rates AS rates ON rates.organization_id = bills.organization_id
          AND rates.kind = 'date' AND rates.from_currency = bills.currency AND rates.to_currency = 'EUR'
          AND rates.valid_from = bills.issued_on
        WHERE bills.organization_id = :organization AND (bills.status IS NULL OR bills.status <> 'rejected')
    )
"""
BANDS = """
    CASE WHEN late < 1 THEN 'Not due' WHEN late <= 30 THEN '1–30 days' WHEN late <= 60 THEN '31–60 days'
         WHEN late <= 90 THEN '61–90 days' ELSE 'Over 90 days' END
"""

ORACLES = (
    Oracle(BRIDGE, IN_DEMO, by=("product.category",), sql=BRIDGE_SQL.format(before="2025-03-31", **DEMO)),
    Oracle(
        BRIDGE,
        IN_REAL,
        by=("product.category",),
        on=("customer360",),
        sql=BRIDGE_SQL.format(before="2012-12-31", **REAL),
    ),
    Oracle(
        (
            "invoice.receivables",
            "invoice.overdue",
            "invoice.overdue_share",
            "invoice.overdue_count",
            "invoice.billed",
            "invoice.dso",
        ),
        IN_DEMO,
        by=("client.segment",),
        sql=OWED
        + """
            , asked AS (
                SELECT clients.segment, SUM(CASE WHEN invoices.currency = 'EUR' THEN invoices.amount
                                                 ELSE exchanged(invoices.amount, rates.rate) END) AS billed
                FROM invoices
                JOIN clients ON clients.id = invoices.client_id
                LEFT JOIN exchange_rates AS rates ON rates.organization_id = invoices.organization_id
                  AND rates.kind = 'date' AND rates.from_currency = invoices.currency AND rates.to_currency = 'EUR'
                  AND rates.valid_from = invoices.issued_on
                WHERE invoices.organization_id = :organization AND invoices.cancelled_on IS NULL
                  AND invoices.issued_on BETWEEN '2025-07-01' AND '2025-09-30'
                GROUP BY clients.segment
            )
            SELECT owed.segment, SUM(open), SUM(CASE WHEN late > 0 THEN open ELSE 0 END),
                   1.0 * SUM(CASE WHEN late > 0 THEN open ELSE 0 END) / SUM(open),
                   COUNT(CASE WHEN late > 0 AND open > 0 THEN 1 END), MAX(billed),
                   1.0 * SUM(open) * 92 / MAX(billed)
            FROM owed
            LEFT JOIN asked ON asked.segment = owed.segment OR (asked.segment IS NULL AND owed.segment IS NULL)
            GROUP BY owed.segment
        """,
    ),
    Oracle(
        ("invoice.receivables_closing",),
        IN_DEMO,
        by=("invoice.currency",),
        sql="""
            SELECT currency, SUM(CASE WHEN currency = 'EUR' THEN amount - paid
                                      ELSE exchanged(CAST(amount - paid AS BIGINT), rate) END)
            FROM (SELECT invoices.id, currency, amount,
                         COALESCE((SELECT SUM(payments.amount) FROM payments
                                   WHERE payments.invoice_id = invoices.id AND paid_on <= '2025-09-30'), 0) AS paid
                  FROM invoices
                  WHERE organization_id = :organization AND issued_on <= '2025-09-30'
                    AND (cancelled_on IS NULL OR cancelled_on > '2025-09-30')) AS owed
            LEFT JOIN exchange_rates AS rates ON rates.organization_id = :organization AND kind = 'closing'
              AND from_currency = currency AND to_currency = 'EUR' AND valid_from = '2025-09-01'
            GROUP BY currency
        """,
    ),
    Oracle(
        ("invoice.receivables",),
        IN_DEMO,
        by=("invoice.ageing",),
        sql=OWED + f"SELECT {BANDS}, SUM(open) FROM owed GROUP BY {BANDS}",
    ),
    Oracle(
        ("payment.received", "payment.days_to_pay_median"),
        IN_DEMO,
        by=("client.segment",),
        sql="""
            SELECT clients.segment,
                   SUM(CASE WHEN invoices.currency = 'EUR' THEN payments.amount
                            ELSE exchanged(payments.amount, rates.rate) END),
                   p50(days_between(invoices.issued_on, payments.paid_on))
            FROM payments
            JOIN invoices ON invoices.id = payments.invoice_id
            JOIN clients ON clients.id = invoices.client_id
            LEFT JOIN exchange_rates AS rates ON rates.organization_id = payments.organization_id
              AND rates.kind = 'date' AND rates.from_currency = invoices.currency AND rates.to_currency = 'EUR'
              AND rates.valid_from = payments.paid_on
            WHERE payments.organization_id = :organization
              AND payments.paid_on BETWEEN '2025-07-01' AND '2025-09-30'
            GROUP BY clients.segment
        """,
    ),
    Oracle(
        ("bill.payables", "bill.overdue", "bill.overdue_share"),
        IN_DEMO,
        by=("cost_centre.name",),
        sql=BILLED
        + """
            SELECT centre, SUM(asked), SUM(CASE WHEN due_on < '2025-09-30' THEN asked ELSE 0 END),
                   1.0 * SUM(CASE WHEN due_on < '2025-09-30' THEN asked ELSE 0 END) / SUM(asked)
            FROM billed
            WHERE issued_on <= '2025-09-30' AND (paid_on IS NULL OR paid_on > '2025-09-30')
            GROUP BY centre
        """,
    ),
    Oracle(
        ("bill.payables",),
        IN_DEMO,
        by=("bill.ageing",),
        sql=BILLED
        + f"""
            , open AS (
                SELECT days_between(due_on, '2025-09-30') AS late, asked FROM billed
                WHERE issued_on <= '2025-09-30' AND (paid_on IS NULL OR paid_on > '2025-09-30')
            )
            SELECT {BANDS}, SUM(asked) FROM open GROUP BY {BANDS}
        """,
    ),
    Oracle(
        ("bill.spend",),
        IN_DEMO,
        by=("vendor.name",),
        sql=BILLED
        + """
            SELECT vendor, SUM(asked - tax) FROM billed
            WHERE issued_on BETWEEN '2025-07-01' AND '2025-09-30'
            GROUP BY vendor
        """,
    ),
    # The real bills are purchase orders: all amounts are in USD, and there is no bill date.
    Oracle(
        ("bill.spend",),
        "2024-04-01 to 2024-06-30",
        by=("vendor.name",),
        on=("finance",),
        time="bill.ordered_on",
        sql="""
            SELECT vendors.name, SUM(bills.amount - bills.tax)
            FROM bills JOIN vendors ON vendors.id = bills.vendor_id
            WHERE bills.organization_id = :organization AND bills.status <> 'rejected'
              AND bills.ordered_on BETWEEN '2024-04-01' AND '2024-06-30'
            GROUP BY vendors.name
        """,
    ),
)


@each(ORACLES)
def test_the_answer_equals_hand_written_sql(world: World, oracle: Oracle, data: str):
    assert_same(world.answer_rows(oracle, data), world.expected_rows(oracle, data))
