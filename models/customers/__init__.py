"""The customers domain: customers, orders, subscriptions and support tickets."""

from models.customers.clients import Client, Contact, Interaction
from models.customers.orders import InventoryLevel, Order, OrderLine, Product
from models.customers.subscriptions import Subscription, SubscriptionMovement
from models.customers.tickets import Ticket, TicketChange

# Loads can fill these tables. Notes are not included, because only people write them.
__all__ = [
    "Client",
    "Contact",
    "Interaction",
    "InventoryLevel",
    "Order",
    "OrderLine",
    "Product",
    "Subscription",
    "SubscriptionMovement",
    "Ticket",
    "TicketChange",
]
