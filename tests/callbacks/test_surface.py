"""Registering callbacks: each needs a right."""

import pytest
from dash import Dash, Input, Output

from callbacks.surface import BROWSER_ONLY, Surface
from services.access.rights import Right


@pytest.fixture
def surface() -> Surface:
    return Surface(Dash(__name__), "probe")


def double(number):
    return number * 2


def test_a_callback_is_registered_with_its_right_and_stays_a_plain_function(surface):
    same = surface.callback(Output("sum", "children"), Input("number", "value"), needs=Right.EDIT)(double)
    assert same is double
    assert surface.policies == {"sum.children": Right.EDIT}
    assert surface.right_for("sum.children") is Right.EDIT


def test_a_callback_cannot_be_registered_without_a_right(surface):
    with pytest.raises(TypeError, match="needs"):
        surface.callback(Output("sum", "children"), Input("number", "value"))


def test_a_browser_callback_has_no_right_on_the_server(surface):
    surface.clientside("n => 2 * n", Output("sum", "children"), Input("number", "value"))
    assert surface.policies == {"sum.children": BROWSER_ONLY}
    assert surface.right_for("sum.children") is None


def test_a_second_callback_for_an_output_is_refused(surface):
    surface.callback(Output("sum", "children"), Input("number", "value"), needs=Right.ADMIN)(double)
    with pytest.raises(ValueError, match="already has a callback"):
        surface.callback(Output("sum", "children"), Input("other", "value"), needs=Right.VIEW)(double)


def test_an_unknown_callback_has_no_right(surface):
    assert surface.right_for("nothing.children") is None
    assert surface.right_for(["sum.children"]) is None


def test_only_a_callback_that_dash_has_can_be_adopted(surface):
    with pytest.raises(LookupError, match=r"nothing\.children"):
        surface.adopt("nothing.children", Right.VIEW)
