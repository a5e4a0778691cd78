"""Cached answers in Redis, which several processes share. Without Redis nothing fails: every answer is calculated."""

import logging
from hashlib import sha256
from hmac import compare_digest, digest
from time import monotonic

from redis import Redis
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

PREFIX = "panorama-answer-"
# Redis is near, or of no use as a cache.
TIMEOUT = 0.5
# In seconds: how long Redis is left alone after it has failed, so that not every question waits for it.
PAUSE = 10
SIGNATURE = sha256().digest_size


class RedisAnswers:
    """Keeps answers as bytes, each with a signature, so that nobody else who can write to Redis can change a number."""

    def __init__(self, url: str, secret: bytes, seconds: int) -> None:
        self._redis = Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT)
        self._secret = secret
        self._seconds = seconds
        self._silent_until = 0.0

    def get(self, key: str) -> bytes | None:
        """Return what was kept, or None where nothing was, it is not ours, or Redis fails."""
        if monotonic() < self._silent_until:
            return None
        try:
            kept = self._redis.get(PREFIX + key)
        except RedisError as error:
            self._pause(error)
            return None
        if not isinstance(kept, bytes):
            return None
        signature, value = kept[:SIGNATURE], kept[SIGNATURE:]
        return value if compare_digest(signature, self._sign(key, value)) else None

    def set(self, key: str, value: bytes) -> None:
        """Keep a value for a while, if Redis can."""
        if monotonic() < self._silent_until:
            return
        try:
            self._redis.set(PREFIX + key, self._sign(key, value) + value, ex=self._seconds)
        except RedisError as error:
            self._pause(error)

    def is_reachable(self) -> bool:
        """Return whether Redis answers now."""
        try:
            return bool(self._redis.ping())
        except RedisError:
            return False

    def _sign(self, key: str, value: bytes) -> bytes:
        # With the key, so that the answer to one question is none to another.
        return digest(self._secret, key.encode() + b"\n" + value, "sha256")

    def _pause(self, error: RedisError) -> None:
        self._silent_until = monotonic() + PAUSE
        logger.warning("Redis failed (%s): answers are not cached for %s seconds.", type(error).__name__, PAUSE)
