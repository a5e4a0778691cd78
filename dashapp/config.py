"""Settings: environment variables, or lines in `.env`."""

from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parents[1]
SHORTEST_SECRET = 32


class BadSettings(RuntimeError):
    """The app cannot start with these settings. The message says which setting to fix, and how."""


class Settings(BaseSettings):
    """Every setting, by its name in capitals (`DATABASE_URL`, `PORT`, ...)."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    instance: Path = Field(ROOT / "instance", description="Folder for all files that this installation writes")
    secret_key: SecretStr = Field(
        SecretStr(""), description="Signs sessions; read from the file secret_key in INSTANCE when not set"
    )
    database_url: str = Field("", description="Database of record; a SQLite file in INSTANCE when not set")
    redis_url: str | None = Field(None, description="Redis that processes share for cached answers and sign-in limits")
    host: str = Field("127.0.0.1", description="Address to listen on")
    port: int = Field(8050, description="Port to listen on")
    base_url: str = Field("", description="Address that people open; with https, cookies are Secure")
    proxies: int = Field(0, ge=0, description="Number of trusted proxies in front of the app")
    session_days: int = Field(14, ge=1, description="Days until a sign-in expires")
    sign_in_limit: str = Field("10 per minute; 60 per hour", description="Sign-in attempts allowed from one IP address")
    welcome: bool = Field(False, description="Print a one-time sign-in link for the first owner at startup")
    query_seconds: float = Field(20, gt=0, description="Time limit of one query in seconds")
    query_memory: str = Field(
        "1GB",
        pattern=r"^[1-9][0-9]*(MB|GB)$",
        description="Memory limit for the queries of one organisation in one process",
    )
    query_spill: str = Field(
        "10GB",
        pattern=r"^[1-9][0-9]*(MB|GB)$",
        description="Disk space in INSTANCE for what queries cannot hold in memory, like QUERY_MEMORY",
    )
    email_limit: str = Field("20 per hour", description="Failed sign-in attempts allowed for one person")

    @model_validator(mode="before")
    @classmethod
    def _fill_from_others(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Derive the settings that depend on others and are not given."""
        instance = Path(given.get("instance") or ROOT / "instance").resolve()
        port = given.get("port") or 8050
        follows = {
            "secret_key": _secret_in(instance / "secret_key"),
            "database_url": f"sqlite:///{instance / 'panorama.sqlite'}",
            "base_url": f"http://127.0.0.1:{port}",
        }
        given = {**given, "instance": instance}
        return {**given, **{name: given.get(name) or value for name, value in follows.items()}}

    @model_validator(mode="after")
    def _refuse_a_weak_secret(self) -> Self:
        if len(self.secret_key.get_secret_value()) < SHORTEST_SECRET:
            raise ValueError(
                f"SECRET_KEY is missing, or shorter than {SHORTEST_SECRET} characters. `make run` writes one "
                f"to {self.instance / 'secret_key'}; or set it: "
                'SECRET_KEY=$(python3 -c "import secrets; print(secrets.token_hex())")'
            )
        return self

    @property
    def https(self) -> bool:
        """Return whether people reach the app over TLS."""
        return urlsplit(self.base_url).scheme == "https"

    def cookie(self, name: str) -> str:
        """Return a cookie's full name: browsers bind a name with this prefix to the host, path / and TLS."""
        return f"__Host-{name}" if self.https else name

    def address(self, path: str) -> str:
        """Return the full address of a path."""
        return self.base_url.rstrip("/") + path


def settings_from_environment() -> Settings:
    """Return the settings. Raises BadSettings with a message for the person who runs the server."""
    try:
        return Settings()
    except ValidationError as invalid:
        reasons = "\n".join(f"  {error['msg'].removeprefix('Value error, ')}" for error in invalid.errors())
        raise BadSettings(f"Panorama cannot start:\n{reasons}") from None


def _secret_in(file: Path) -> str:
    if not file.is_file():
        return ""
    if file.stat().st_mode & 0o077:
        raise ValueError(f"{file} can be read by others. Run: chmod 600 {file}")
    return file.read_text().strip()
