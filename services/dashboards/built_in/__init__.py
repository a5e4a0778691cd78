"""The dashboards that every organisation starts with."""

from services.dashboards.built_in.customers import CUSTOMERS
from services.dashboards.built_in.finance import FINANCE
from services.dashboards.built_in.orders import ORDERS
from services.dashboards.built_in.productivity import PRODUCTIVITY
from services.dashboards.built_in.sales import SALES

BUILT_IN = (CUSTOMERS, SALES, ORDERS, FINANCE, PRODUCTIVITY)

__all__ = ["BUILT_IN", "CUSTOMERS", "FINANCE", "ORDERS", "PRODUCTIVITY", "SALES"]
