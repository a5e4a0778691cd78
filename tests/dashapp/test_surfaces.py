"""Every callback of every surface has a policy."""

from dashapp.surfaces import PAGES_ROUTER, surfaces_of
from services.access.rights import Right


def test_every_callback_has_a_policy_and_every_policy_a_callback(app):
    for surface in surfaces_of(app):
        assert set(surface.policies) == set(surface.app.callback_map), surface.name


def test_the_browser_gets_the_same_callbacks(app, client_of, ours):
    outputs = {each["output"] for each in client_of(ours.members["viewer"]).fetch("/_dash-dependencies").json}
    assert outputs == set(surfaces_of(app)[0].policies)


def test_only_callbacks_that_run_in_the_browser_have_no_right(app):
    for surface in surfaces_of(app):
        in_browser = {each["output"] for each in surface.app._callback_list if each["clientside_function"]}
        assert {output for output, needs in surface.policies.items() if needs is None} == in_browser


def test_opening_a_page_takes_the_right_to_view(app):
    main, _ = surfaces_of(app)
    assert main.policies[PAGES_ROUTER] is Right.VIEW


def test_no_callback_runs_in_the_background_or_over_a_socket(app):
    """These take other roads than the one that the gate watches."""
    for surface in surfaces_of(app):
        for each in surface.app._callback_list:
            assert not each["background"] and not each["websocket"], each["output"]


def test_no_callback_has_a_route_of_its_own(app):
    for surface in surfaces_of(app):
        assert not surface.app.callback_api_paths
