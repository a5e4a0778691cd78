"""Every table, gathered so that migrations see them all."""

from models.base import db
from models.customers import Client, ExchangeRate, Order, OrderLine, Product
from models.dashboards import Dashboard, Tile
from models.identity import DataVersion, Membership, Organization, SignInLink, User

__all__ = [
    "Client",
    "Dashboard",
    "DataVersion",
    "ExchangeRate",
    "Membership",
    "Order",
    "OrderLine",
    "Organization",
    "Product",
    "SignInLink",
    "Tile",
    "User",
    "db",
]
