"""The JSON form of a catalog and of a layer."""

from typing import Any

from pydantic import TypeAdapter

from services.semantic.catalog.checks import check_catalog
from services.semantic.catalog.entries import Layer
from services.semantic.catalog.model import Catalog
from services.semantic.strict import parse

_catalogs = TypeAdapter(Catalog)
_layers = TypeAdapter(Layer)


def to_json(catalog: Catalog) -> dict[str, Any]:
    """Return the catalog as plain JSON data."""
    data: dict[str, Any] = _catalogs.dump_python(catalog, mode="json")
    return data


def from_json(data: object) -> Catalog:
    """Return the catalog that ``data`` (parsed JSON) describes; raises BadQuery that names the place of a mistake."""
    catalog = parse(_catalogs, data, "the catalog")
    check_catalog(catalog)
    return catalog


def layer_to_json(layer: Layer) -> dict[str, Any]:
    """Return the layer as plain JSON data."""
    data: dict[str, Any] = _layers.dump_python(layer, mode="json")
    return data


def layer_from_json(data: object) -> Layer:
    """Return the layer that ``data`` (parsed JSON) describes; raises BadQuery. What it names is checked with the
    catalog that it becomes a part of."""
    return parse(_layers, data, "the layer")
