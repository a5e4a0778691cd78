"""Entities whose records have a page of their own, and the links to these pages in a list of records."""

from collections.abc import Iterator, Sequence

from services.semantic.answer import Answer, Column

# By entity, the address of a record's page.
PAGES = {"client": "/customers/{}", "deal": "/deals/{}"}
# By entity, what a reader calls a record of it.
RECORD_NAMES = {"client": "customer", "deal": "deal"}
# The fields whose cells link to it.
NAMES = ("name", "key", "number")


def is_row_number(field: str) -> bool:
    """Return whether a field is the internal number of a row, which no list shows."""
    return field.endswith(".id")


def row_address(entity: str, number: object) -> str:
    """Return the address of a record's page: /customers/5 for client 5."""
    return PAGES[entity].format(number)


def link_of(field: str, columns: Sequence[Column]) -> str | None:
    """Return the key under which the rows of a list hold the link of a column's cells, if they have one."""
    entity, _, name = field.partition(".")
    has_link = entity in PAGES and name in NAMES and any(column.name == f"{entity}.id" for column in columns)
    return f"@{entity}" if has_link else None


def addresses(answer: Answer) -> Iterator[dict[str, str]]:
    """Yield, for each row of an answer, the addresses of the pages that it links to, by key."""
    linked = [entity for entity in PAGES if f"{entity}.id" in answer.frame]
    for row in answer.frame.to_dict("records"):
        numbers = {entity: row[f"{entity}.id"] for entity in linked}
        yield {f"@{entity}": row_address(entity, number) for entity, number in numbers.items() if number is not None}
