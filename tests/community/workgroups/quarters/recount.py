"""The figures of a quarter from the rows of the tables themselves, without a queryset or a date of the code."""

from collections import Counter
from statistics import median
from zoneinfo import ZoneInfo

from community.practices.models import Adoption, Authorship, Practice
from community.workgroups.models import Deliverable, Membership, Passage, QuarterReport
from events.models import Attendance, Occurrence, Series
from forum.models import Board, Post, Topic

CALIFORNIA = ZoneInfo("America/Los_Angeles")


def rows(model, *fields):
    return list(model._base_manager.order_by("pk").values("pk", *fields))


def recount(group, year, number, at):
    """Every value that there is, by name."""

    def within(moment):
        return moment is not None and on(moment.astimezone(CALIFORNIA).date())

    def on(day):
        return day is not None and (day.year, (day.month - 1) // 3 + 1) == (year, number)

    return {
        **_forum(group, within),
        **_events(group, within, at),
        **_practices(group, within),
        **_people(group, within, on),
    }


def _forum(group, within):
    boards = {row["pk"] for row in rows(Board, "work_group") if row["work_group"] == group}
    wanted = ("forum", "created", "approved", "kind", "poster", "accepted_answer", "first_post")
    topics = [row for row in rows(Topic, *wanted) if row["forum"] in boards and row["approved"]]
    keys = {row["pk"] for row in topics}
    posts = [row for row in rows(Post, "topic", "poster", "created", "approved") if row["approved"]]
    posts = sorted((row for row in posts if row["topic"] in keys), key=lambda row: (row["created"], row["pk"]))
    asked = [row for row in topics if row["kind"] == "question" and within(row["created"])]
    waits, answered = [], 0
    for question in asked:
        others = [
            row["created"]
            for row in posts
            if row["topic"] == question["pk"]
            and row["pk"] != question["first_post"]
            and row["poster"] != question["poster"]
        ]
        answered += bool(others or question["accepted_answer"])
        waits += [max(0, int((others[0] - question["created"]).total_seconds()))] if others else []
    wrote = [row for row in posts if row["poster"] and within(row["created"])]
    people = {row["poster"] for row in wrote}
    begun = min((row["created"] for row in wrote), default=None)
    old = {row["poster"] for row in posts if begun and row["created"] < begun}
    return {
        "topics": sum(within(row["created"]) for row in topics),
        "questions": len(asked),
        "answered": answered,
        "contributors": len(people),
        "new_contributors": len(people - old),
        **({"first_answer_seconds": round(median(waits))} if waits else {}),
    }


def _events(group, within, at):
    series = {row["pk"] for row in rows(Series, "group", "live") if row["group"] == group and row["live"]}
    held = {
        row["pk"]: row
        for row in rows(Occurrence, "series", "status", "start_at", "end_at")
        if row["series"] in series and row["status"] == "scheduled" and row["end_at"] <= at and within(row["end_at"])
    }
    latest = {
        (row["occurrence"], row["member"]): row
        for row in rows(Attendance, "occurrence", "member", "is_present", "minutes")
        if row["occurrence"] in held
    }
    there = [row for row in latest.values() if row["is_present"]]
    minutes = 0
    for row in there:
        date = held[row["occurrence"]]
        minutes += row["minutes"] or round((date["end_at"] - date["start_at"]).total_seconds() / 60)
    return {"meetings": len(held), "attendees": len({row["member"] for row in there}), "attended_minutes": minutes}


def _practices(group, within):
    inside = {
        row["member"]
        for row in rows(Membership, "group", "member", "state")
        if row["group"] == group and row["state"] == "active"
    }
    theirs = {row["practice"] for row in rows(Authorship, "practice", "member") if row["member"] in inside}
    first = [row["pk"] for row in rows(Practice, "published_at") if within(row["published_at"])]
    uses = {
        row["department"]
        for row in rows(Adoption, "practice", "department", "at", "withdrawn_at")
        if row["practice"] in theirs and row["withdrawn_at"] is None and within(row["at"])
    }
    return {"practices": len(theirs & set(first)), "adoptions": len(uses)}


def _people(group, within, on):
    ours = {row["pk"] for row in rows(Membership, "group") if row["group"] == group}
    passages = {
        (row["membership"], row["is_in"])
        for row in rows(Passage, "membership", "is_in", "at")
        if row["membership"] in ours and within(row["at"])
    }
    ways = Counter(is_in for _membership, is_in in passages)
    done = [row for row in rows(Deliverable, "group", "done_on") if row["group"] == group and on(row["done_on"])]
    return {"joined": ways[True], "left": ways[False], "deliverables": len(done)}


def wrong_figures(at):
    """The names of the stored figures that are not what the rows say, by group and quarter; empty when all are right.

    A figure that is stored and should not be, and one that should be and is not, are wrong, too.
    """
    found = {}
    for report in QuarterReport._base_manager.order_by("pk"):
        stored = dict(report.figures.values_list("name", "value"))
        right = recount(report.group_id, report.year, report.number, at)
        names = {name for name in {*stored, *right} if stored.get(name) != right.get(name)}
        if names:
            found[report.group_id, report.year, report.number] = names
    return found
