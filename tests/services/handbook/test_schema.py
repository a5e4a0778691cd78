"""docs/schema.md lists what the models define."""

from pathlib import Path

from models import db
from services.handbook import PAGES, schema_page

DOCS = Path(__file__).parents[3] / "docs"


def test_the_generated_pages_in_docs_are_up_to_date():
    stale = [name for name, page in PAGES.items() if (DOCS / name).read_text(encoding="utf-8") != page()]
    assert stale == [], "Run make docs."


def test_every_table_is_in_a_diagram_and_has_a_section():
    page = schema_page()
    for table in db.metadata.tables:
        assert f"\n### `{table}`\n" in page
        assert f"\n    {table}" in page


def test_a_column_has_its_type_its_values_and_whether_it_is_nullable():
    page = schema_page()
    assert (
        "| `probability` | exact, to 9 places | yes | Planned probability that a deal in this stage is won. |" in page
    )
    assert (
        "| `kind` | text, up to 16 |  | Whether the customer is a person or a company. One of: person, company. |"
        in page
    )
    assert "| `order_id` | *→ `orders`* |  | Order that the line belongs to. |" in page
    assert "| `owner_id` | → `employees` | yes | Employee who is responsible for the customer. |" in page


def test_personal_columns_are_marked():
    assert "| `phone` | text, up to 40 | yes | Phone number. *Personal.* |" in schema_page()


def test_a_relation_shows_its_cardinality():
    page = schema_page()
    assert '    clients ||--o{ orders : "client_id"\n' in page
    assert '    clients |o--o{ deals : "client_id"\n' in page
