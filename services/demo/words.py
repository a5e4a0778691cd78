"""Words for the names of people and companies."""


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

# The trade in a company's name, and its industry.
TRADES = {
    "Architects": "Professional services",
    "Bakery": "Food",
    "Catering": "Food",
    "Clinic": "Health",
    "Consulting": "Professional services",
    "Dental Care": "Health",
    "Engineering": "Manufacturing",
    "Foods": "Food",
    "Garden Design": "Professional services",
    "Hotels": "Hospitality",
    "Instruments": "Manufacturing",
    "Insurance": "Finance",
    "Joinery": "Manufacturing",
    "Law Office": "Professional services",
    "Logistics": "Transport",
    "Media": "Media and software",
    "Nursery": "Education",
    "Optics": "Retail",
    "Pharmacy": "Retail",
    "Print": "Media and software",
    "School": "Education",
    "Shipping": "Transport",
    "Software": "Media and software",
    "Studio": "Media and software",
    "Textiles": "Manufacturing",
    "Travel": "Hospitality",
    "Wealth": "Finance",
}

JOBS = ("Office manager", "Head of purchasing", "Facility manager", "Managing director", "Assistant", "Architect")


def name_of(number: int, first: tuple[str, ...], second: tuple[str, ...]) -> str:
    """Return a name for a number: each pair of words once, and then again with a numeric suffix."""
    turn, place = divmod(number, len(first) * len(second))
    name = f"{first[place // len(second)]} {second[place % len(second)]}"
    return f"{name} {turn + 1}" if turn else name


def address_of(name: str) -> str:
    """Return an email address at example.com."""
    return f"{name.replace(' ', '.')}@example.com".lower()
