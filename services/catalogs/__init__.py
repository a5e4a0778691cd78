"""The built-in catalog: entities, fields, relations and metrics of the business tables."""

from services.catalogs import common, customers, finance, productivity, sales
from services.semantic.catalog import Catalog

BUSINESS = Catalog("business", (common.LAYER, customers.LAYER, sales.LAYER, finance.LAYER, productivity.LAYER))
