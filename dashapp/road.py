"""The road that every answer of this app travels."""

from cachelib import BaseCache, RedisCache, SimpleCache
from flask import Flask
from redis import Redis

from dashapp.config import Settings
from models import db
from services.catalogs import BUSINESS
from services.road import Road
from services.sources.copy import Copies, Limits

KEPT_FOR_SECONDS = 3600
MOST_ANSWERS = 512


def install(app: Flask, settings: Settings) -> None:
    """Keep the road under ``app.extensions["panorama.road"]``."""
    with app.app_context():
        limits = Limits(settings.query_seconds, settings.query_memory)
        store = Copies(db.engine, settings.instance / "copies", BUSINESS, limits)
    app.extensions["panorama.road"] = Road(BUSINESS, store, _cache(settings))


def road_of(app: Flask) -> Road:
    """Return the app's road."""
    return app.extensions["panorama.road"]


def _cache(settings: Settings) -> BaseCache:
    if settings.redis_url:
        return RedisCache(
            Redis.from_url(settings.redis_url), default_timeout=KEPT_FOR_SECONDS, key_prefix="panorama-answer-"
        )
    return SimpleCache(threshold=MOST_ANSWERS, default_timeout=KEPT_FOR_SECONDS)
