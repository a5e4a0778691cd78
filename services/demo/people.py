"""Who buys from the demo company: a few large clients, and many small ones."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

# region, its countries, its currency, its share of the clients
REGIONS = (
    ("DACH", ("Germany", "Germany", "Austria", "Switzerland"), "EUR", 0.34),
    ("Benelux", ("Netherlands", "Belgium", "Luxembourg"), "EUR", 0.18),
    ("Nordics", ("Denmark", "Finland", "Sweden"), "EUR", 0.14),
    ("France", ("France",), "EUR", 0.12),
    ("Iberia", ("Spain", "Portugal"), "EUR", 0.08),
    ("North America", ("United States", "United States", "Canada"), "USD", 0.14),
)
CURRENCY_OF = {region: currency for region, _, currency, _ in REGIONS}


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


FIRST = _words(
    "Anna, Bruno, Clara, David, Elif, Finn, Greta, Hugo, Ines, Jonas, Katja, Liam, "
    "Marta, Nils, Olivia, Pedro, Quentin, Rosa, Sven, Tessa, Ugo, Vera, Willem, Yara"
)
LAST = _words(
    "Aalto, Albers, Bergman, Brandt, Claes, Costa, Duarte, Dubois, Engel, Eriksen, Fischer, Garcia, Hansen, Ivers, "
    "Jansen, Keller, Lambert, Moreau, Nieminen, Olsen, Peeters, Quist, Ramos, Schuster, Torres, Ulrich, Vermeer, "
    "Wendt, Young, Zimmer"
)
TRADES = _words(
    "Architects, Bakery, Consulting, Dental Care, Engineering, Foods, Garden Design, Hotels, Instruments, Joinery, "
    "Law Office, Logistics, Media, Nursery, Optics, Pharmacy, Print, Software, Studio, Textiles, Travel"
)


@dataclass(frozen=True)
class Segment:
    """A group of clients. ``size`` weighs how often one of them orders, ``discount`` is what they are used to."""

    name: str
    kind: str
    share: float
    size: float
    discount: str
    channels: tuple[str, ...]


SEGMENTS = (
    Segment("Key account", "company", 0.03, 24.0, "0.12", ("Field sales", "Field sales", "Phone")),
    Segment("Mid-size company", "company", 0.20, 6.0, "0.05", ("Field sales", "Phone", "Web")),
    Segment("Small company", "company", 0.47, 2.2, "0", ("Web", "Web", "Phone")),
    Segment("Private", "person", 0.30, 1.4, "0", ("Web",)),
)


@dataclass(frozen=True)
class DemoClient:
    """A client, and the days between which they order. ``size`` weighs how often."""

    key: str
    name: str
    email: str
    segment: Segment
    region: str
    country: str
    joins: date
    leaves: date
    size: float


def invent_clients(chance: random.Random, count: int, first_day: date, today: date) -> list[DemoClient]:
    """Clients in the order in which they join; a third of them is there from the first day."""
    days = (today - first_day).days
    joins = sorted(first_day + timedelta(max(0, chance.randint(-days // 2, days - 20))) for _ in range(count))
    names = {"person": _names(chance, FIRST, LAST), "company": _names(chance, LAST, TRADES)}
    return [_client(chance, names, number, day, today) for number, day in enumerate(joins, start=1)]


def _names(chance: random.Random, first: tuple[str, ...], second: tuple[str, ...]) -> Iterator[str]:
    """Every pair of the words once, in a random order."""
    pairs = [f"{one} {other}" for one in first for other in second]
    return iter(chance.sample(pairs, len(pairs)))


def _client(
    chance: random.Random, names: dict[str, Iterator[str]], number: int, joins: date, today: date
) -> DemoClient:
    [segment] = chance.choices(SEGMENTS, [each.share for each in SEGMENTS])
    [(region, countries, _, _)] = chance.choices(REGIONS, [share for *_, share in REGIONS])
    name = next(names[segment.kind])
    stays = chance.random() < 0.8
    return DemoClient(
        key=f"C-{number:04d}",
        name=name,
        email=f"{name.replace(' ', '.')}@example.com".lower(),
        segment=segment,
        region=region,
        country=chance.choice(countries),
        joins=joins,
        leaves=today if stays else joins + timedelta(chance.randint(60, 700)),
        # The tail is long inside a segment too: most order seldom, a few order much.
        size=segment.size * min(4.0, chance.paretovariate(2.0)),
    )
