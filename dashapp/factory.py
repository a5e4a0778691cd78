"""The composition root: every part is created here, in this order, and passed to those that need it."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from dashapp import (
    assets,
    cli,
    compression,
    database,
    downloads,
    error_handlers,
    gate,
    health,
    layouts,
    organization,
    road,
    sessions,
    sign_in,
    static_files,
    surfaces,
    value_lists,
)
from dashapp.config import Settings, settings_from_environment


def create_app(settings: Settings | None = None) -> Flask:
    """Return an app that is ready to serve. One process may have several, each with its own settings.

    Raises BadSettings when it cannot start with these settings.
    """
    settings = settings or settings_from_environment()
    app = _flask(settings)
    error_handlers.install(app)
    gate.install(app)
    assets.install(app)
    database.install(app, settings)
    sessions.install(app, settings)
    health.install(app)
    sign_in.install(app, settings)
    organization.install(app)
    road.install(app, settings)
    downloads.install(app)
    layouts.install(app)
    value_lists.install(app)
    surfaces.install(app, settings)
    gate.install_headers(app, settings)
    cli.install(app)
    compression.install(app)
    static_files.install(app)
    return app


def _flask(settings: Settings) -> Flask:
    settings.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
    app = Flask("dashapp", static_folder=None, instance_path=str(settings.instance.resolve()))
    app.config.update(
        SECRET_KEY=settings.secret_key.get_secret_value(),
        MAX_CONTENT_LENGTH=16 * 1024 * 1024,
    )
    app.extensions["panorama.settings"] = settings
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    return app
