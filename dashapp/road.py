"""The roads that every answer of this app travels."""

from cachelib import SimpleCache
from flask import Flask
from sqlalchemy.orm import Session

from dashapp.answer_cache import RedisAnswers
from dashapp.config import Settings
from models import db
from services.access.cli_context import organization_named
from services.access.tenants import bind
from services.catalogs import BUSINESS
from services.catalogs.organization import OrganizationCatalogs
from services.road import Cache, Road
from services.roads import Roads
from services.sources.copy import Copies
from services.sources.opening import Limits
from services.sources.spill import SpillFolders
from services.sources.store import SourceStore

KEPT_FOR_SECONDS = 3600
MOST_ANSWERS = 512


def install(app: Flask, settings: Settings) -> None:
    """Keep the roads under ``app.extensions["panorama.roads"]``."""
    with app.app_context():
        spill = SpillFolders(settings.instance / "spill")
        limits = Limits(settings.query_seconds, settings.query_memory, spill, settings.query_spill)
        record = Copies(db.engine, settings.instance / "copies", BUSINESS, limits)
        store = SourceStore({record.source: record}, limits=limits)
    app.extensions["panorama.roads"] = Roads(OrganizationCatalogs(BUSINESS), store, _cache(settings))


def roads_of(app: Flask) -> Roads:
    """Return the roads of the app."""
    roads: Roads = app.extensions["panorama.roads"]
    return roads


def road_of(app: Flask) -> Road:
    """Return the road by the built-in catalog."""
    return roads_of(app).built_in()


def road_of_organization(app: Flask, session: Session, name: str) -> Road:
    """Return the road of the organisation of this name, to which the session is then bound; raises UnknownName."""
    organization = organization_named(session, name).id
    bind(session, organization)
    return roads_of(app).for_(session, organization)


def _cache(settings: Settings) -> Cache:
    if settings.redis_url:
        secret = settings.secret_key.get_secret_value().encode()
        return RedisAnswers(settings.redis_url, secret, KEPT_FOR_SECONDS)
    return SimpleCache(threshold=MOST_ANSWERS, default_timeout=KEPT_FOR_SECONDS)
