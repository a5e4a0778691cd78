"""Answers in Redis: shared by processes, refused when somebody else wrote them, and never needed."""

import pickle
import shutil

import pytest
from redis import Redis

from dashapp import answer_cache
from dashapp.answer_cache import PREFIX, RedisAnswers
from dashapp.factory import create_app
from models import db
from tests.conftest import settings_in
from tests.organizations import build
from tests.redis_server import redis_server
from tests.visitors import Visitor

SECRET = b"a secret" * 4


@pytest.fixture
def server(tmp_path):
    with redis_server(tmp_path) as server:
        yield server


@pytest.fixture
def cache(server):
    return RedisAnswers(server.url, SECRET, seconds=60)


def connection_to(server) -> Redis:
    return Redis.from_url(server.url)


def test_what_one_process_keeps_another_reads(server, cache):
    cache.set("a", b"1")
    assert RedisAnswers(server.url, SECRET, 60).get("a") == b"1"
    assert cache.get("b") is None
    with connection_to(server) as redis:
        assert 0 < redis.ttl(f"{PREFIX}a") <= 60


def test_what_somebody_else_wrote_is_not_read(server, cache):
    cache.set("a", b"1")
    cache.set("b", b"2")
    with connection_to(server) as redis:
        ours = redis.get(f"{PREFIX}b")
        for forged in (b"", b"!" + pickle.dumps(1), ours, ours[:-1] + b"9", b"\0" * 32 + b"1"):
            redis.set(f"{PREFIX}a", forged)
            assert cache.get("a") is None
    assert RedisAnswers(server.url, b"another secret", 60).get("b") is None


@pytest.mark.parametrize("fails", ["stop", "freeze"])
def test_a_redis_that_fails_is_left_alone_for_a_while_and_used_again(server, cache, fails, monkeypatch, caplog):
    now = [1000.0]
    monkeypatch.setattr(answer_cache, "monotonic", lambda: now[0])
    cache.set("a", b"1")
    getattr(server, fails)()
    for _ in range(20):
        cache.set("b", b"2")
        assert cache.get("a") is None
    assert len(caplog.records) == 1
    server.thaw() if fails == "freeze" else server.start()
    cache.set("a", b"1")
    assert cache.get("a") is None
    now[0] += answer_cache.PAUSE
    cache.set("a", b"1")
    assert cache.get("a") == b"1"


def test_a_redis_that_is_full_is_a_redis_that_fails(server, cache):
    with connection_to(server) as redis:
        redis.config_set("maxmemory", "1")
    cache.set("a", b"1")
    assert cache.get("a") is None


@pytest.mark.parametrize("fails", ["stop", "freeze"])
def test_pages_and_sign_in_work_without_redis(server, tmp_path, blank, fails):
    shutil.copy(blank, tmp_path)
    app = create_app(settings_in(tmp_path, redis_url=server.url))
    visitor = Visitor(app, build(app, "Ours", marker="Quillfeather").members["owner"])
    stranger = Visitor(app, None)
    attempt = {"email": "nobody@example.com", "password": "wrong"}
    assert stranger.post("/sign-in", data=attempt).status_code == 401
    assert visitor.fetch("/healthz").json == {"status": "ok"}
    getattr(server, fails)()
    assert visitor.get("/sales").status_code == 200
    assert stranger.post("/sign-in", data=attempt).status_code == 401
    health = visitor.fetch("/healthz")
    assert (health.status_code, health.json) == (200, {"status": "degraded"})
    with app.app_context():
        db.engine.dispose()
