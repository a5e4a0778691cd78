"""The domain of customers: who they are, what they buy, pay and ask for."""

from models.customers.clients import Client, Contact, Interaction
from models.customers.orders import InventoryLevel, Order, OrderLine, Product
from models.customers.subscriptions import Subscription, SubscriptionMovement
from models.customers.tickets import Ticket, TicketChange

# Loads fill what stands here. Notes are written by people alone.
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
