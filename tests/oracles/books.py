"""Shared by the oracles of finance: periods, and hand-written SQL for the ledger."""

IN_DEMO, IN_REAL = "2025-07-01 to 2025-09-30", "2013-04-01 to 2013-06-30"
BY_ENTITY = ("legal_entity.name",)

# Values for the placeholders below: the demo uses EUR, the real ledger USD.
DEMO = {"home": "EUR", "first": "2025-07-01", "last": "2025-09-30", "days": 92}
REAL = {"home": "USD", "first": "2013-04-01", "last": "2013-06-30", "days": 91}

# Net new MRR in EUR, at the exchange rate of each subscription's start date.
MRR_ROSE = """
    (SELECT SUM(CASE WHEN contracts.currency = 'EUR' THEN moves.amount ELSE exchanged(moves.amount, rates.rate) END)
     FROM subscription_movements AS moves
     JOIN subscriptions AS contracts ON contracts.id = moves.subscription_id
     LEFT JOIN exchange_rates AS rates ON rates.organization_id = moves.organization_id
       AND rates.kind = 'date' AND rates.from_currency = contracts.currency AND rates.to_currency = 'EUR'
       AND rates.valid_from = contracts.started_on
     WHERE moves.organization_id = :organization AND moves.moved_on BETWEEN '{first}' AND '{last}')
"""

# All revenue and expense entries in one currency, at the average rate.
POSTED = """
    WITH posted AS (
        SELECT entries.id, entries.posted_on, entries.scenario, accounts.name AS account, accounts.type,
               accounts.subtype, cost_centres.name AS centre, legal_entities.name AS entity,
               CASE WHEN entries.currency = '{home}' THEN entries.amount ELSE exchanged(entries.amount, (
                   SELECT rates.rate FROM exchange_rates AS rates
                   WHERE rates.organization_id = entries.organization_id AND rates.kind = 'average'
                     AND rates.from_currency = entries.currency AND rates.to_currency = '{home}'
                     AND rates.valid_from <= entries.posted_on
                   ORDER BY rates.valid_from DESC LIMIT 1
               )) END AS amount
        FROM ledger_entries AS entries
        JOIN accounts ON accounts.id = entries.account_id
        LEFT JOIN cost_centres ON cost_centres.id = entries.cost_centre_id
        LEFT JOIN legal_entities ON legal_entities.id = entries.entity_id
        WHERE entries.organization_id = :organization AND accounts.type IN ('revenue', 'expense')
    )
"""

# All balance sheet accounts on the closing days of their legal entity, at the closing rate.
STOOD = """
    WITH stood AS (
        SELECT balances.entity_id, balances.day, accounts.type, accounts.subtype, legal_entities.name AS entity,
               CASE WHEN balances.currency = '{home}' THEN balances.amount ELSE exchanged(balances.amount, (
                   SELECT rates.rate FROM exchange_rates AS rates
                   WHERE rates.organization_id = balances.organization_id AND rates.kind = 'closing'
                     AND rates.from_currency = balances.currency AND rates.to_currency = '{home}'
                     AND rates.valid_from <= balances.day
                   ORDER BY rates.valid_from DESC LIMIT 1
               )) END AS amount
        FROM account_balances AS balances
        JOIN accounts ON accounts.id = balances.account_id
        JOIN legal_entities ON legal_entities.id = balances.entity_id
        WHERE balances.organization_id = :organization AND balances.scenario = 'actual'
          AND accounts.type IN ('asset', 'liability')
    ),
    last_day AS (SELECT entity_id, MAX(day) AS day FROM stood WHERE day <= '{last}' GROUP BY entity_id),
    eve AS (SELECT entity_id, MAX(day) AS day FROM stood WHERE day < '{first}' GROUP BY entity_id),
    ended AS (SELECT stood.* FROM stood JOIN last_day USING (entity_id, day)),
    begun AS (SELECT stood.* FROM stood JOIN eve USING (entity_id, day))
"""
