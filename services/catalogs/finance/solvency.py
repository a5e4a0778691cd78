"""Whether a business can carry its debt: equity ratio and interest cover."""

from services.catalogs.finance.balance_sheet import DAY, NO_BALANCE
from services.catalogs.finance.statement import NOT_ACTUAL, POSTED
from services.semantic.catalog import Metric
from services.semantic.expression import Arithmetic, Divide, MetricRef

OWNER = "Finance"

EQUITY_RATIO = Metric(
    "account.equity_ratio",
    "Equity ratio",
    kind="ratio",
    type="ratio",
    entity="account_balance",
    formula=Divide(
        Arithmetic("-", MetricRef("account.assets"), MetricRef("account.liabilities")), MetricRef("account.assets")
    ),
    times=DAY,
    rate="closing",
    better="up",
    unit="% of assets",
    definition="Assets less liabilities as a share of assets, at the end of the period: the part that is financed by "
    "equity, including the result that is not yet posted to equity accounts.",
    denominator="Assets at the end of the period; n/a if they are not above zero.",
    exclusions=NO_BALANCE,
    missing="No assets, or no balances of assets and liabilities.",
    owner=OWNER,
    synonyms=("equity to assets", "solvency ratio"),
)
INTEREST_COVER = Metric(
    "ledger.interest_cover",
    "Interest cover",
    kind="ratio",
    type="number",
    entity="ledger_entry",
    formula=Divide(MetricRef("ledger.operating_profit"), MetricRef("ledger.interest")),
    times=POSTED,
    rate="average",
    better="up",
    unit="times interest",
    definition="Operating profit (EBIT) divided by interest expense: how many times the profit covers the interest.",
    denominator="Interest expense of the period; n/a if there is none.",
    exclusions=NOT_ACTUAL,
    missing="No interest expense in the period.",
    owner=OWNER,
    synonyms=("interest coverage ratio", "times interest earned"),
)

METRICS = (EQUITY_RATIO, INTEREST_COVER)
