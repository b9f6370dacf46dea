"""Page types of events that are handed in and of templates, and what they need, which scene.py makes."""

from __future__ import annotations

from community.people.models import Member
from events.approving.services.deciding import publish_proposed, return_proposed
from events.approving.services.handing_in import propose
from events.event_templates.services import save_template
from events.models import Series
from tests.browser.page_type import PageType, Sent
from tests.factories.events import SeriesFactory

FORM = Sent("main form[method=post]")
STALE = Sent("main form[action*=publish]", {"version": "1"})
PREVIEW, RETURN = "events/proposal_preview.html", "events/proposal_return.html"
LIST, SAVE, EDIT = "events/template_list.html", "events/template_save.html", "events/series_edit.html"

PAGE_TYPES = [
    PageType("propose an event", "events:event_new", EDIT, "/events/new/", "learner"),
    PageType("events that wait", "events:approvals", "events/proposal_list.html", "/events/approvals/", "organizer"),
    PageType("no event waits", "events:approvals", "events/proposal_list.html", "/events/approvals/", "lead"),
    PageType("preview to decide about", "events:preview", PREVIEW, "proposal_waiting", "organizer"),
    PageType("preview that changed meanwhile", "events:proposal_publish", PREVIEW, "proposal_waiting", "organizer",
             409, STALE),
    PageType("preview of one's own event", "events:preview", PREVIEW, "proposal_waiting", "learner"),
    PageType("preview of an event that came back", "events:preview", PREVIEW, "proposal_returned", "learner"),
    PageType("return an event", "events:proposal_return", RETURN, "proposal_waiting/return/", "organizer"),
    PageType("return an event without a reason", "events:proposal_return", RETURN, "proposal_waiting/return/",
             "organizer", 422, FORM),
    PageType("change an event that came back", "events:event_edit", EDIT, "proposal_edit", "learner"),
    PageType("handed-in event that is published", "events:occurrence", "events/occurrence_detail.html",
             "proposal_published", "learner"),
    PageType("templates of events", "events:templates", LIST, "/events/templates/", "organizer"),
    PageType("no template of events", "events:templates", LIST, "/events/templates/", "beginner"),
    PageType("event from a template", "events:event_from_template", EDIT, "template_new", "organizer"),
    PageType("save as a template", "events:template_save", SAVE, "template_save", "organizer"),
    PageType("save as a template of a name that is taken", "events:template_save", SAVE, "template_save", "organizer",
             422, FORM),
    PageType("delete a template", "events:template_delete", "events/template_delete.html", "template_delete",
             "organizer"),
]  # fmt: skip

NO_PAGE: dict[str, str] = {}


def proposing(people: dict[str, Member]) -> dict[str, str]:
    """An event in each state, and a template."""
    by, organizer = people["learner"], people["organizer"]
    titles = ("Lunch and learn: reading a data dictionary", "Map clinic for county staff", "Questions about geocoding")
    waiting, returned, published = (
        propose(series=SeriesFactory.build(title=title), by=by, hand_in=True) for title in titles
    )
    reason = "Say who shows the maps, and whether the recording is captioned."
    return_proposed(series=returned, by=organizer, version=_latest(returned), reason=reason)
    publish_proposed(series=published, by=organizer, version=_latest(published))
    series = SeriesFactory(title="Steward onboarding", by=organizer)
    template = save_template(series=series, name=series.title, group=None, by=organizer)
    return {
        "proposal_waiting": f"{waiting.get_absolute_url()}preview/",
        "proposal_returned": f"{returned.get_absolute_url()}preview/",
        "proposal_edit": f"{returned.get_absolute_url()}edit/",
        "proposal_published": published.occurrences.get().get_absolute_url(),
        "template_new": f"/events/templates/{template.pk}/new/",
        "template_delete": f"/events/templates/{template.pk}/delete/",
        "template_save": f"{series.get_absolute_url()}template/",
    }


def _latest(series: Series) -> int:
    return Series.objects.values_list("latest_revision_id", flat=True).get(pk=series.pk) or 0
