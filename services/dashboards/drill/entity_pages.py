"""Rows that have a page of their own, and how a list of records leads to it."""

from collections.abc import Iterator, Sequence

from services.semantic.answer import Answer, Column

# By entity, the address of a row's page.
PAGES = {"client": "/customers/{}", "deal": "/deals/{}"}
# The fields whose words lead there.
NAMES = ("name", "key", "number")


def is_row_number(field: str) -> bool:
    """Whether a field is the number of a row: it means nothing to a reader, so no list shows it."""
    return field.endswith(".id")


def row_address(entity: str, number: object) -> str:
    """Return the address of a row's page: of the client 5 it is /customers/5."""
    return PAGES[entity].format(number)


def link_of(field: str, columns: Sequence[Column]) -> str | None:
    """Return the key at which the rows of a list hold the address that a column's words lead to, if they do."""
    entity, _, name = field.partition(".")
    leads = entity in PAGES and name in NAMES and any(column.name == f"{entity}.id" for column in columns)
    return f"@{entity}" if leads else None


def addresses(answer: Answer) -> Iterator[dict[str, str]]:
    """Yield, for each row of an answer, the addresses of the pages that it leads to, by key."""
    leading = [entity for entity in PAGES if f"{entity}.id" in answer.frame]
    for row in answer.frame.to_dict("records"):
        numbers = {entity: row[f"{entity}.id"] for entity in leading}
        yield {f"@{entity}": row_address(entity, number) for entity, number in numbers.items() if number is not None}
