"""What holds for a tile whose kind this release does not have: it has a place on its page, and is never drawn."""

from services.charts.registry.kind import ChartKind

UNKNOWN = ChartKind(
    name="unknown",
    label="Unknown",
    icon="circle-help",
    group="Individual records",
    when="",
    shapes=(),
    example={},
    marks="",
    draw=None,
    fits=lambda question: None,
    to_table=None,
)
