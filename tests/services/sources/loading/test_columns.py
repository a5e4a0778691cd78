"""Origins of values, and file formats."""

import pytest

from services.errors import InvalidFile, RowsRefused

PRODUCTS = """
    version: "1"
    format: {format}
    load:
      - from: goods.csv
        into: products
        columns:
          key: code
          code: code
          name: {name}
          category: {category}
          list_price: {price}
"""


def products(*, name="code", category="{default: Other, column: code}", price="{always: '1'}", format="{}"):
    fields = {"{name}": name, "{category}": category, "{price}": price, "{format}": format}
    text = PRODUCTS
    for field, value in fields.items():
        text = text.replace(field, value)
    return text


def load_products(desk, column):
    return [value for (value,) in desk.rows(f"SELECT {column} FROM products ORDER BY key")]


def test_texts_are_joined_without_those_that_are_empty(desk):
    desk.write("goods.csv", "code,a,b,c\n1,red,,lamp\n2,,,lamp\n3,big,red,lamp\n")
    desk.load(products(name="{join: [a, b, c], between: '-'}"))
    assert load_products(desk, "name") == ["red-lamp", "lamp", "big-red-lamp"]


def test_numbers_are_multiplied_and_added_exactly(desk):
    desk.write("goods.csv", "code,a,b\n1,0.1,3\n2,1.1111,2\n3,,2\n")
    desk.load(products(price="{product: [a, b]}"))
    assert load_products(desk, "list_price") == [3000, 22222, None]
    desk.load(products(price="{sum: [a, b]}"))
    assert load_products(desk, "list_price") == [31000, 31111, None]


def test_a_product_more_precise_than_money_is_refused(desk):
    desk.write("goods.csv", "code,a,b\n1,0.001,0.01\n")
    with pytest.raises(RowsRefused):
        desk.load(products(price="{product: [a, b]}"))
    assert desk.reasons() == [(2, "a × b", "0.001 0.01", "is more precise than 1/10,000")]


def test_words_are_translated_and_an_unlisted_one_is_refused(desk):
    desk.write("goods.csv", "code,group\n1,L\n2,X\n3,\n")
    desk.load(products(category="{column: group, words: {L: Lamps}, default: Other}"), skip_refused=True)
    assert load_products(desk, "category") == ["Lamps", "Other"]
    assert desk.reasons() == [(3, "group", "X", "is not listed under words in the map")]


def test_yaml_words_stay_what_is_written(desk):
    desk.write("goods.csv", "code,group\n1,NO\n2,007\n")
    desk.load(products(category="{column: group, words: {NO: Norway, 007: 1_000}}"))
    assert load_products(desk, "category") == ["Norway", "1_000"]


def test_a_value_is_looked_up_in_another_file(desk):
    desk.write("goods.csv", "code,group\n1,10\n2,11\n3,12\n")
    desk.write("groups.csv", "group,label\n10,Lamps\n11,NA\n12,\n")
    desk.load(products(category="{column: group, find: {in: groups.csv, take: label}}"))
    assert load_products(desk, "category") == ["Lamps", "NA", None]


def test_a_value_that_the_lookup_file_lacks_is_refused(desk):
    desk.write("goods.csv", "code,group\n1,99\n")
    desk.write("groups.csv", "no,label\n10,Lamps\n")
    with pytest.raises(RowsRefused):
        desk.load(products(category="{column: group, find: {in: groups.csv, by: no, take: label}}"))
    assert desk.reasons() == [(2, "group", "99", "is not in the column no of groups.csv")]


def test_a_lookup_file_that_contradicts_itself_is_refused(desk):
    desk.write("goods.csv", "code,group\n1,10\n")
    desk.write("groups.csv", "group,label\n10,Lamps\n10,Desks\n")
    with pytest.raises(InvalidFile, match="line 3 contradicts an earlier line: group 10 has another label"):
        desk.load(products(category="{column: group, find: {in: groups.csv, take: label}}"))


def test_other_delimiters_decimals_encodings_and_texts_for_empty(desk):
    (desk.folder / "goods.csv").write_bytes("code;name;price\n1;Stühle;1234,5\n2;NULL;7\n".encode("cp1252"))
    form = "{delimiter: ';', decimal: ',', encoding: cp1252, empty: ['NULL']}"
    desk.load(products(name="{column: name, default: unnamed}", price="price", format=form))
    assert load_products(desk, "name") == ["Stühle", "unnamed"]
    assert load_products(desk, "list_price") == [12345000, 70000]


def test_a_thousands_point_beside_a_decimal_comma_is_refused(desk):
    desk.write("goods.csv", "code;price\n1;1.234,50\n2;1.234\n")
    desk.load(products(price="price", format="{delimiter: ';', decimal: ','}"), skip_refused=True)
    assert [(line, value) for line, _, value, _ in desk.reasons()] == [(2, "1.234,50"), (3, "1.234")]


DAYS = """
    version: "1"
    format: {{dates: "{dates}"}}
    load:
      - from: clients.csv
        into: clients
        columns: {{key: no, kind: {{always: person}}, name: no, acquired_on: day}}
"""


@pytest.mark.parametrize(
    ("dates", "day"), [("ISO", "2025-01-31"), ("%d.%m.%Y", "31.01.2025"), ("%Y-%m-%d %H:%M", "2025-01-31 00:00")]
)
def test_a_date_stays_the_day_that_is_written(desk, dates, day):
    desk.write("clients.csv", f"no,day\n1,{day}\n")
    desk.load(DAYS.format(dates=dates))
    assert str(desk.rows("SELECT acquired_on FROM clients")[0][0]) == "2025-01-31"


def test_a_date_with_a_time_of_day_is_refused(desk):
    desk.write("clients.csv", "no,day\n1,2025-01-31 23:30\n")
    with pytest.raises(RowsRefused):
        desk.load(DAYS.format(dates="%Y-%m-%d %H:%M"))
    assert desk.reasons() == [(2, "day", "2025-01-31 23:30", "has a time of day, but a date is required")]


def test_a_byte_order_mark_and_spaces_around_values_do_not_count(desk):
    (desk.folder / "goods.csv").write_bytes(b"\xef\xbb\xbfcode, name\n 1 , Lamp \n")
    desk.load(products(name="name"))
    assert desk.rows("SELECT key, name FROM products") == [("1", "Lamp")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"code,code\n1,2\n", "the header contains code twice"),
        (b"kode,title\n1,2\n", "the header lacks code, name. Did you mean kode\\?"),
        (b'code,name\n1,"Lamp\n', "line 2 is not valid CSV"),
        (b"code,name\n1,St\xfchle\n", "the file is not utf-8 text"),
    ],
)
def test_a_file_that_does_not_match_the_map_is_refused(desk, content, words):
    (desk.folder / "goods.csv").write_bytes(content)
    with pytest.raises(InvalidFile, match=f"goods.csv cannot be loaded: {words}"):
        desk.load(products(name="name"))
    assert desk.rows("SELECT * FROM products") == []


def test_a_missing_file_suggests_one_with_a_similar_name(desk):
    desk.write("good.csv", "code\n1\n")
    with pytest.raises(InvalidFile, match="Did you mean good.csv"):
        desk.load(products())


def test_a_map_reads_nothing_outside_its_folder(desk):
    (desk.folder.parent / "secret.csv").write_text("code\n1\n")
    with pytest.raises(InvalidFile, match="outside the folder"):
        desk.load(products().replace("goods.csv", "../secret.csv"))
