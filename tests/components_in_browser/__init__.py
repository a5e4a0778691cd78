"""Single components of ours in a real browser, each in an app that has nothing else in it."""

import pytest

# Dash's tests hold selenium at 4.2, which still asks urllib3 for what that is about to give up.
RING = [
    pytest.mark.e2e,
    pytest.mark.filterwarnings(
        "ignore:HTTPResponse.getheader:DeprecationWarning:selenium.webdriver.remote.remote_connection"
    ),
]
