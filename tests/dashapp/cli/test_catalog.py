"""What can be asked, listed in the terminal."""

import json

from flask import Flask

from services.catalogs import BUSINESS
from services.semantic.catalog import from_json


def listed(app: Flask, *options: str) -> str:
    told = app.test_cli_runner().invoke(args=["catalog", *options])
    assert told.exit_code == 0, told.output
    return told.output


def test_every_metric_is_listed_with_its_definition_and_formula(app: Flask):
    told = listed(app)
    for metric in BUSINESS.metrics.values():
        assert f"  {metric.name}  {metric.label} ({metric.kind})\n      {metric.definition}\n" in told
    assert "      = sum((order_line.amount - order_line.cost)) / sum(order_line.amount)\n" in told


def test_every_field_is_listed_once_as_a_dimension_or_not(app: Flask):
    lines = listed(app).splitlines()
    for name in BUSINESS.fields:
        assert len([line for line in lines if line.startswith(f"  {name}  ")]) == 1, name


def test_the_list_says_which_version_of_the_catalog_it_is(app: Flask):
    assert listed(app).startswith(f"Catalog business, version {BUSINESS.version}\n")


def test_the_catalog_s_json_spells_the_same_catalog(app: Flask):
    again = from_json(json.loads(listed(app, "--json")))
    assert again == BUSINESS
    assert again.version == BUSINESS.version
