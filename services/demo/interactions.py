"""Interactions with clients, and their survey answers."""

import numpy as np

from services.demo import anomalies as planted
from services.demo.anomalies import Anomalies
from services.demo.clients import PRIVATE, Clients
from services.demo.days import NEVER, DemoCalendar
from services.demo.rows import Array, Rows, ids, keep_where, keys, pick, rng_of
from services.demo.staff import Staff
from services.demo.support import Tickets

TALKS, NPS_SURVEYS = 7_000, 2_400
KINDS = ("call", "email", "meeting", "visit", "chat", "note")
KIND_SHARES = (0.34, 0.36, 0.10, 0.06, 0.08, 0.06)
CHANNEL_OF = {"call": "Phone", "email": "Email", "meeting": "On site", "visit": "On site", "chat": "Web", "note": None}
SENTIMENTS = ("negative", "neutral", "positive")
SUBJECTS = ("New office", "Delivery date", "Price list", "Spare part", "Next year", "Complaint")
NPS_ANSWERED, CSAT_ASKED, CSAT_ANSWERED = 0.55, 0.6, 0.6
NPS_SHARES = np.array((1, 1, 1, 1, 2, 4, 5, 14, 24, 26, 21)) / 100
CSAT_SHARES = np.array((6, 7, 15, 36, 36)) / 100


def interaction_rows(
    calendar: DemoCalendar, anomalies: Anomalies, clients: Clients, staff: Staff, tickets: Tickets, seed: int
) -> Rows:
    """Return the interactions by day: conversations, NPS surveys, and CSAT surveys after tickets."""
    rng = rng_of(seed, "talks")
    place = np.concatenate([rng.choice(calendar.workdays, TALKS), rng.choice(calendar.workdays, NPS_SURVEYS)])
    solved = np.flatnonzero(tickets.solved & (rng.random(len(tickets.place)) < CSAT_ASKED))
    client = np.concatenate([_partners(rng, clients, place), tickets.client[solved]])
    place = np.concatenate([place, np.minimum(tickets.place[solved] + 7, calendar.last)])
    about = np.repeat(np.array(["talk", "nps", "csat"]), [TALKS, NPS_SURVEYS, len(solved)])
    order = np.argsort(place, kind="stable")
    client, place, about, count = client[order], place[order], about[order], len(order)
    kind = np.where(about == "talk", pick(rng, KINDS, count, KIND_SHARES), "survey").astype(object)
    nps = rng.choice(len(NPS_SHARES), count, p=NPS_SHARES)
    dip = anomalies.span(planted.NPS_DIP)
    nps = np.where((place >= dip.start) & (place < dip.stop), np.maximum(0, nps - planted.NPS_DIP_POINTS), nps)
    csat = 1 + rng.choice(len(CSAT_SHARES), count, p=CSAT_SHARES)
    sellers = staff.in_teams("SALES-EU", "SALES-US")
    employee = np.where(staff.at_work(clients.owner[client], place), clients.owner[client], sellers[0])
    mood = np.where(
        about == "talk", rng.choice(3, count, p=(0.15, 0.5, 0.35)), np.searchsorted((7, 9), nps, side="right")
    )
    mood = np.where(about == "csat", np.searchsorted((3, 4), csat, side="right"), mood)
    nps_given = (about == "nps") & (rng.random(count) < NPS_ANSWERED)
    csat_given = (about == "csat") & (rng.random(count) < CSAT_ANSWERED)
    judged = np.where(about == "talk", rng.random(count) < 0.7, nps_given | csat_given)
    return Rows(
        "interactions",
        {
            "id": ids(count),
            "key": keys("I", range(1, count + 1)),
            "client_id": client + 1,
            "contact_id": keep_where(clients.first_contact[client], rng.random(count) > 0.25),
            "employee_id": keep_where(employee, about == "talk"),
            "kind": kind,
            "channel": [CHANNEL_OF.get(each, "Email") for each in kind],
            "happened_at": calendar.instant(place, 9 * 60 + rng.integers(0, 8 * 60, count)),
            "sentiment": keep_where(np.array(SENTIMENTS, dtype=object)[mood], judged),
            "nps_score": keep_where(nps, nps_given),
            "csat_score": keep_where(csat, csat_given),
            "subject": keep_where(pick(rng, SUBJECTS, count), (about == "talk") & (rng.random(count) > 0.3)),
        },
    )


def _partners(rng: np.random.Generator, clients: Clients, place: Array) -> Array:
    """Return a company for each day that has joined by then. Larger companies are more likely."""
    weight = np.cumsum(np.where((clients.segment < PRIVATE) & (clients.joins < NEVER), np.sqrt(clients.size), 0.2))
    joined = np.searchsorted(clients.joins, place, side="right")
    chosen: Array = np.searchsorted(weight, rng.random(len(place)) * weight[joined - 1], side="right")
    return chosen
