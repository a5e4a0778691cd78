"""Where a number comes from, in words that its reader can check."""

from dataclasses import dataclass

import sqlglot

from services.present import words
from services.semantic import conditions
from services.semantic.answer import Answer
from services.semantic.catalog import Catalog
from services.semantic.expression import format_formula
from services.semantic.runner import sql_of


@dataclass(frozen=True)
class Explanation:
    """The terms of a definition, the SQL that ran, how fresh the data is, and what to mind."""

    definition: tuple[tuple[str, str], ...]
    sql: str
    as_of: str
    engine: str
    notes: tuple[str, ...]


def explanation(answer: Answer, catalog: Catalog, locale: str) -> Explanation:
    """Explain every metric of an answer, or the fields of its records."""
    terms = [*_metrics(answer, catalog), *_fields(answer, catalog)]
    if answer.span:
        terms.append(("Period", words.period(answer.span, locale)))
    dialect = {"postgresql": "postgres"}.get(answer.engine, answer.engine)
    return Explanation(
        definition=tuple(terms),
        sql=sqlglot.transpile(sql_of(answer, catalog), read=dialect, write=dialect, pretty=True)[0],
        as_of=words.instant(answer.as_of, locale, answer.zone),
        engine=answer.engine,
        notes=tuple(note.words for note in answer.notes),
    )


def _metrics(answer: Answer, catalog: Catalog) -> list[tuple[str, str]]:
    terms = []
    for metric in map(catalog.metric, answer.query.metrics):
        terms += [(metric.label, metric.definition), ("Formula", format_formula(metric.formula))]
        terms += [("Conditions", conditions.format_condition(metric.where))] if metric.where else []
        terms += [("Denominator", metric.denominator)] if metric.denominator else []
        terms += [("Exclusions", metric.exclusions)] if metric.exclusions else []
        terms.append(("Owner", metric.owner))
    return terms


def _fields(answer: Answer, catalog: Catalog) -> list[tuple[str, str]]:
    return [(catalog.field(name).label, catalog.field(name).definition) for name in answer.query.fields]
