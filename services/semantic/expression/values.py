"""Values of a row, and operations on values: the same on the values of rows and on the sums of groups."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from services.errors import BadQuery
from services.semantic.strict import Strict

if TYPE_CHECKING:
    from services.semantic.expression.nodes import Expression


@dataclass(frozen=True)
class ColumnRef(Strict):
    """A column of the entity's own table."""

    column: str
    node: Literal["column"] = "column"

    def __str__(self) -> str:
        return self.column


@dataclass(frozen=True)
class FieldRef(Strict):
    """The value of a field, by its qualified name."""

    field: str
    node: Literal["field"] = "field"

    def __str__(self) -> str:
        return self.field


@dataclass(frozen=True)
class Constant(Strict):
    """A number, or a word that a text is held against."""

    value: int | float | str
    node: Literal["constant"] = "constant"

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True)
class Arithmetic(Strict):
    """``left op right``."""

    op: Literal["+", "-", "*"]
    left: "Expression"
    right: "Expression"
    node: Literal["arithmetic"] = "arithmetic"

    def __str__(self) -> str:
        return f"({self.left} {self.op} {self.right})"


@dataclass(frozen=True)
class Divide(Strict):
    """Sum over sum; empty where the denominator is zero and, in a metric's formula, where it is negative."""

    numerator: "Expression"
    denominator: "Expression"
    node: Literal["divide"] = "divide"

    def __str__(self) -> str:
        return f"{self.numerator} / {self.denominator}"


@dataclass(frozen=True)
class When(Strict):
    """``then`` where ``left op right`` holds, else ``otherwise``, else empty. Held against empty, nothing holds."""

    left: "Expression"
    op: Literal["=", "!=", "<", "<=", ">", ">="]
    right: "Expression"
    then: "Expression"
    otherwise: "Expression | None" = None
    node: Literal["when"] = "when"

    def __str__(self) -> str:
        otherwise = f", else {self.otherwise}" if self.otherwise else ""
        return f"({self.then} where {self.left} {self.op} {self.right}{otherwise})"


@dataclass(frozen=True)
class Least(Strict):
    """The lesser of two; empty where either is."""

    left: "Expression"
    right: "Expression"
    node: Literal["least"] = "least"

    def __str__(self) -> str:
        return f"lesser of {self.left} and {self.right}"


@dataclass(frozen=True)
class Greatest(Strict):
    """The greater of two; empty where either is."""

    left: "Expression"
    right: "Expression"
    node: Literal["greatest"] = "greatest"

    def __str__(self) -> str:
        return f"greater of {self.left} and {self.right}"


@dataclass(frozen=True)
class Coalesce(Strict):
    """``first``, or ``second`` where it is empty."""

    first: "Expression"
    second: "Expression"
    node: Literal["coalesce"] = "coalesce"

    def __str__(self) -> str:
        return f"({self.first}, else {self.second})"


@dataclass(frozen=True)
class Band(Strict):
    """The label of the first of the rising ``limits`` that the value lies below; the last label is for all above."""

    of: "Expression"
    limits: tuple[int, ...]
    labels: tuple[str, ...]
    node: Literal["band"] = "band"

    def __post_init__(self) -> None:
        if len(self.labels) != len(self.limits) + 1:
            raise BadQuery(f"{len(self.limits)} limits make {len(self.limits) + 1} bands, not {len(self.labels)}.")

    def __str__(self) -> str:
        return f"band of {self.of}"
