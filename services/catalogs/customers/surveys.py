"""Interactions and survey scores: NPS and CSAT."""

from services.semantic.catalog import Better, Metric
from services.semantic.conditions import And, Compare, Condition, Not, Null, Or
from services.semantic.expression import Arithmetic, Constant, CountDistinct, Divide, FieldRef, MetricRef

OWNER = "Customer success"
HAPPENED_AT = ("interaction.happened_at",)
NO_SCORE = "Interactions without a score."


def _response_count(name: str, label: str, where: Condition, better: Better, definition: str, *synonyms: str) -> Metric:
    """Return a count of the interactions that meet a condition."""
    return Metric(
        f"interaction.{name}",
        label,
        kind="simple",
        type="integer",
        entity="interaction",
        formula=CountDistinct(FieldRef("interaction.id")),
        times=HAPPENED_AT,
        where=where,
        better=better,
        unit="responses",
        definition=definition,
        exclusions=NO_SCORE,
        owner=OWNER,
        synonyms=synonyms,
    )


INTERACTIONS = Metric(
    "interaction.count",
    "Interactions",
    kind="simple",
    type="integer",
    entity="interaction",
    formula=CountDistinct(FieldRef("interaction.id")),
    times=HAPPENED_AT,
    unit="interactions",
    definition="Contacts between customers and the business, including surveys.",
    exclusions="None.",
    owner=OWNER,
    synonyms=("contacts with customers", "touchpoints"),
)
SURVEYS = Metric(
    "interaction.surveys",
    "Surveys",
    kind="simple",
    type="integer",
    entity="interaction",
    formula=CountDistinct(FieldRef("interaction.id")),
    times=HAPPENED_AT,
    where=Compare("interaction.kind", "=", "survey"),
    unit="surveys",
    definition="Surveys sent to customers, whether or not they responded.",
    exclusions="None.",
    owner=OWNER,
    synonyms=("surveys sent",),
)
NPS_RESPONSES = _response_count(
    "nps_answers",
    "NPS responses",
    Not(Null("interaction.nps_score")),
    "neither",
    "Responses with an NPS score.",
    "nps answers",
)
PROMOTERS = _response_count(
    "promoters",
    "Promoters",
    Compare("interaction.nps_score", ">=", 9),
    "up",
    "NPS responses with a score of 9 or 10.",
    "fans",
)
DETRACTORS = _response_count(
    "detractors",
    "Detractors",
    Compare("interaction.nps_score", "<=", 6),
    "down",
    "NPS responses with a score of 0 to 6.",
    "critics",
)
NPS = Metric(
    "interaction.nps",
    "Net promoter score (NPS)",
    kind="ratio",
    type="number",
    entity="interaction",
    formula=Arithmetic(
        "*",
        Constant(100),
        Divide(
            Arithmetic("-", MetricRef("interaction.promoters"), MetricRef("interaction.detractors")),
            MetricRef("interaction.nps_answers"),
        ),
    ),
    times=HAPPENED_AT,
    better="up",
    unit="points from -100 to 100",
    definition="Percentage of promoters (9 or 10) less percentage of detractors (0 to 6), in points.",
    sample="interaction.nps_answers",
    denominator="All responses with an NPS score; n/a if there are none. Consider the number of responses when "
    "comparing scores.",
    exclusions=NO_SCORE,
    missing="No responses in the period.",
    owner=OWNER,
    synonyms=("nps",),
)
CSAT_RESPONSES = _response_count(
    "csat_answers",
    "CSAT responses",
    Not(Null("interaction.csat_score")),
    "neither",
    "Responses with a CSAT score.",
    "csat answers",
)
SATISFIED = _response_count(
    "satisfied",
    "Satisfied responses",
    Compare("interaction.csat_score", ">=", 4),
    "up",
    "CSAT responses with a score of 4 or 5.",
    "satisfied customers",
)
CSAT = Metric(
    "interaction.csat",
    "Customer satisfaction (CSAT)",
    kind="ratio",
    type="ratio",
    entity="interaction",
    formula=Divide(MetricRef("interaction.satisfied"), MetricRef("interaction.csat_answers")),
    times=HAPPENED_AT,
    better="up",
    unit="% of responses",
    definition="Share of CSAT responses with a score of 4 or 5 out of 5.",
    sample="interaction.csat_answers",
    denominator="All responses with a CSAT score; n/a if there are none.",
    exclusions=NO_SCORE,
    missing="No responses in the period.",
    owner=OWNER,
    synonyms=("csat", "satisfaction"),
)

SURVEY_RESPONSES = _response_count(
    "answered_surveys",
    "Survey responses",
    And(
        (
            Compare("interaction.kind", "=", "survey"),
            Or((Not(Null("interaction.nps_score")), Not(Null("interaction.csat_score")))),
        )
    ),
    "up",
    "Surveys answered with a score.",
    "surveys answered",
)
RESPONSE_RATE = Metric(
    "interaction.response_rate",
    "Survey response rate",
    kind="ratio",
    type="ratio",
    entity="interaction",
    formula=Divide(MetricRef("interaction.answered_surveys"), MetricRef("interaction.surveys")),
    times=HAPPENED_AT,
    better="up",
    unit="% of surveys",
    definition="Share of surveys answered with an NPS or CSAT score.",
    denominator="All surveys sent; n/a if there are none.",
    exclusions="Scores recorded outside surveys.",
    missing="No surveys sent in the period.",
    owner=OWNER,
    synonyms=("response rate",),
)

METRICS = (
    INTERACTIONS,
    SURVEYS,
    SURVEY_RESPONSES,
    RESPONSE_RATE,
    NPS_RESPONSES,
    PROMOTERS,
    DETRACTORS,
    NPS,
    CSAT_RESPONSES,
    SATISFIED,
    CSAT,
)
