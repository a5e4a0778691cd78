"""The words of the field: which names the code must not use, and which phrases a reader must not meet.

A term of the field wins over a word of our own, in names and in texts; docs/glossary.md lists the terms. The tables
below hold what was replaced, so that it does not come back.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from services import errors
from services.catalogs import BUSINESS
from services.dashboards.built_in import BUILT_IN
from services.insights import health, migration, rfm

ROOT = Path(__file__).parents[1]
FOLDERS = ("bench", "callbacks", "components", "dashapp", "migrations", "models", "pages", "services", "tests")


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Not to stand anywhere in a name, as one of the words of which it is made.
BANNED_PARTS = words("""
    told tell tells telling said spelt meant held withheld unfit without-data rateless hanging quirk quirks course
    house houses seat seats asker happening happenings
""")
# Not to be a whole name: as parts of longer names they may be right.
BANNED_NAMES = words("""
    Asking Book Choices Either Looking One Pages Place Reading Since Thing Viewer Visit Watch behind families give_seat
    keeping names_nobody own_pages presence reading spot usual
""")
BANNED_MODULES = words("behind happenings here houses keeping little quirks recorded telling")

IRREGULAR_PARTICIPLES = words("""
    begun bought bound broken brought built caught chosen done drawn driven felt forgotten found frozen given gone grown
    held hidden kept known left lost made meant paid said seen sent shown sold sought spelt spent spoken taken taught
    thought told understood won worn written
""")
# They end like a participle and are a noun or a verb.
NO_PARTICIPLES = words("embed feed need seed speed")
# What is decorated with these names a value and no action, so that an adjective is a good name.
NAMES_A_VALUE = words("property cached_property fixture")
# Each page and component keeps its element ids in a class of this name, beside its markup.
SHARED_CLASS_NAMES = words("ids")

BANNED_PHRASES = re.compile(
    r"\b(?:on record|period before|so far as|what became of|what becomes of|tells?|told|held against|not burning"
    r"|of the kind|whoever|on the eve|the house|days asked|time noted|time sheets?|who are alike"
    r"|\w+n't|it's|that's|there's)\b",
    re.IGNORECASE,
)
CLIENT = re.compile(r"\bclients?\b", re.IGNORECASE)
# Not prose: blocks and spans of code, addresses, synonyms by which people search, and headings that are a name.
CODE = re.compile(r"^```.*?^```|`[^`\n]*`|\]\([^)]*\)|^- Synonyms: [^\n]*|^### \w+$", re.MULTILINE | re.DOTALL)


SOURCES = sorted(path.relative_to(ROOT).as_posix() for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))


def parse(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def names_in(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and name of what a module defines: functions, classes, arguments, variables and attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.attr


def parts_of(name: str) -> set[str]:
    """Return the words of which a name is made: those of ``HeldMarks`` and of ``held_marks`` are held and marks."""
    return {part.lower() for part in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def is_banned(name: str) -> bool:
    return name in BANNED_NAMES or bool(parts_of(name) & BANNED_PARTS)


def is_participle(name: str) -> bool:
    """Return whether a name is one word, and that a past participle."""
    word = name.strip("_")
    return word in IRREGULAR_PARTICIPLES or ("_" not in word and word.endswith("ed") and word not in NO_PARTICIPLES)


def names_a_value(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    decorators = (part.func if isinstance(part, ast.Call) else part for part in function.decorator_list)
    return any(ast.unparse(decorator).split(".")[-1] in NAMES_A_VALUE for decorator in decorators)


def test_the_rules_know_what_they_ban():
    assert [name for name in ("told", "MarkHeld", "HELD_MARKS", "one_seat", "Visit") if not is_banned(name)] == []
    assert [name for name in ("household", "visits", "foretold", "place_of", "course_") if is_banned(name)] == [
        "course_"
    ]
    assert [word for word in ("kept", "_joined", "seed", "format", "is_closed") if is_participle(word)] == [
        "kept",
        "_joined",
    ]
    assert BANNED_PHRASES.search("No orders on record.")
    assert BANNED_PHRASES.search("It doesn't")
    assert not BANNED_PHRASES.search("Stellar")
    assert CLIENT.search("Clients") and not CLIENT.search("clientele")


@pytest.mark.parametrize("path", SOURCES)
def test_names_use_the_terms_of_the_field(path: str):
    assert [f"line {line}: {name}" for line, name in names_in(parse(path)) if is_banned(name)] == []


@pytest.mark.parametrize("path", SOURCES)
def test_no_function_is_named_by_a_past_participle_alone(path: str):
    functions = [each for each in ast.walk(parse(path)) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [each.name for each in functions if is_participle(each.name) and not names_a_value(each)] == []


def test_modules_are_named_in_the_terms_of_the_field():
    assert [path for path in SOURCES if Path(path).stem in BANNED_MODULES] == []


def test_a_class_name_is_unique_in_the_project():
    classes = [node.name for path in SOURCES for node in ast.walk(parse(path)) if isinstance(node, ast.ClassDef)]
    assert [name for name, count in Counter(classes).items() if count > 1 and name not in SHARED_CLASS_NAMES] == []


def catalog_texts() -> Iterator[tuple[str, str]]:
    """Yield every text of the catalog that a reader sees. Synonyms are not among them: people search by old words."""
    for entity in BUSINESS.entities.values():
        yield from ((entity.name, text) for text in (entity.label, entity.definition))
        for spec in entity.fields:
            yield from ((f"{entity.name}.{spec.name}", text) for text in (spec.label, spec.definition, *spec.values))
    for metric in BUSINESS.metrics.values():
        texts = (metric.label, metric.definition, metric.denominator, metric.exclusions, metric.missing, metric.unit)
        yield from ((metric.name, text) for text in texts)


def dashboard_texts() -> Iterator[tuple[str, str]]:
    for board in BUILT_IN:
        yield board.slug, board.title
        yield from (
            (f"{board.slug}/{tile.slug}", text) for tile in board.tiles for text in (tile.title, tile.section or "")
        )
    for module in (health, migration, rfm):
        yield from ((module.__name__, text) for term in module.TERMS for text in term)


def error_texts() -> Iterator[tuple[str, str]]:
    """Yield the literal parts of the messages in services/errors."""
    for path in sorted(Path(errors.__file__).parent.glob("*.py")):
        yield from ((f"{path.name}, {where}", text) for where, text in literals(path))


def literals(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the strings of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(tree)
        if hasattr(node, "body") and isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docstrings:
            yield f"line {node.lineno}", node.value


def documents() -> list[str]:
    found = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


@pytest.mark.parametrize(
    "texts", [catalog_texts, dashboard_texts, error_texts], ids=["catalog", "dashboards", "errors"]
)
def test_what_a_reader_sees_is_plain_and_says_customer(texts):
    shown = list(texts())
    assert len(shown) > 10
    assert [(where, text) for where, text in shown if BANNED_PHRASES.search(text) or CLIENT.search(text)] == []


@pytest.mark.parametrize("path", documents())
def test_documents_are_plain_and_say_customer(path: str):
    """Code keeps the entity's name; the glossary explains it, and so do pages that quote the name."""
    prose = CODE.sub("", (ROOT / path).read_text(encoding="utf-8"))
    assert [each.group() for pattern in (BANNED_PHRASES, CLIENT) for each in pattern.finditer(prose)] == []
