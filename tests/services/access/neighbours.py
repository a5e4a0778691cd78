"""Two organisations: ours, and the neighbour whose rows must not be seen."""

from datetime import date

from models import Client

OURS, THEIRS = 1, 2
SECRET = "theirs"
SOLD = {"currency": "EUR", "ordered_on": date(2025, 3, 14)}


def client(**values) -> Client:
    return Client(**{"key": "B2", "kind": "person", "name": "Bo", **values})
