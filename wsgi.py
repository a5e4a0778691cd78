"""The app for a WSGI server, and for `flask`. Invalid settings end it with a message and no traceback."""

from dashapp.config import BadSettings
from dashapp.factory import create_app

try:
    app = create_app()
except BadSettings as error:
    raise SystemExit(str(error)) from None
