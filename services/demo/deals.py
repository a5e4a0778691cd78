"""Deals in two pipelines: when they changed stage, and how their expected close dates slipped."""

from dataclasses import dataclass

import numpy as np

from services.demo.clients import PRIVATE, Clients
from services.demo.days import NEVER, DemoCalendar
from services.demo.goods import Goods
from services.demo.leads import CAMPAIGNS, Leads
from services.demo.rows import CENT, Array, keep_where, pick, rng_of
from services.demo.staff import Staff

DEALS = 2_600
BEFORE = 150
NEW, KEEP = 0, 1

# key, name, its open stages with their planned probabilities
PIPELINES = (
    ("NEW", "New business", (("Qualified", 0.10), ("Discovery", 0.25), ("Proposal", 0.50), ("Negotiation", 0.75))),
    ("KEEP", "Renewal and growth", (("Due", 0.40), ("Offer", 0.60), ("Agreed", 0.85))),
)
OPEN_STAGES = 4
CLOSE = OPEN_STAGES
FIRST_STAGE = np.array([1, 1 + len(PIPELINES[NEW][2]) + 2])
STEPS = np.array([len(stages) for *_, stages in PIPELINES])
CATEGORY = np.array(
    [["pipeline", "pipeline", "best_case", "commit"], ["pipeline", "best_case", "commit", "commit"]], dtype=object
)
TAKES, SPREAD, LONGEST = 42, 0.75, 260
WON_SHARE = np.array((0.34, 0.62))
SKIPS, CAUTIOUS, WITHOUT_AMOUNT, REVALUED, WITHOUT_CLIENT = 0.08, 0.15, 0.03, 0.5, 0.03
LOST_BECAUSE = ("Price", "No decision", "Competitor", "Timing", "Requirements")
LOST_SHARES = (0.34, 0.24, 0.22, 0.14, 0.06)
# Median value in EUR, by segment.
WORTH = np.array((36_000, 14_000, 5_500, 4_000))
MOST_PUSHES = 10


@dataclass(frozen=True)
class Deals:
    """The deals in the order in which they were opened. Days are day indexes of the calendar.

    ``entered[deal, step]`` is the day on which a deal entered a step; at CLOSE, it is the day on which the deal was won
    or lost. ``pushed`` are the days on which the expected close date moved, from ``expected[deal, n]`` to the next.
    """

    calendar: DemoCalendar
    pipeline: Array
    client: Array
    owner: Array
    source: Array
    opened: Array
    entered: Array
    won: Array
    amounts: Array
    revalued: Array
    pushed: Array
    expected: Array
    has_amount: Array
    cautious: Array
    currency: Array
    product: Array
    lost_because: Array

    def __len__(self) -> int:
        return len(self.opened)

    @property
    def closed_day(self) -> Array:
        return self.entered[:, CLOSE]

    def step_on(self, deal: Array, day: Array) -> Array:
        """Return the open step in which each deal was on a day."""
        came = self.entered[deal, :CLOSE] <= day[:, None]
        step: Array = OPEN_STAGES - 1 - np.argmax(came[:, ::-1], axis=1)
        return step

    def amount_on(self, deal: Array, day: Array) -> Array:
        """Return the amount of each deal on a day, in 1/10,000, or None where it is unknown."""
        cents = np.where(self.revalued[deal] <= day, self.amounts[1][deal], self.amounts[0][deal])
        return keep_where(cents * CENT, self.has_amount[deal])

    def expected_on(self, deal: Array, day: Array) -> Array:
        """Return the expected close date of each deal, as of a day."""
        pushes: Array = (self.pushed[deal] <= day[:, None]).sum(axis=1)
        expected: Array = self.expected[deal, pushes]
        return expected

    def category_on(self, deal: Array, day: Array) -> Array:
        """Return the forecast category of each deal on a day."""
        default = CATEGORY[self.pipeline[deal], self.step_on(deal, day)]
        return np.where(self.cautious[deal] & (default == "pipeline"), "omitted", default)


def build_deals(calendar: DemoCalendar, clients: Clients, staff: Staff, goods: Goods, leads: Leads, seed: int) -> Deals:
    """Return the deals. The first ones come from leads, the others from existing clients."""
    rng = rng_of(seed, "deals")
    from_leads = leads.converted_indices[np.argsort(leads.converted_on[leads.converted_indices], kind="stable")]
    others = DEALS - len(from_leads)
    later_ones = np.minimum(
        calendar.next_workday(np.sort(rng.integers(-BEFORE, calendar.count, others))), calendar.last
    )
    opened = np.append(leads.converted_on[from_leads], later_ones)
    is_lead = np.arange(DEALS) < len(from_leads)
    pipeline = np.where(is_lead | (rng.random(DEALS) < 0.35), NEW, KEEP)
    life = np.rint(TAKES * rng.lognormal(0, SPREAD, DEALS)).clip(4, LONGEST).astype(np.int64)
    life = calendar.next_workday(opened + life) - opened
    won = rng.random(DEALS) < WON_SHARE[pipeline]
    client = _deal_clients(rng, clients, opened, is_lead, won & (opened + life <= calendar.last))
    owner = np.append(leads.owner[from_leads], clients.owner[client[len(from_leads) :]])
    owner = _employed_owners(staff, owner, opened)
    source = np.array([name for name, *_ in CAMPAIGNS], dtype=object)[leads.campaign[from_leads]]
    source = np.append(source, pick(rng, ("Client", "Partner", None), others, (0.8, 0.15, 0.05)))
    worth = WORTH[clients.segment[client]] * rng.lognormal(0, 0.7, DEALS)
    amount = (np.rint(worth / 100) + 1).astype(np.int64) * 10_000
    later = np.rint(amount * rng.uniform(0.75, 1.3, DEALS) / 10_000).astype(np.int64) * 10_000
    revalued = np.where(rng.random(DEALS) < REVALUED, opened + (life * rng.uniform(0.2, 0.9, DEALS)).astype(int), NEVER)
    slips = owner == staff.slipping
    pushed, expected = _pushes(rng, calendar, opened, life, slips)
    entered = _steps(rng, pipeline, opened, life, won)
    product = goods.version_on[rng.integers(0, len(goods.codes), DEALS), opened.clip(0)] + 1
    return Deals(
        calendar,
        pipeline,
        client,
        owner,
        source,
        opened,
        entered,
        won,
        np.stack([amount, np.maximum(later, 10_000)]),
        revalued,
        pushed,
        expected,
        has_amount=rng.random(DEALS) > WITHOUT_AMOUNT,
        cautious=rng.random(DEALS) < CAUTIOUS,
        currency=clients.currency[client],
        product=keep_where(product, rng.random(DEALS) < 0.4),
        lost_because=pick(rng, LOST_BECAUSE, DEALS, LOST_SHARES),
    )


def _deal_clients(rng: np.random.Generator, clients: Clients, opened: Array, is_lead: Array, won: Array) -> Array:
    """Return the client of each deal: for a won lead the company that joins next, for another lead a prospect."""
    companies = np.flatnonzero(clients.segment < PRIVATE)
    joins = clients.joins[companies]
    prospects, joined = companies[joins >= NEVER], companies[joins < NEVER]
    following = joined[np.minimum(np.searchsorted(clients.joins[joined], opened), len(joined) - 1)]
    new = np.where(won, following, rng.choice(prospects, len(opened)))
    upto = np.cumsum(np.sqrt(clients.size[joined]))
    known = np.maximum(1, np.searchsorted(clients.joins[joined], opened, side="right"))
    drawn = np.searchsorted(upto, rng.random(len(opened)) * upto[known - 1], side="right")
    return np.where(is_lead, new, joined[drawn])


def _employed_owners(staff: Staff, owner: Array, opened: Array) -> Array:
    """Return the owners, with those who are not employed replaced by the two permanent sellers."""
    steady = staff.sellers[np.arange(len(owner)) % 2]
    return np.where(staff.at_work(owner, opened), owner, steady)


def _pushes(
    rng: np.random.Generator, calendar: DemoCalendar, opened: Array, life: Array, slips: Array
) -> tuple[Array, Array]:
    """Return the days on which close dates moved, and the close dates before the first and after each move."""
    count = len(opened)
    hoped = np.where(slips, rng.uniform(0.25, 0.5, count), rng.lognormal(0.1, 0.3, count))
    expected = [opened + np.maximum(5, np.rint(life * hoped)).astype(np.int64)]
    pushed = []
    for _ in range(MOST_PUSHES):
        day = expected[-1] - rng.integers(0, 4, count)
        moves = (day < opened + life) & (day <= calendar.last)
        more = np.where(slips, rng.integers(8, 22, count), rng.integers(10, 45, count))
        pushed.append(np.where(moves, day, NEVER))
        expected.append(np.where(moves, expected[-1] + more, expected[-1]))
    return np.stack(pushed, axis=1), np.stack(expected, axis=1)


def _steps(rng: np.random.Generator, pipeline: Array, opened: Array, life: Array, won: Array) -> Array:
    """Return the day of each step. Lost deals do not reach every step, and some deals skip the second one."""
    count = len(opened)
    shares = np.sort(rng.uniform(0.05, 0.95, (count, OPEN_STAGES)), axis=1)
    shares[:, 0] = 0
    entered = opened[:, None] + (life[:, None] * shares).astype(np.int64)
    reaches = np.where(won, STEPS[pipeline], 1 + (rng.beta(1.1, 1.4, count) * STEPS[pipeline]).astype(np.int64))
    entered[np.arange(OPEN_STAGES)[None, :] >= reaches[:, None]] = NEVER
    entered[(rng.random(count) < SKIPS) & (reaches > 2), 1] = NEVER
    return np.column_stack([entered, opened + life])
