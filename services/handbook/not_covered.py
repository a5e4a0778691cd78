"""Metrics and features that practitioners may expect and the catalog does not cover, with the reason."""

NOT_COVERED: dict[str, tuple[tuple[str, str], ...]] = {
    "Customers": (
        ("Predictive lifetime value (BG/NBD, Gamma-Gamma)", "no maintained library implements it"),
        ("Product usage trend", "customers' product usage is not recorded"),
    ),
    "Sales": (
        ("Custom event funnels", "events are not recorded, and queries have no steps"),
        ("Deals expected to close after today", "a period cannot end after today"),
    ),
    "Finance": (
        ("Cash forecast", "`ledger_entries` in the forecast scenario have no cash account"),
        ("Closed periods", "closed months are not recorded"),
        ("Invoices and bills by legal entity", "neither table has an `entity_id`"),
        ("4-4-5 calendar", "fiscal years consist of calendar months"),
        (
            "Contribution by variable cost",
            "accounts do not record which costs vary; contribution is gross profit less sales and marketing instead",
        ),
    ),
    "Productivity": (
        ("Project milestones", "not recorded"),
        ("Utilisation target", "not recorded"),
        (
            "Cost performance index (CPI) in money",
            "it would require hourly costs of people; CPI is measured in hours instead",
        ),
        ("Production line flow and call centre shifts", "`team_days` and `call_shifts` are not in the catalog yet"),
    ),
}
