"""Leads, their outcomes, and the cost of campaigns."""

from dataclasses import dataclass

import numpy as np

from services.demo.clients import AMERICA, REGIONS
from services.demo.days import NEVER, OPEN_MINUTES, DemoCalendar
from services.demo.rows import CENT, Array, Rows, ids, keep_where, keys, rng_of, rows_from_records
from services.demo.staff import Staff
from services.demo.words import FIRST, LAST, TRADES, address_of, name_of

LEADS = 4_500
# source, campaign, its share of the leads, the share that becomes MQL, EUR per month
CAMPAIGNS = (
    ("Search", "Office search ads", 0.26, 0.42, 9_500),
    ("Social", "Bright desks", 0.17, 0.28, 5_200),
    ("Trade fair", "Orgatec stand", 0.10, 0.62, 6_800),
    ("Newsletter", "Light letter", 0.12, 0.48, 900),
    ("Referral", None, 0.13, 0.70, 0),
    ("Web", None, 0.22, 0.36, 0),
)
SQL_SHARE, CONVERTED_SHARE = 0.55, 0.68
UNANSWERED = 0.06
NO_SOURCE = 0.03
# Median response time in opening hours.
ANSWERED_AFTER = 3.0


@dataclass(frozen=True)
class Leads:
    """The leads in order of arrival. Events are in opening minutes, and after today if they have not happened."""

    place: Array
    region: Array
    campaign: Array
    owner: Array
    came: Array
    answered: Array
    marketing: Array
    sales: Array
    converted: Array
    converted_on: Array

    @property
    def converted_indices(self) -> Array:
        """The indexes of the leads that have become a deal."""
        return np.flatnonzero(self.converted_on < NEVER)


def arriving_leads(calendar: DemoCalendar, staff: Staff, seed: int) -> Leads:
    """Return the leads. They arrive on workdays, more of them each year, and fewer in August and December."""
    rng = rng_of(seed, "leads")
    months = np.array([day.month for day in calendar.dates])
    busy = (
        calendar.is_workday * (1 + 0.3 * np.arange(calendar.count) / 365) * np.where(np.isin(months, (8, 12)), 0.6, 1)
    )
    place = np.sort(rng.choice(calendar.count, LEADS, p=busy / busy.sum()))
    campaign = rng.choice(len(CAMPAIGNS), LEADS, p=[share for _, _, share, *_ in CAMPAIGNS])
    region = rng.choice(len(REGIONS), LEADS, p=[share for *_, share in REGIONS])
    came = calendar.open_minutes_before(place) + rng.integers(0, OPEN_MINUTES, LEADS)
    after = np.rint(rng.lognormal(np.log(ANSWERED_AFTER * 60), 1.1, LEADS)).astype(np.int64)
    answered = np.where(rng.random(LEADS) < UNANSWERED, NEVER, came + after)
    good = np.array([share for *_, share, _ in CAMPAIGNS])[campaign]
    steps = [answered]
    for share, days in ((good, 4), (SQL_SHARE, 8), (CONVERTED_SHARE, 6)):
        takes = rng.integers(30, days * OPEN_MINUTES, LEADS)
        steps.append(np.where((steps[-1] < NEVER) & (rng.random(LEADS) < share), steps[-1] + takes, NEVER))
    sellers = [staff.in_teams("SALES-EU")[1:], staff.in_teams("SALES-US")[1:]]
    owner = [
        _owner(staff, sellers[int(each == AMERICA)], int(day), turn)
        for turn, (each, day) in enumerate(zip(region, place, strict=True))
    ]
    happened = calendar.open_instant(steps[3])
    since = (happened.astype("datetime64[D]") - np.datetime64(calendar.first_day)).astype(np.int64)
    converted_on = np.where(np.isnat(happened), NEVER, since)
    answered, marketing, sales, converted = steps
    return Leads(place, region, campaign, np.array(owner), came, answered, marketing, sales, converted, converted_on)


def _owner(staff: Staff, sellers: Array, place: int, turn: int) -> int:
    employed = [int(seller) for seller in sellers if staff.works(int(seller), place)]
    return employed[turn % len(employed)]


def rows(calendar: DemoCalendar, leads: Leads, clients: Array, seed: int) -> Rows:
    """Return the rows of leads. The first deals are theirs, in order of conversion; ``clients`` are of deals."""
    rng = rng_of(seed, "lead rows")
    names = [name_of(number, FIRST, LAST) for number in rng.integers(0, len(FIRST) * len(LAST), LEADS)]
    firms = [name_of(number, LAST, tuple(TRADES)) for number in rng.integers(0, len(LAST) * len(TRADES), LEADS)]
    steps = [calendar.open_instant(each) for each in (leads.answered, leads.marketing, leads.sales, leads.converted)]
    deal = np.full(LEADS, 0)
    deal[leads.converted_indices] = (
        np.argsort(np.argsort(leads.converted_on[leads.converted_indices], kind="stable"), kind="stable") + 1
    )
    reached = np.array([~np.isnat(each) for each in steps])
    given_up = (calendar.last - leads.place > 45) & ~reached[3]
    status = np.select(
        [reached[3], given_up, reached[2], reached[0]], ["converted", "disqualified", "qualified", "working"], "new"
    )
    known = rng.random(LEADS) > NO_SOURCE
    return Rows(
        "leads",
        {
            "id": ids(LEADS),
            "key": keys("LD", range(1, LEADS + 1)),
            "name": names,
            "email": keep_where([address_of(name) for name in names], rng.random(LEADS) > 0.08),
            "company": keep_where(firms, rng.random(LEADS) > 0.25),
            "region": np.array([name for name, *_ in REGIONS], dtype=object)[leads.region],
            "source": keep_where([CAMPAIGNS[number][0] for number in leads.campaign], known),
            "campaign": keep_where([CAMPAIGNS[number][1] for number in leads.campaign], known),
            "status": status.astype(object),
            "owner_id": leads.owner,
            "arrived_at": calendar.open_instant(leads.came),
            "responded_at": steps[0],
            "marketing_qualified_at": steps[1],
            "sales_qualified_at": steps[2],
            "converted_at": steps[3],
            "client_id": keep_where(clients[np.maximum(deal, 1) - 1] + 1, deal > 0),
            "deal_id": keep_where(deal, deal > 0),
        },
    )


def campaign_spend(calendar: DemoCalendar, seed: int) -> tuple[Rows, list[int]]:
    """Return the cost of each campaign in each month, and the total cents by month."""
    rng = rng_of(seed, "campaigns")
    found, cost = [], []
    for month, end in enumerate(calendar.month_ends.tolist()):
        first = calendar.dates[end].replace(day=1)
        start = 0 if month == 0 else int(calendar.month_ends[month - 1]) + 1
        share = (end - start + 1) / 30
        amounts = [
            (
                campaign,
                source,
                first,
                round(monthly * min(1.0, share) * float(rng.uniform(0.8, 1.25)) * 100) * CENT,
                "EUR",
            )
            for source, campaign, *_, monthly in CAMPAIGNS
            if campaign
        ]
        found += amounts
        cost.append(sum(amount // CENT for *_, amount, _ in amounts))
    return rows_from_records("campaign_spends", ("campaign", "source", "month", "amount", "currency"), found), cost
