"""Which parts of a tree are joined, and that nothing of them is lost."""

import pytest
from dash import dcc, html

from components.attributes import attributes
from components.static_markup import StaticMarkup, with_static_markup


def plain(component):
    """Return the tree as it is sent, with what was joined as its elements."""
    if not hasattr(component, "to_plotly_json"):
        return component
    if isinstance(component, StaticMarkup):
        return component.element
    sent = component.to_plotly_json()
    children = sent["props"].get("children")
    inside = [plain(each) for each in children] if isinstance(children, list) else plain(children)
    return {sent["type"]: inside}


def test_markup_without_ids_becomes_one_component():
    button = html.Button("Save", type="button", **attributes({"aria-label": "Save all", "data-do": "save"}))
    tree = html.Div([html.P(["1", html.B(2), None], className="p"), button], style={"--wide": "1 / 1"})
    assert plain(with_static_markup(tree)) == [
        "div",
        {"style": {"--wide": "1 / 1"}},
        ["p", {"className": "p"}, "1", ["b", {}, 2]],
        ["button", {"type": "button", "aria-label": "Save all", "data-do": "save"}, "Save"],
    ]


def test_what_a_callback_may_use_stays_a_component_and_so_do_those_around_it():
    tree = html.Div([html.P("a"), html.Div([html.I("b"), dcc.Graph(id="graph")]), html.P(html.U("c"), id="here"), "d"])
    assert plain(with_static_markup(tree)) == {
        "Div": [["p", {}, "a"], {"Div": [["i", {}, "b"], {"Graph": None}]}, {"P": ["u", {}, "c"]}, "d"]
    }


def test_the_given_tree_is_unchanged():
    tree = html.Div([html.P("a"), dcc.Store(id="store")])
    before = repr(tree)
    with_static_markup(tree)
    assert repr(tree) == before


@pytest.mark.parametrize("address", ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_link_that_could_run_code_is_left_to_dash(address):
    assert plain(with_static_markup(html.A("x", href=address))) == {"A": "x"}


@pytest.mark.parametrize("kind", [html.Iframe, html.Img, html.Form, html.Script])
def test_elements_that_load_or_send_are_left_to_dash(kind):
    assert plain(with_static_markup(kind("x"))) == {kind.__name__: "x"}
