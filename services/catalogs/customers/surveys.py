"""What clients say of the business: NPS and CSAT."""

from services.semantic.catalog import Better, Metric
from services.semantic.conditions import And, Compare, Condition, Not, Null, Or
from services.semantic.expression import Arithmetic, Constant, CountDistinct, Divide, FieldRef, MetricRef

OWNER = "Customer success"
HAPPENED = ("interaction.happened_at",)
NO_SCORE = "Interactions without a score."


def _answers(name: str, label: str, where: Condition, better: Better, definition: str, *synonyms: str) -> Metric:
    """Return how many interactions meet a condition."""
    return Metric(
        f"interaction.{name}",
        label,
        kind="simple",
        type="integer",
        entity="interaction",
        formula=CountDistinct(FieldRef("interaction.id")),
        times=HAPPENED,
        where=where,
        better=better,
        unit="answers",
        definition=definition,
        exclusions=NO_SCORE,
        owner=OWNER,
        synonyms=synonyms,
    )


TALKS = Metric(
    "interaction.count",
    "Interactions",
    kind="simple",
    type="integer",
    entity="interaction",
    formula=CountDistinct(FieldRef("interaction.id")),
    times=HAPPENED,
    unit="interactions",
    definition="Times that clients and the business were in touch, surveys counted.",
    exclusions="None.",
    owner=OWNER,
    synonyms=("contacts with clients", "touchpoints"),
)
SURVEYS = Metric(
    "interaction.surveys",
    "Surveys",
    kind="simple",
    type="integer",
    entity="interaction",
    formula=CountDistinct(FieldRef("interaction.id")),
    times=HAPPENED,
    where=Compare("interaction.kind", "=", "survey"),
    unit="surveys",
    definition="Surveys that clients were asked to answer, whether or not they did.",
    exclusions="None.",
    owner=OWNER,
    synonyms=("surveys sent",),
)
NPS_ANSWERS = _answers(
    "nps_answers",
    "NPS answers",
    Not(Null("interaction.nps_score")),
    "neither",
    "How many said how likely they would recommend the business.",
    "nps responses",
)
PROMOTERS = _answers(
    "promoters", "Promoters", Compare("interaction.nps_score", ">=", 9), "up", "Answers of 9 and 10.", "fans"
)
DETRACTORS = _answers(
    "detractors", "Detractors", Compare("interaction.nps_score", "<=", 6), "down", "Answers of 0 to 6.", "critics"
)
NPS = Metric(
    "interaction.nps",
    "Net promoter score",
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
    times=HAPPENED,
    better="up",
    unit="points from -100 to 100",
    definition="Share of promoters (9, 10) less the share of detractors (0 to 6), in points.",
    sample="interaction.nps_answers",
    denominator="All answers with an NPS score; n/a where there is none. Read it with how many they are.",
    exclusions=NO_SCORE,
    missing="Nobody answered in the period.",
    owner=OWNER,
    synonyms=("nps",),
)
CSAT_ANSWERS = _answers(
    "csat_answers",
    "CSAT answers",
    Not(Null("interaction.csat_score")),
    "neither",
    "How many said how satisfied they were.",
    "csat responses",
)
SATISFIED = _answers(
    "satisfied", "Satisfied", Compare("interaction.csat_score", ">=", 4), "up", "Answers of 4 and 5.", "happy clients"
)
CSAT = Metric(
    "interaction.csat",
    "Customer satisfaction",
    kind="ratio",
    type="ratio",
    entity="interaction",
    formula=Divide(MetricRef("interaction.satisfied"), MetricRef("interaction.csat_answers")),
    times=HAPPENED,
    better="up",
    unit="% of answers",
    definition="Share of the answers that were 4 or 5 of 5.",
    sample="interaction.csat_answers",
    denominator="All answers with a CSAT score; n/a where there is none.",
    exclusions=NO_SCORE,
    missing="Nobody answered in the period.",
    owner=OWNER,
    synonyms=("csat", "satisfaction"),
)

ANSWERED = _answers(
    "answered_surveys",
    "Surveys answered",
    And(
        (
            Compare("interaction.kind", "=", "survey"),
            Or((Not(Null("interaction.nps_score")), Not(Null("interaction.csat_score")))),
        )
    ),
    "up",
    "Surveys that came back with a score.",
    "survey responses",
)
RESPONSE_RATE = Metric(
    "interaction.response_rate",
    "Survey response rate",
    kind="ratio",
    type="ratio",
    entity="interaction",
    formula=Divide(MetricRef("interaction.answered_surveys"), MetricRef("interaction.surveys")),
    times=HAPPENED,
    better="up",
    unit="% of surveys",
    definition="Share of the surveys that came back with a score, of either kind.",
    denominator="All surveys, answered or not; n/a where there is none.",
    exclusions="Scores that were given elsewhere than in a survey.",
    missing="No survey was sent in the period.",
    owner=OWNER,
    synonyms=("response rate",),
)

METRICS = (
    TALKS,
    SURVEYS,
    ANSWERED,
    RESPONSE_RATE,
    NPS_ANSWERS,
    PROMOTERS,
    DETRACTORS,
    NPS,
    CSAT_ANSWERS,
    SATISFIED,
    CSAT,
)
