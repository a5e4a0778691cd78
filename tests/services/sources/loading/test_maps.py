"""A map that has errors says where and why; the maps that we ship and explain can be."""

import re
from pathlib import Path
from textwrap import dedent

import pytest

from services.errors import BadMap
from services.sources.loading import RowCounts, parse_map, read_map
from services.sources.loading.maps import WORDS
from services.sources.loading.targets import LOADABLE, target_table

ROOT = Path(__file__).parents[4]

GOOD = """\
version: "1"
load:
  - from: a.csv
    into: clients
    columns:
      key: no
      kind: {always: person}
      name: name
  - from: b.csv
    into: orders
    columns: {number: no, client_id: client, currency: {always: EUR}, ordered_on: day}
"""


@pytest.mark.parametrize(
    ("was", "becomes", "words"),
    [
        ("always:", "allways:", "Line 7: Unknown property allways. Did you mean always?"),
        ("key: no", "key: {}", "Line 6: Give exactly one of column, always, join, sum, product, place; found none."),
        ("key: no", "key: {column: a, always: b}", "found column and always."),
        ("key: no", "key: {join: [a], find: {in: c.csv, take: d}}", "Line 6: Add the property by to find"),
        ("into: clients", "into: client", "Line 4: There is no table called client. Did you mean clients?"),
        ("into: clients", "into: users", "Line 4: There is no table called users."),
        ("name: name", "names: name", "Line 8: The table clients has no column names. Did you mean name?"),
        ("name: name", "names: name", "Line 5: The table clients also requires name."),
        ("name: name", "name: a\n      id: b", "Line 9: The loader fills clients.id itself"),
        ("name: name", "name: a\n      organization_id: b", "Line 9: The loader fills clients.organization_id itself"),
        ("name: name", "name: a\n      name: b", "Line 9: name appears twice in the same place."),
        ("    into: clients\n", "", "Line 3: The property into is missing."),
        ('version: "1"', 'version: "2"', "Line 1: version: Input should be '1'."),
        ('version: "1"', 'version: "1"\nformat: {dates: "%d.%m."}', "lacks a day, a month or a year"),
        ('version: "1"', 'version: "1"\nformat: {encoding: utf8x}', "Unknown encoding utf8x"),
        ("load:", "load: [", "while parsing"),
    ],
)
def test_an_issue_is_reported_with_its_line(was, becomes, words):
    with pytest.raises(BadMap) as error:
        parse_map(GOOD.replace(was, becomes, 1), name="mine.yaml")
    assert words in error.value.message
    assert error.value.message.startswith("The map mine.yaml is not valid. ")
    assert "\n" not in error.value.message


def test_a_step_comes_after_the_tables_that_it_refers_to():
    head, clients, orders = GOOD.partition("  - from: a.csv")[0], *GOOD.split("load:\n")[1].split("  - from: b.csv")
    with pytest.raises(BadMap, match="Line 4: The table orders refers to clients. Move every step into clients before"):
        parse_map(f"{head}  - from: b.csv{orders}{clients}", name="mine.yaml")


def test_a_step_can_come_before_tables_that_it_does_not_refer_to():
    people = "  - from: c.csv\n    into: employees\n    columns: {key: no, name: name}\n"
    assert parse_map(GOOD + people, name="mine.yaml")
    assert parse_map(GOOD + people.replace("}", ", manager_id: boss}") + people, name="mine.yaml")
    with pytest.raises(BadMap, match="The table clients refers to employees"):
        parse_map(GOOD.replace("name: name", "name: name\n      owner_id: who") + people, name="mine.yaml")


def test_users_cannot_be_loaded():
    employees = GOOD.replace("clients", "employees").replace("kind: {always: person}", "user_id: who")
    with pytest.raises(BadMap, match="Line 7: The table employees has no column user_id"):
        parse_map(employees, name="mine.yaml")


def test_a_missing_map_is_an_error():
    with pytest.raises(BadMap, match="The file nowhere.yaml does not exist"):
        read_map(Path("nowhere.yaml"))


@pytest.mark.parametrize("path", sorted((ROOT / "maps").glob("*.yaml")), ids=lambda path: path.name)
def test_every_map_that_we_ship_is_valid(path):
    assert read_map(path).load


def document() -> str:
    return (ROOT / "docs/maps.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LOADABLE)
def test_the_documentation_names_the_key_of_every_table_and_what_it_must_have(name):
    [line] = [line for line in document().splitlines() if line.startswith(f"| `{name}` |")]
    key, required = ([word for word in cell.split("`") if word.strip(" ,")] for cell in line.split("|")[2:4])
    into = target_table(name)
    assert tuple(key) == into.key
    assert required == [column for column in into.required if column not in into.key]


def test_the_documentation_names_no_other_table():
    tables = document().split("## Tables")[1].split("## Refused rows")[0]
    assert {line.split("`")[1] for line in tables.splitlines() if line.startswith("| `")} == set(LOADABLE)


@pytest.mark.parametrize("word", sorted(WORDS - {"about", "version"}))
def test_the_documentation_explains_every_property_of_a_map(word):
    assert f"{word}:" in document() or f"`{word}`" in document()


def test_the_documentation_names_every_map_that_we_ship():
    assert {path.name for path in (ROOT / "maps").glob("*.yaml")} == set(re.findall(r"\(../maps/(.*?)\)", document()))


def test_the_example_of_the_documentation_loads(desk):
    text = document()
    blocks = [dedent(block) for block in text.split("\n\n") if block.startswith("    ") and ";" in block]
    for name, block in zip(["kunden.csv", "rechnungen.csv"], blocks, strict=True):
        desk.write(name, block + "\n")
    desk.write("gebiete.csv", "Nr;Name\n1;Nord\n2;Süd\n")
    load_map = text.split("```yaml\n")[1].split("```")[0]
    loaded = desk.load(load_map)
    assert {name: counts.added for name, counts in loaded.tables.items()} == {
        "clients": 2,
        "products": 2,
        "orders": 1,
        "order_lines": 2,
    }
    assert all(counts == RowCounts(added=counts.added) for counts in loaded.tables.values())
    assert desk.rows("SELECT kind, name, region FROM clients ORDER BY key") == [
        ("person", "Anna Berg", "Süd"),
        ("company", "Optik Hansen", "Nord"),
    ]
    assert desk.rows("SELECT amount, cost FROM order_lines ORDER BY number") == [(998000, 620000), (990000, 600000)]
    # The documented output of a check is its actual output.
    documented = " ".join(text.split("```text\n")[1].split("```")[0].split())
    first = desk.check(load_map).steps[0]
    summary = [f"{first.file} into {first.table}: {first.counts.rows} to load, 0 refused, 0 excluded"]
    summary += [f"{name} {origin}" for name, origin in first.fills.items()]
    assert documented == " ".join([*summary, "(left empty)", ", ".join(first.empty)])
