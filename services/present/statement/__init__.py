"""The profit and loss statement: an Answer by account as lines, subtotals, and the accounts below each line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from services.present import words
from services.present.statement.cells import Pen, StatementCell, Sums, widest
from services.semantic.answer import Answer
from services.semantic.query import Comparison
from services.semantic.runner import BEFORE_MARK

__all__ = ["Statement", "StatementCell", "StatementRow", "statement"]

# The order in which it is read: what the first dimension calls a line, and its name. A subtotal holds all above it.
SUBTOTAL = None
LAYOUT: tuple[tuple[str | None, str], ...] = (
    ("sales", "Gross sales"),
    ("sales_deductions", "Sales deductions"),
    (SUBTOTAL, "Revenue"),
    ("cost_of_sales", "Cost of sales"),
    (SUBTOTAL, "Gross profit"),
    ("sales_and_marketing", "Sales and marketing"),
    ("research_and_development", "Research and development"),
    ("administration", "Administration"),
    ("other_expense", "Other expenses"),
    (SUBTOTAL, "EBITDA"),
    ("depreciation", "Depreciation"),
    (SUBTOTAL, "Operating profit"),
    ("other_income", "Other income"),
    ("interest", "Interest paid"),
    ("tax", "Tax on income"),
    (SUBTOTAL, "Net profit"),
)
LINES = {line for line, _ in LAYOUT if line is not SUBTOTAL}


@dataclass(frozen=True)
class StatementRow:
    """A line or a subtotal, with one cell for each column, and the groups and accounts that it is made of.

    ``account`` is the name of the account that it is, as a filter by accounts spells it.
    """

    name: str
    cells: tuple[StatementCell, ...]
    is_total: bool = False
    number: str | None = None
    account: str | None = None
    below: tuple["StatementRow", ...] = ()


@dataclass(frozen=True)
class Statement:
    """The statement in finished words. ``columns`` are the headings of the cells; ``caption`` says what it holds."""

    columns: tuple[str, ...]
    rows: tuple[StatementRow, ...]
    caption: str
    finding: str | None
    note: str | None


@dataclass(frozen=True)
class _Account:
    line: str | None
    group: str | None
    number: str | None
    name: str
    sums: Sums


def statement(answer: Answer, locale: str) -> Statement:
    """Return the statement that an answer tells.

    The question: two metrics, what happened and what was planned, both with income above zero and cost below; four
    dimensions, the line, the account that an account is a part of, its number and its name, ordered by the number.
    With a comparison there is a column for it.
    """
    accounts = list(_accounts(answer))
    lines = [(line, name, [each for each in accounts if each.line == line]) for line, name in LAYOUT]
    pen = Pen(answer.currency, locale, widest(_sum_of(own) for _, _, own in lines), _earlier(answer) is not None)
    rows: list[StatementRow] = []
    so_far = Sums()
    for line, name, own in lines:
        if line is SUBTOTAL:
            rows += [StatementRow(name, pen.cells(so_far), is_total=True)] if rows else []
        elif own:
            so_far += _sum_of(own)
            rows.append(StatementRow(name, pen.cells(_sum_of(own)), below=tuple(_below(own, accounts, pen))))
    columns = _headings(answer)
    caption = f"{words.join_names(columns)}, by line of the statement and account"
    return Statement(columns, tuple(rows), caption, _finding(so_far, answer, locale), _note(accounts, answer))


def _accounts(answer: Answer) -> Iterator[_Account]:
    """Yield every account that has a value in any column."""
    actual, budget = answer.query.metrics
    for row in answer.frame.to_dict("records"):
        sums = Sums(row[actual] or Sums.actual, row[budget], row.get(actual + BEFORE_MARK))
        if sums.actual or sums.budget or sums.before:
            line, group, number, name = (row[each] for each in answer.query.dimensions)
            yield _Account(line, group, number, name, sums)


def _sum_of(accounts: Iterable[_Account]) -> Sums:
    return sum((each.sums for each in accounts), Sums())


def _below(own: Sequence[_Account], accounts: Sequence[_Account], pen: Pen) -> Iterator[StatementRow]:
    """Yield the accounts of a line, those of one group under it.

    A heading of the chart is a group where it lies within the line, has several accounts, and is not the whole line.
    """
    elsewhere = {each.group for each in accounts if each.line != own[0].line}
    alone = len({each.group for each in own}) == 1
    seen: set[str | None] = set()
    for each in own:
        together = [other for other in own if other.group == each.group]
        if alone or each.group is None or each.group in elsewhere or len(together) == 1:
            yield _row(each, pen)
        elif each.group not in seen:
            seen.add(each.group)
            inner = tuple(_row(other, pen) for other in together)
            yield StatementRow(each.group, pen.cells(_sum_of(together)), below=inner)


def _row(account: _Account, pen: Pen) -> StatementRow:
    return StatementRow(words.group(account.name), pen.cells(account.sums), number=account.number, account=account.name)


def _headings(answer: Answer) -> tuple[str, ...]:
    earlier = _earlier(answer)
    before = [words.COMPARED_WITH[earlier].capitalize()] if earlier else []
    money = [f"{heading}, {answer.currency}" for heading in ("Actual", "Budget", "Variance", *before)]
    return (*money[:3], "Variance, %", *money[3:])


def _earlier(answer: Answer) -> Comparison | None:
    """Return what the period is compared with, beside the budget, which has its own column."""
    return None if answer.query.compare == "budget" else answer.query.compare


def _finding(result: Sums, answer: Answer, locale: str) -> str:
    """Return the net profit or loss, compared with the budget."""
    amount = words.compact(abs(result.actual), "money", answer.currency, locale)
    left = f"Net {'profit' if result.actual >= 0 else 'loss'} is {amount}"
    if not result.variance:
        return left
    gap = words.compact(abs(result.variance), "money", answer.currency, locale)
    return f"{left}, {gap} {'better' if result.variance > 0 else 'worse'} than budget"


def _note(accounts: Sequence[_Account], answer: Answer) -> str | None:
    """Return what a reader must know: days to come, no budget at all, and accounts that belong to no line."""
    # Where the data ended earlier than today nothing more will come, and the page says until when there is any.
    still_comes = answer.span is not None and answer.span.until >= answer.span.today
    notes = [note.words for note in answer.notes if note.kind == "incomplete" and still_comes]
    if all(each.sums.budget is None for each in accounts):
        notes.append("There is no budget for this period, so no variance is shown.")
    if outside := [words.group(each.name) for each in accounts if each.line not in LINES]:
        notes.append(f"Not included, because they belong to no line of the statement: {words.join_names(outside)}.")
    return " ".join(notes) or None
