"""What practitioners also count and this catalog does not, with what is missing for it."""

LEFT_OUT: dict[str, tuple[tuple[str, str], ...]] = {
    "Customers": (
        ("Predictive lifetime value (BG/NBD, Gamma-Gamma)", "no library for it that is still kept up"),
        ("Usage trend", "no column tells how much a client uses what they pay for"),
    ),
    "Sales": (
        ("Event funnels of the reader's own steps", "the record holds no stream of events, and a question no steps"),
        ("What is expected to close after today", "a period ends today"),
    ),
    "Finance": (
        ("Cash forecast", "`ledger_entries` of the scenario forecast hold no cash account"),
        ("Closed periods", "no column tells which months are closed"),
        ("Invoices and bills by legal entity", "neither has an `entity_id`"),
        ("4-4-5 calendar", "an organisation's year is made of months"),
        ("Contribution by variable cost", "no column tells which costs vary; it is gross profit less selling instead"),
    ),
    "Productivity": (
        ("Milestones of projects", "no table holds them"),
        ("Target of utilisation", "no column holds one"),
        ("Cost performance in money", "only personal cost rates could tell it; it is told in hours"),
        ("Flow of a factory's lines and call shifts", "`team_days` and `call_shifts` are not in the catalog yet"),
    ),
}
