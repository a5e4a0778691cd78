"""The roads that every answer of this app travels."""

from cachelib import BaseCache, RedisCache, SimpleCache
from flask import Flask
from redis import Redis
from sqlalchemy.orm import Session

from dashapp.config import Settings
from models import db
from services.access.cli_context import organization_named
from services.access.tenants import bind
from services.catalogs import BUSINESS
from services.catalogs.organization import OrganizationCatalogs
from services.road import Road
from services.roads import Roads
from services.sources.copy import Copies
from services.sources.opening import Limits
from services.sources.store import SourceStore

KEPT_FOR_SECONDS = 3600
MOST_ANSWERS = 512


def install(app: Flask, settings: Settings) -> None:
    """Keep the roads under ``app.extensions["panorama.roads"]``."""
    with app.app_context():
        limits = Limits(settings.query_seconds, settings.query_memory)
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


def _cache(settings: Settings) -> BaseCache:
    if settings.redis_url:
        return RedisCache(
            Redis.from_url(settings.redis_url), default_timeout=KEPT_FOR_SECONDS, key_prefix="panorama-answer-"
        )
    return SimpleCache(threshold=MOST_ANSWERS, default_timeout=KEPT_FOR_SECONDS)
