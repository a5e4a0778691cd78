"""Support tickets, timed by the opening hours of the service desk."""

from dataclasses import dataclass

import numpy as np

from services.demo import anomalies as planted
from services.demo.anomalies import Anomalies
from services.demo.clients import Clients
from services.demo.days import OPEN_MINUTES, DemoCalendar
from services.demo.rows import Array, Rows, ids, keep_where, keys, pick, rng_of
from services.demo.staff import Staff

TICKETS = 3_000
# priority, its share, SLA in opening minutes to first response and to resolution
PRIORITIES = (
    ("critical", 0.04, 60, 240),
    ("high", 0.16, 120, 480),
    ("moderate", 0.50, 240, 1_440),
    ("low", 0.30, 480, 2_880),
)
# category, subject, its share, support group
CATEGORIES = (
    ("Delivery", "Where is my order?", 0.30, "Orders"),
    ("Damage", "A part arrived damaged", 0.20, "Orders"),
    ("Invoice", "A question about an invoice", 0.16, "Billing"),
    ("Lighting", "A lamp does not light", 0.22, "Technics"),
    ("Assembly", "Help with assembly", 0.12, "Technics"),
)
CHANNELS = ("Phone", "Email", "Web", "Chat")
CHANNEL_SHARES = (0.34, 0.38, 0.20, 0.08)
# Median response and resolution times, as shares of the SLA.
ANSWER_TAKES, SOLUTION_TAKES, SPREAD = 0.42, 0.40, 0.8
WAITS, COMES_AGAIN, OUT_OF_HOURS, INTERNAL = 0.4, 0.06, 0.2, 0.05
CLOSES_AFTER = 3 * OPEN_MINUTES
OF_YEARS = (0.8, 1.0, 1.2)
# The states of a ticket, in order.
STEPS = ("new", "open", "waiting", "open", "resolved", "open", "resolved", "closed")
ANSWERED, SOLVED, AGAIN, SOLVED_AGAIN, CLOSED = 1, 4, 5, 6, 7


@dataclass(frozen=True)
class Tickets:
    """Tickets by the day on which they were opened, with their clients and whether they are resolved."""

    place: Array
    client: Array
    solved: Array
    rows: tuple[Rows, Rows]


def build_tickets(calendar: DemoCalendar, anomalies: Anomalies, clients: Clients, staff: Staff, seed: int) -> Tickets:
    """Return the tickets and all their changes up to today."""
    rng = rng_of(seed, "support")
    place = np.sort(rng.choice(calendar.count, TICKETS, p=_busy(calendar, anomalies)))
    priority = rng.choice(len(PRIORITIES), TICKETS, p=[share for _, share, *_ in PRIORITIES])
    category = rng.choice(len(CATEGORIES), TICKETS, p=[share for *_, share, _ in CATEGORIES])
    promised = np.array([[answer, solution] for *_, answer, solution in PRIORITIES])[priority].T
    instants, met_sla = _step_instants(rng, calendar, anomalies, place, promised)
    happened = ~np.isnat(instants)
    last = len(STEPS) - 1 - np.argmax(happened[:, ::-1], axis=1)
    is_solved = np.isin(last, (SOLVED, SOLVED_AGAIN, CLOSED))
    group = np.array([group for *_, group in CATEGORIES], dtype=object)[category]
    assignee = _assignees(rng, staff, place)
    client = _requesting_clients(rng, clients, place)
    solved_again = happened[:, SOLVED_AGAIN]
    solved_at = np.where(solved_again, instants[:, SOLVED_AGAIN], instants[:, SOLVED])
    columns = {
        "id": ids(TICKETS),
        "key": keys("T", range(1, TICKETS + 1)),
        "client_id": keep_where(client + 1, rng.random(TICKETS) > INTERNAL),
        "subject": [CATEGORIES[number][1] for number in category],
        "category": keep_where([CATEGORIES[number][0] for number in category], rng.random(TICKETS) > 0.02),
        "channel": pick(rng, CHANNELS, TICKETS, CHANNEL_SHARES),
        "priority": [PRIORITIES[number][0] for number in priority],
        "state": np.array(STEPS, dtype=object)[last],
        "support_group": group,
        "assignee_id": keep_where(assignee, last > 0),
        "opened_at": instants[:, 0],
        "first_response_at": instants[:, ANSWERED],
        "resolved_at": np.where(is_solved, solved_at, np.datetime64("NaT")),
        "closed_at": instants[:, CLOSED],
        "response_minutes": promised[0],
        "resolution_minutes": promised[1],
        "met_sla": keep_where(met_sla, is_solved),
        "reopened": happened[:, AGAIN].astype(np.int64),
    }
    return Tickets(place, client, is_solved, (Rows("tickets", columns), _changes(instants, group, assignee)))


def _step_instants(
    rng: np.random.Generator, calendar: DemoCalendar, anomalies: Anomalies, place: Array, promised: Array
) -> tuple[Array, Array]:
    """Return the instant of each step of each ticket, and whether the SLA was met."""
    opened_at, came = _opening_times(rng, calendar, place)
    backlog = anomalies.span(planted.BACKLOG)
    slower = np.where((place >= backlog.start) & (place < backlog.stop), planted.BACKLOG_SLOWER, 1.0)
    answered = np.maximum(2, promised[0] * ANSWER_TAKES * rng.lognormal(0, SPREAD, len(place)) * slower)
    solved = np.maximum(10, promised[1] * SOLUTION_TAKES * rng.lognormal(0, SPREAD, len(place)) * slower)
    answered = np.minimum(answered, solved * 0.9)
    minutes = _steps(rng, came, answered, solved)
    instants = calendar.open_instant(np.maximum(0, minutes))
    instants[minutes < 0] = np.datetime64("NaT")
    instants[:, 0] = opened_at
    return instants, (answered <= promised[0]) & (solved <= promised[1])


def _busy(calendar: DemoCalendar, anomalies: Anomalies) -> Array:
    busy = np.array([1.3, 1.1, 1.0, 1.0, 0.9, 0.15, 0.1])[calendar.weekday]
    busy = busy * np.interp(np.arange(calendar.count), np.linspace(0, calendar.last, len(OF_YEARS)), OF_YEARS)
    busy[list(anomalies.span(planted.BACKLOG))] *= planted.BACKLOG_TIMES
    share: Array = busy / busy.sum()
    return share


def _opening_times(rng: np.random.Generator, calendar: DemoCalendar, place: Array) -> tuple[Array, Array]:
    """Return when tickets were opened, and the opening minute at which the SLA starts."""
    count = len(place)
    minute = rng.integers(0, OPEN_MINUTES, count)
    late = (rng.random(count) < OUT_OF_HOURS) & (place < calendar.last)
    open_day = calendar.is_workday[place] & ~late
    since = calendar.open_minutes_before(place + (late & calendar.is_workday[place]))
    at_home = np.where(late, 17 * 60 + minute // 2, 9 * 60 + minute)
    return calendar.instant(place, at_home), np.where(open_day, since + minute, since)


def _steps(rng: np.random.Generator, came: Array, answered: Array, solved: Array) -> Array:
    """Return the opening minute of each step in STEPS, or -1 where a ticket skips it."""
    count = len(came)
    waits, again = rng.random(count) < WAITS, rng.random(count) < COMES_AGAIN
    ask, reply = (answered + (solved - answered) * share for share in (0.3, 0.7))
    back = solved + rng.integers(60, CLOSES_AFTER - 60, count)
    settled = back + rng.integers(60, 2 * OPEN_MINUTES, count)
    steps = [0 * solved, answered, ask, reply, solved, back, settled, np.where(again, settled, solved) + CLOSES_AFTER]
    minutes: Array = came[:, None] + np.stack(steps, axis=1)
    minutes[~waits, 2:4] = -1
    minutes[~again, 5:7] = -1
    return np.floor(minutes).astype(np.int64)


def _assignees(rng: np.random.Generator, staff: Staff, place: Array) -> Array:
    """Return an agent for each ticket who is employed on its day."""
    agents = staff.in_teams("SERVICE")[1:]
    chosen = rng.choice(agents, len(place))
    while (gone := ~staff.at_work(chosen, place)).any():
        chosen[gone] = rng.choice(agents, int(gone.sum()))
    return chosen


def _requesting_clients(rng: np.random.Generator, clients: Clients, place: Array) -> Array:
    """Return a client for each ticket who has joined by its day. Larger clients are more likely."""
    upto = np.cumsum(np.sqrt(clients.size))
    joined = np.searchsorted(clients.joins, place, side="right")
    chosen: Array = np.searchsorted(upto, rng.random(len(place)) * upto[joined - 1], side="right")
    return chosen


def _changes(instants: Array, group: Array, assignee: Array) -> Rows:
    ticket, step = np.nonzero(~np.isnat(instants))
    starts = np.searchsorted(ticket, np.arange(len(instants)))
    return Rows(
        "ticket_changes",
        {
            "id": ids(len(ticket)),
            "ticket_id": ticket + 1,
            "number": np.arange(len(ticket)) - starts[ticket] + 1,
            "changed_at": instants[ticket, step],
            "state": np.array(STEPS, dtype=object)[step],
            "support_group": group[ticket],
            "assignee_id": keep_where(assignee[ticket], step > 0),
        },
    )
