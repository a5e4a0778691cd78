"""All that may stand in a formula: a class in ``values``, ``days`` or ``aggregates``, and its row here."""

from typing import Annotated

from pydantic import Field as Tagged

from services.semantic.expression import aggregates, days, values
from services.semantic.expression.aggregates import (
    CountDistinct,
    Max,
    MetricRef,
    Min,
    Percentile,
    RelatedAggregate,
    Sum,
    SumPer,
)
from services.semantic.expression.days import (
    Boundary,
    BusinessSecondsBetween,
    DayOf,
    DaysBetween,
    DaysLater,
    MonthsBetween,
    MonthsLater,
    PeriodDays,
    SecondsBetween,
    WeekdaysBetween,
)
from services.semantic.expression.values import (
    Arithmetic,
    Band,
    Coalesce,
    ColumnRef,
    Constant,
    Divide,
    FieldRef,
    Greatest,
    Least,
    When,
)

Expression = Annotated[
    ColumnRef
    | FieldRef
    | Constant
    | Arithmetic
    | DaysBetween
    | SecondsBetween
    | BusinessSecondsBetween
    | MonthsBetween
    | WeekdaysBetween
    | DaysLater
    | MonthsLater
    | DayOf
    | Boundary
    | When
    | Least
    | Greatest
    | Coalesce
    | Band
    | RelatedAggregate
    | Sum
    | Max
    | Min
    | CountDistinct
    | Percentile
    | SumPer
    | PeriodDays
    | Divide
    | MetricRef,
    Tagged(discriminator="node"),
]
# Formulas contain formulas: the classes refer to the union that is defined here, so it is put into their modules.
for _module in (aggregates, days, values):
    vars(_module)["Expression"] = Expression

# Worked out once for each value of a field, and only then brought together.
PerValue = Percentile | SumPer
Aggregate = Sum | Max | Min | CountDistinct | PerValue
