"""Error handlers: every error becomes a message for the reader, never a stack trace."""

import logging
import secrets
from http import HTTPStatus

from dash import set_props
from dash.exceptions import CallbackException, DependencyException
from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from components import shell
from components.notice import notice
from dashapp.addresses import is_embed
from services.errors import NotFound, PanoramaError

logger = logging.getLogger(__name__)

WORDS_FOR = {
    HTTPStatus.BAD_REQUEST: "This page is out of date, so nothing was changed. Reload it and try again.",
    HTTPStatus.UNAUTHORIZED: "You are not signed in. Sign in and try again.",
    HTTPStatus.FORBIDDEN: "You do not have permission to do this. Ask an administrator of your organisation.",
    HTTPStatus.NOT_FOUND: NotFound("page").message,
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not support the request.",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many attempts. Wait a few minutes, then try again.",
}
OTHERWISE = "We could not complete your request. Nothing was changed."


def install(app: Flask) -> None:
    """Add a handler for every error."""
    app.register_error_handler(PanoramaError, lambda error: answer(error.message, error.status))
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CallbackException, lambda _: _answer_status(HTTPStatus.BAD_REQUEST))
    app.register_error_handler(DependencyException, lambda _: _answer_status(HTTPStatus.NOT_FOUND))
    app.register_error_handler(Exception, lambda error: answer(words_for(error), HTTPStatus.INTERNAL_SERVER_ERROR))


def words_for(error: Exception) -> str:
    """Return the message for the reader. An unexpected error is logged under a reference that the message gives."""
    if isinstance(error, PanoramaError):
        return error.message
    reference = secrets.token_hex(4)
    logger.error("Unexpected error %s", reference, exc_info=error)
    return (
        "Something went wrong on our side. Nothing was changed. "
        f"If it happens again, give your administrator this reference: {reference}."
    )


def show_in_notice(error: Exception) -> None:
    """Show the error of a callback in the notice; the rest of the page stays as it is."""
    set_props(shell.ids.NOTICE, {"children": notice(words_for(error))})


def answer(message: str, status: int) -> Response:
    """Return the message as a page where a browser navigates, and as JSON otherwise."""
    if not is_navigation():
        return make_response(jsonify(error=message), status)
    template = "not_found.html" if status == HTTPStatus.NOT_FOUND else "error.html"
    return make_response(render_template(template, message=message), status)


def is_navigation() -> bool:
    """Return whether the request is a browser's for a page, rather than a script's for data."""
    wants_html = request.accept_mimetypes.accept_html and not request.is_json
    # Embeds stand in pages of others: they get no cookie and no sign-in page.
    return wants_html and "/_dash-" not in request.path and not is_embed(request.path)


def _http_error(error: HTTPException) -> Response:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    # A redirect is an HTTPException too, and is sent as it is.
    if error.response is not None or status < HTTPStatus.BAD_REQUEST:
        return make_response(error.get_response())
    return _answer_status(status)


def _answer_status(status: int) -> Response:
    return answer(WORDS_FOR.get(HTTPStatus(status), OTHERWISE), status)
