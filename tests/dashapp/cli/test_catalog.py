"""`flask catalog`: the metrics, dimensions and fields of the built-in catalog and of an organisation's own."""

import json

from flask import Flask
from flask_login import login_user

from dashapp.road import roads_of
from models import db
from pages.request_context import reader, road
from services.access.tenants import across_organizations, bind
from services.catalogs import BUSINESS
from services.semantic.catalog import Layer, Wording, from_json
from tests.organizations import SeededOrganization


def catalog_output(app: Flask, *options: str) -> str:
    result = app.test_cli_runner().invoke(args=["catalog", *options])
    assert result.exit_code == 0, result.output
    return result.output


def test_every_metric_is_listed_with_its_definition_and_formula(app: Flask):
    result = catalog_output(app)
    for metric in BUSINESS.metrics.values():
        assert f"  {metric.name}  {metric.label} ({metric.kind})\n      {metric.definition}\n" in result
    assert "      = sum((order_line.amount - order_line.cost)) / sum(order_line.amount)\n" in result


def test_every_field_is_listed_exactly_once(app: Flask):
    lines = catalog_output(app).splitlines()
    for name in BUSINESS.fields:
        assert len([line for line in lines if line.startswith(f"  {name}  ")]) == 1, name


def test_the_list_starts_with_the_version_of_the_catalog(app: Flask):
    assert catalog_output(app).startswith(f"Catalog business, version {BUSINESS.version}\n")


def test_the_json_of_the_catalog_is_the_same_catalog(app: Flask):
    again = from_json(json.loads(catalog_output(app, "--json")))
    assert again == BUSINESS
    assert again.version == BUSINESS.version


def save(app: Flask, organization: SeededOrganization, label: str) -> None:
    layer = Layer("own words", wordings=(Wording("order.revenue", label),))
    with app.app_context(), across_organizations(db.session(), "a test writes for several"):
        roads_of(app).catalogs.save_layer(db.session(), organization.id, layer)
        db.session.commit()


def test_each_thing_is_listed_with_the_layer_it_is_from(app: Flask):
    listing = catalog_output(app)
    assert "\n  common\n  customers\n  sales\n  finance\n  productivity\n" in listing
    assert "\n  record  copy, duckdb [common]\n" in listing
    for metric in BUSINESS.metrics.values():
        lines = listing.split(f"  {metric.name}  {metric.label} (")[1].split("\n")
        assert lines[3] == f"      [{BUSINESS.layer_of(metric.name)}]"
    regions = next(line for line in listing.splitlines() if line.startswith("  order.region  "))
    assert regions.endswith(" [sales]")


def test_an_organisation_s_own_layers_are_in_its_list_alone(app: Flask, ours, theirs):
    save(app, ours, "Umsatz")
    listing = catalog_output(app, "--organization", ours.name)
    assert "  order.revenue  Umsatz (simple)\n" in listing
    assert "\n      [own words]\n" in listing
    assert "Umsatz" not in catalog_output(app, "--organization", theirs.name)
    assert "Umsatz" not in catalog_output(app)


WORDS = "Error: There is no organisation called Ours Quilfeather. Did you mean Ours Quillfeather?\n"


def test_an_unknown_organisation_is_refused_in_words(app: Flask, ours):
    listing = app.test_cli_runner().invoke(args=["catalog", "--organization", "Ours Quilfeather"])
    assert (listing.exit_code, listing.output) == (
        1,
        "Error: There is no organisation called Ours Quilfeather. Did you mean Ours Quillfeather?\n",
    )


def test_a_member_reads_the_words_of_their_own_organisation(app: Flask, ours, theirs):
    save(app, ours, "Umsatz")
    labels = []
    for organization in (ours, theirs):
        with app.test_request_context("/"):
            login_user(organization.members["viewer"])
            bind(db.session(), organization.id)
            labels.append(reader().catalog.metric("order.revenue").label)
            assert road() is road()
    assert labels == ["Umsatz", "Revenue"]
