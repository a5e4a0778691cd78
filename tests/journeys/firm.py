"""What goes on in the shop beside its orders: deals, books, invoices, tickets, subscriptions and hours."""

from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from models import Client, Deal, DealSnapshot
from tests.services.books import Books
from tests.services.crew import Crew
from tests.services.desk import Desk
from tests.services.funnel import has_stages, passes, take_snapshot
from tests.services.shop import Shop

# A name as the longest ones are, with a word that is wider than a phone.
LONG = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamten, Byron, Diddley and Granddaughters"
# Somebody who has been noted and never ordered.
IDLE = "Cy Nobody"


def trades(counter: Shop) -> None:
    """Sell a bike in the north for 200 and a lamp in the south for 100 on the 20th of each of five months."""
    counter.product("lamp", category="Home")
    counter.product("bike", category="Sport")
    for month in range(1, 6):
        day = f"2025-{month:02}-20"
        counter.sells(("bike", "200.00", "120.00"), to="Ada Byron", on=day, region="North", shipped=day)
        counter.sells(("lamp", "100.00", "40.00"), to="Bo Diddley", on=day, region="South", shipped=day)


def prospers(counter: Shop) -> None:
    """Let one client be in touch with every part of the house, under a long name, and another with none of it."""
    counter.client("Ada Byron", segment="Key account", acquired="2025-01-20")
    counter.client(IDLE, segment="Private")
    _offers(counter)
    _keeps_books(counter)
    Desk(counter).ticket(opened="2025-05-02 09:00", client="Ada Byron", subject="Where is my bike?", priority="high")
    Desk(counter, written=10).hears("Ada Byron", at="2025-05-03 10:00", nps_score=9)
    counter.subscribes("S-1", ("2025-02-01", "new", "30"), client="Ada Byron", started="2025-02-01")
    crew = Crew(counter)
    crew.hires("Eve")
    crew.notes("Eve", 90, on="2025-05-06")
    _name_of(counter, Client, "Ada Byron", name=LONG, industry="Transport", country="Austria", status="active")


def _offers(counter: Shop) -> None:
    has_stages(counter)
    passes(counter, "D-1", "4000", ("Talks", "2025-03-03"), ("Offer", "2025-04-10"))
    passes(counter, "D-2", "1000", ("Talks", "2025-04-01"))
    passes(counter, "D-3", "2500", ("Talks", "2025-02-03"), ("Won", "2025-05-05"))
    take_snapshot(counter, "D-1", "3500", on="2025-04-30", due="2025-06-01")
    take_snapshot(counter, "D-1", "4000", on="2025-05-01", due="2025-07-15")
    take_snapshot(counter, "D-2", "1000", on="2025-05-01", due="2025-06-15")
    offered = DealSnapshot.deal_id == counter.deal("D-1", None)
    counter.connection.execute(sa.update(DealSnapshot).where(offered).values(stage_id=counter.stage("Offer")))
    ada, bo = counter.client("Ada Byron"), counter.client("Bo Diddley")
    _name_of(counter, Deal, "D-1", name=f"Bikes for {LONG}", client_id=ada, expected_close_on=date(2025, 7, 15))
    _name_of(counter, Deal, "D-2", name="A lamp a month", client_id=bo)


def _keeps_books(counter: Shop) -> None:
    books = Books(counter)
    for month in range(1, 6):
        day = f"2025-{month:02}-20"
        books.posts("Sales", "300", on=day, centre="Shops")
        books.posts("Goods", "160", on=day, centre="Shops")
        books.posts("Advertising", "20", on=day, centre="Shops")
        books.posts("Advertising", "5", on=day, centre="Head office")
    books.plans("Sales", "1400", on="2025-05-31")
    books.invoices("200", ("2025-05-25", "50"), on="2025-04-20", due="2025-05-20", to="Ada Byron")
    books.bank("Main", "5000", on="2025-05-20")


def _name_of(counter: Shop, model: Any, key: str, **values: str | int | date | Decimal) -> None:
    one = (model.organization_id == counter.organization, model.key == key)
    counter.connection.execute(sa.update(model).where(*one).values(**values))
