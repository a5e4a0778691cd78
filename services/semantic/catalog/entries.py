"""What a catalog is made of: sources, entities with their fields, relations, metrics, and the layers that hold them."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal

import orjson
from pydantic import TypeAdapter

from services.semantic.conditions import Condition
from services.semantic.expression import ColumnRef, Expression
from services.semantic.strict import Strict

Type = Literal["text", "integer", "number", "money", "ratio", "date", "instant", "boolean"]
Rate = Literal["date", "average", "closing"]
Better = Literal["up", "down", "neither"]
Kind = Literal["simple", "ratio", "derived", "cumulative", "balance", "snapshot", "during"]


@dataclass(frozen=True)
class Source(Strict):
    """Where tables are read: the dialect of the SQL, what the engine can do, and whether it is live or a copy.

    ``schema`` is the database schema of its tables. ``organization`` is the organisation to which the whole source
    belongs; None where the rows of several stand side by side, so that each entity needs a ``tenant`` column.
    """

    name: str
    dialect: str
    mode: Literal["live", "copy"]
    capabilities: tuple[str, ...] = ()
    schema: str | None = None
    organization: int | None = None


@dataclass(frozen=True)
class Field(Strict):
    """A property of an entity. A ``dimension`` may split or group; ``currency`` names the field of a money's code.

    ``values`` are in the order in which they are read, where that has a meaning. ``personal`` says who somebody is;
    ``group`` names the dimension that says to whom they belong, for those who may not see single people. ``ahead``
    marks a day on which something is planned or due: it may lie in the future, where nothing else has happened yet.
    """

    name: str
    label: str
    type: Type
    definition: str
    formula: Expression
    dimension: bool = False
    currency: str | None = None
    values: tuple[str, ...] = ()
    personal: bool = False
    group: str | None = None
    synonyms: tuple[str, ...] = ()
    ahead: bool = False


@dataclass(frozen=True)
class Plan(Strict):
    """Where a table holds plans beside actual figures: the field that distinguishes them, and its two values."""

    field: str
    actual: str
    planned: str


@dataclass(frozen=True)
class Entity(Strict):
    """A table, in words of the business.

    ``tenant`` is the column that says whose row it is; None in a source that belongs to one organisation as a whole.
    ``key_type`` is the type of the key. ``rate`` is the exchange rate for the money of its records. ``plural`` is the
    label in the plural where it is irregular. ``hide_identities``: its rows are what single people did, so a list of
    them leaves out who they are.
    """

    name: str
    label: str
    table: str
    definition: str
    fields: tuple[Field, ...]
    key: str = "id"
    key_type: Type = "integer"
    tenant: str | None = "organization_id"
    time: str | None = None
    rate: Rate = "date"
    source: str = "record"
    hide_identities: bool = False
    plan: Plan | None = None
    plural: str = ""
    synonyms: tuple[str, ...] = ()

    @property
    def noun(self) -> str:
        """Return what a row is called within a sentence: "time entry"."""
        return _within_sentence(self.label)

    @property
    def nouns(self) -> str:
        """Return what several rows are called within a sentence: "time entries"."""
        if self.plural:
            return _within_sentence(self.plural)
        if self.noun.endswith("y") and self.noun[-2:-1] not in "aeiou":
            return f"{self.noun[:-1]}ies"
        return f"{self.noun}es" if self.noun.endswith(("s", "x", "ch", "sh")) else f"{self.noun}s"


def _within_sentence(label: str) -> str:
    # An abbreviation keeps its capitals.
    return label if label[1:2].isupper() else f"{label[:1].lower()}{label[1:]}"


@dataclass(frozen=True)
class Relation(Strict):
    """Many rows of one entity belong to one row of another: ``many.many_column = one.one_column``.

    ``optional``: a row may belong to none, as a deal may have no client yet; it then counts as empty. ``column_type``
    is the type of both columns; None where they hold the key of ``one``.
    """

    name: str
    many: str
    one: str
    many_column: str
    one_column: str = "id"
    optional: bool = False
    column_type: Type | None = None


@dataclass(frozen=True)
class Metric(Strict):
    """A number with its definition.

    ``times`` are the dates that may count, the usual one first. A cumulative metric looks back ``window_days`` from the
    end of each bucket. A balance counts what was ``opened`` and not yet ``closed`` at the end of each bucket, and a
    snapshot the rows of the last day that was recorded by then, each of the ``series`` by its own last day: over time
    they are the last value, never a sum. A snapshot ``at`` the start is the value at the start of the period; one of
    both counts the rows of the start beside those of the end, which ``Boundary("snapshot_at")`` distinguishes; one with
    ``window_days`` what there was so many days before its end. A metric of the kind ``during`` counts what was open on
    any day of the bucket. ``missing`` says why there may be no value.
    ``rate`` is the exchange rate that converts its money: that of the day, the average, or the closing one.
    ``rated_by`` is the day of that rate, where it is not the one that counts: what was agreed at a price keeps its
    worth. ``better`` says which direction is good. ``people`` is the metric that counts the people described:
    split or filtered by them, it is not shown of a group of fewer than ``least_people``. ``sample`` is the metric that
    counts what a share or a score is taken from: it is shown beside it, since a few answers prove little.
    """

    name: str
    label: str
    kind: Kind
    type: Type
    entity: str
    formula: Expression
    definition: str
    owner: str
    times: tuple[str, ...] = ()
    where: Condition | None = None
    window_days: int | None = None
    opened: str | None = None
    closed: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    at: Literal["start", "end", "both"] = "end"
    rate: Rate = "date"
    rated_by: str | None = None
    people: str | None = None
    least_people: int = 5
    sample: str | None = None
    better: Better = "neither"
    unit: str = ""
    denominator: str = ""
    exclusions: str = ""
    missing: str = ""
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class EntityFields(Strict):
    """Fields for an entity of an earlier layer; one of a name that is there replaces that field alone."""

    entity: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Wording(Strict):
    """Other words for an entity (``order``), field (``order.region``) or metric (``order.revenue``) of a layer below.

    What is None stays as it was.
    """

    name: str
    label: str | None = None
    definition: str | None = None
    synonyms: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Layer(Strict):
    """A part of a catalog: the built-in one, one inferred from a schema, an organisation's own."""

    name: str
    sources: tuple[Source, ...] = ()
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    metrics: tuple[Metric, ...] = ()
    fields: tuple[EntityFields, ...] = ()
    wordings: tuple[Wording, ...] = ()

    @cached_property
    def digest(self) -> str:
        """A digest of everything in the layer, computed once."""
        data = _layer_adapter.dump_python(self, mode="json")
        return sha256(orjson.dumps(data, option=orjson.OPT_SORT_KEYS)).hexdigest()


_layer_adapter = TypeAdapter(Layer)


def column_field(name: str, label: str, type: Type, definition: str, **more: Any) -> Field:
    """Return a field that is simply a column; ``column`` names it where it differs from the field."""
    return Field(name, label, type, definition, ColumnRef(more.pop("column", name)), **more)
