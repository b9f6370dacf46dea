"""What hangs on the dates of the matrix: a material, a recording, minutes, a note and a survey for two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from events.after.models import SurveyAnswer
from events.after.services.minutes import publish_minutes
from events.after.services.outcomes import write_outcome
from events.after.services.surveys import begin_survey
from events.models import Occurrence
from tests.factories.after import make_material, make_minutes, make_recording

if TYPE_CHECKING:
    from tests.guards.world import World


def after(world: World) -> None:
    """On the open date and on the group's; member was at the open one."""
    for name, role in (("open", "organizer"), ("our", "lead")):
        about, by = world.objects[f"{name}-date"], world.people[role]
        date = Occurrence.objects.select_related("series").get(pk=about["pk"])
        row = make_minutes(date, by=by, published=False)
        row.state, row.approved_by, row.approved_at = "approved", by, date.start_at
        row.save()
        publish_minutes(minutes=row, by=by, version=row.version, at=date.end_at)
        make_recording(date, by=by)
        survey = begin_survey(occurrence=date, by=by)
        world.objects |= {
            f"{name}-material": about | {"material": make_material(date, by=by).pk},
            f"{name}-minutes": about | {"number": 1},
            f"{name}-note": about | {"note": write_outcome(occurrence=date, by=by, text="Three datasets.").pk},
        }
        if name == "open":
            SurveyAnswer.objects.create(survey=survey, member=world.people["member"], asked_at=date.end_at)
    world.objects |= {
        "our-people": world.objects["our-date"] | {"kind": "csv"},
        "our-table": world.objects["our-event"] | {"table": "people", "kind": "xlsx"},
        "crossed-material": world.objects["our-date"] | {"material": world.objects["open-material"]["material"]},
        "crossed-note": world.objects["our-date"] | {"note": world.objects["open-note"]["note"]},
    }
