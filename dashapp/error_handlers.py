"""What a reader sees when something goes wrong: words, in one place, and never a stack trace."""

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
    HTTPStatus.BAD_REQUEST: "The page was out of date, so nothing was done. Load it again and repeat the step.",
    HTTPStatus.UNAUTHORIZED: "You are not signed in. Sign in and try again.",
    HTTPStatus.FORBIDDEN: "You do not have permission to do this. Ask an administrator of your organisation.",
    HTTPStatus.NOT_FOUND: NotFound("page").message,
    HTTPStatus.METHOD_NOT_ALLOWED: "This cannot be done at this address.",
    HTTPStatus.TOO_MANY_REQUESTS: "Too many attempts. Wait a few minutes, then try again.",
}
OTHERWISE = "This could not be done. Nothing was changed."


def install(app: Flask) -> None:
    """Word every error that leaves the app."""
    app.register_error_handler(PanoramaError, lambda error: answer(error.message, error.status))
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(CallbackException, lambda _: _answer_status(HTTPStatus.BAD_REQUEST))
    app.register_error_handler(DependencyException, lambda _: _answer_status(HTTPStatus.NOT_FOUND))
    app.register_error_handler(Exception, lambda error: answer(words_for(error), HTTPStatus.INTERNAL_SERVER_ERROR))


def words_for(error: Exception) -> str:
    """Return what to tell the reader. What they cannot act on is logged under a number that they can pass on."""
    if isinstance(error, PanoramaError):
        return error.message
    reference = secrets.token_hex(4)
    logger.error("Unexpected error %s", reference, exc_info=error)
    return (
        "Something went wrong on our side. Nothing was changed. "
        f"If it happens again, tell your administrator this number: {reference}."
    )


def show_in_notice(error: Exception) -> None:
    """Tell the reader what a callback ran into; everything else on the page stays as it is."""
    set_props(shell.ids.NOTICE, {"children": notice(words_for(error))})


def answer(message: str, status: int) -> Response:
    """Return the message as a page to who navigates, and as JSON to everyone else."""
    if not is_navigation():
        return make_response(jsonify(error=message), status)
    template = "not_found.html" if status == HTTPStatus.NOT_FOUND else "error.html"
    return make_response(render_template(template, message=message), status)


def is_navigation() -> bool:
    """Return whether a person's browser asks for a page, rather than a script for data."""
    wants_html = request.accept_mimetypes.accept_html and not request.is_json
    # Embeds are no pages of ours: they get no cookie and no way to sign in.
    return wants_html and "/_dash-" not in request.path and not is_embed(request.path)


def _http_error(error: HTTPException) -> Response:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    # A redirect is an HTTPException too; it already is what should be sent.
    if error.response is not None or status < HTTPStatus.BAD_REQUEST:
        return make_response(error.get_response())
    return _answer_status(status)


def _answer_status(status: int) -> Response:
    return answer(WORDS_FOR.get(HTTPStatus(status), OTHERWISE), status)
