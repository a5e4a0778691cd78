"""`flask query`, which runs queries in the same way as the pages."""

import csv
import io
import json
import re
from collections.abc import Callable

import pytest
from click.testing import Result
from flask import Flask

from services.semantic.query import Query, from_json
from tests.organizations import SeededOrganization

BY_REGION = {"metrics": ["order.revenue"], "dimensions": ["order.region"]}
MARCH = {"first": "2025-03-01", "last": "2025-03-31"}

Ask = Callable[..., Result]


@pytest.fixture
def ask(app: Flask, ours: SeededOrganization) -> Ask:
    """Return a function that queries our organisation, or another one by name."""

    def run(question: object, *options: str, organization: str = ours.name) -> Result:
        text = question if isinstance(question, str) else json.dumps(question)
        return app.test_cli_runner().invoke(args=["query", text, "--organization", organization, *options])

    return run


def test_the_default_output_is_a_table(ask: Ask, ours: SeededOrganization):
    result = ask({**BY_REGION, "period": MARCH})
    assert (result.exit_code, result.output.splitlines()) == (
        0,
        ["Region      Revenue", "-" * 19, f"{ours.key}   €40.00"],
    )


def test_the_table_is_followed_by_its_notes(ask: Ask):
    result = ask({**BY_REGION, "period": {"last": 12, "unit": "month", "until": "data"}}, "--table")
    assert result.output.splitlines()[-2:] == [
        "Data until 14 March 2025",
        "The last period is in progress, so its values are partial.",
    ]


def test_a_table_aligns_numbers_to_the_right(ask: Ask):
    rows = ask({"metrics": ["order.revenue", "order.open"], "grain": "month", "period": MARCH}).output.splitlines()
    assert rows[:3] == ["Period      Revenue  Open orders", "-" * 32, "March 2025   €40.00            1"]


def test_json_contains_the_rows_and_their_context(ask: Ask, ours: SeededOrganization):
    result = json.loads(ask({**BY_REGION, "period": MARCH}, "--json").output)
    assert result["rows"] == [{"order.region": ours.key, "order.revenue": "40"}]
    assert from_json(result["query"]) == from_json({**BY_REGION, "period": MARCH})
    assert (result["total"], result["currency"], result["engine"], result["notes"]) == (1, "EUR", "duckdb", [])


def test_csv_can_be_opened_in_a_spreadsheet(ask: Ask, ours: SeededOrganization):
    result = ask({**BY_REGION, "period": MARCH}, "--csv").output
    assert list(csv.reader(io.StringIO(result))) == [["Region", "Revenue"], [ours.key, "40"]]


def test_sql_is_the_statement_that_ran(ask: Ask):
    result = ask(BY_REGION, "--sql").output
    assert result.startswith("WITH spine")
    assert not re.search(r"\?|%s|\$\d", result)


def test_explain_contains_definition_period_freshness_and_sql(ask: Ask):
    result = ask({**BY_REGION, "period": MARCH}, "--explain").output
    for line in (
        "Formula: sum(order_line.amount)",
        "Exclusions: Cancelled orders, tax and freight.",
        "Owner: Sales",
        "Period: 1 Mar 2025 – 31 Mar 2025",
        "Engine: duckdb",
    ):
        assert line in result.splitlines()
    assert "Data as of: " in result
    assert "\n\nWITH spine" in result


def test_records_can_be_queried_too(ask: Ask, ours: SeededOrganization):
    result = json.loads(ask({"fields": ["order.number", "order.ordered_on", "order.value"]}, "--json").output)
    number, day = f"O-{ours.marker}", "2025-03-14"
    assert result["rows"] == [{"order.number": number, "order.ordered_on": day, "order.value": "40"}]


def test_only_the_named_organisation_is_queried(ask: Ask, ours: SeededOrganization, theirs: SeededOrganization):
    result = ask(BY_REGION, organization=theirs.name).output
    assert theirs.key in result and ours.key not in result


@pytest.mark.parametrize("form", ["--table", "--json", "--csv", "--sql", "--explain"])
@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("{metrics: revenue}", "Error: The query is not valid JSON: "),
        ("", "Error: The query is not valid JSON: "),
        ("[]", "Error: the question: "),
        ("{}", "Error: Ask for metrics, or for the fields of records: one of the two."),
        (
            '{"metrics": ["order.revenues"]}',
            "Error: There is no metric called order.revenues. Did you mean order.revenue?",
        ),
        (
            '{"metrics": ["order.revenue"], "dimensions": ["order.colour"]}',
            "Error: There is no dimension called order.colour.",
        ),
        ('{"metrics": ["order.revenue"], "sql": "DROP TABLE orders"}', "Error: sql: "),
        ('{"metrics": ["order.revenue"], "limit": -1}', "Error: A limit or offset cannot be below zero."),
    ],
)
def test_an_invalid_query_is_an_error_of_one_line(ask: Ask, form, question, words):
    result = ask(question, form)
    assert result.exit_code == 1
    assert result.output.startswith(words)
    assert len(result.output.splitlines()) == 1


def test_an_unknown_organisation_is_an_error_of_one_line_with_a_suggestion(ask: Ask, ours: SeededOrganization):
    result = ask(BY_REGION, organization=ours.name[:-1])
    line = f"Error: There is no organisation called {ours.name[:-1]}. Did you mean {ours.name}?"
    assert (result.exit_code, result.output.splitlines()) == (1, [line])


def test_an_organisation_without_rows_gets_a_next_step(app: Flask, empty_organization: str, ask: Ask):
    result = ask(BY_REGION, organization=empty_organization)
    assert (result.exit_code, result.output) == (
        1,
        "Error: There is no data yet. Load some with `flask load`.\n",
    )


@pytest.fixture
def empty_organization(app: Flask) -> str:
    """The name of an organisation without rows."""
    run = app.test_cli_runner().invoke(
        args=["add-member", "--email", "a@b.example", "--name", "A", "--organization", "Void"]
    )
    assert run.exit_code == 0, run.output
    return "Void"


def test_the_example_in_the_help_is_a_valid_query(app: Flask, ours: SeededOrganization):
    helped = app.test_cli_runner().invoke(args=["query", "--help"]).output
    example = re.search(r"flask query '(.*?)'", " ".join(helped.split()))
    assert example and from_json(json.loads(example[1])) == Query(
        metrics=("order.revenue",), dimensions=("order.region",)
    )
