"""The sparkline: a line, gaps where nothing is known, a dot at the end."""

from urllib.parse import unquote

from services.present.spark import spark_uri


def spark_of(values):
    uri = spark_uri(values)
    assert uri is not None
    return unquote(uri)


def test_it_is_a_picture_without_another_origin():
    assert spark_uri([1, 2]).startswith("data:image/svg+xml,")


def test_it_holds_nothing_that_would_end_a_css_address():
    assert not set("\"'() ") & set(spark_uri([1, None, 3, 2]))


def test_more_is_higher():
    assert 'd="M4.0 28.0 L116.0 4.0"' in spark_of([10, 20])


def test_what_is_unknown_is_a_gap():
    assert spark_of([1, 2, None, 2, 1]).count("L") == 2


def test_the_dot_stands_on_the_last_known_value():
    assert 'd="M60.0 4.0h0"' in spark_of([1, 2, None])


def test_a_flat_line_lies_in_the_middle():
    assert 'd="M4.0 16.0 L116.0 16.0"' in spark_of([5, 5])


def test_one_value_makes_no_line():
    assert spark_uri([None, 7]) is None
