"""Page types of meetings, decisions and action items; meeting_scene.py makes what they need."""

from __future__ import annotations

from tests.browser.page_type import PageType, Sent

FORM, MEETING = "events/meeting_form.html", "events/meeting.html"
DECISION, REGISTER = "events/decision_detail.html", "events/decision_list.html"
EMPTY = Sent("main form.hub-form", {"title": " ", "what": " ", "text": " "})
STALE = Sent("main form.hub-form", {"version": "1", "title": "Words of mine."})
STALE_WORDS = Sent("main form.hub-form", {"version": "1", "text": "Words of mine.", "note": "A letter."})

PAGE_TYPES = [
    PageType("meeting with everything", "events:meeting", MEETING, "whole_meeting", "member"),
    PageType("meeting for its lead", "events:meeting", MEETING, "whole_meeting", "lead"),
    PageType("meeting for a visitor", "events:meeting", MEETING, "whole_meeting"),
    PageType("empty meeting for its lead", "events:meeting", MEETING, "bare_meeting", "lead"),
    PageType("meeting with drafts", "events:meeting", MEETING, "draft_meeting", "lead"),
    PageType("date with an agenda", "events:occurrence", "events/occurrence_detail.html", "date_to_meet", "member"),
    PageType("group with decisions", "workgroups:group", "workgroups/group_detail.html", "meeting_group", "lead"),
    PageType("add to an agenda", "events:agenda_add", FORM, "bare_meeting/agenda/add/", "lead"),
    PageType("add nothing to an agenda", "events:agenda_add", FORM, "bare_meeting/agenda/add/", "lead", 422, EMPTY),
    PageType("change an agenda", "events:agenda_change", FORM, "agenda_item", "lead"),
    PageType("agenda changed meanwhile", "events:agenda_change", FORM, "agenda_item", "lead", 409, STALE),
    PageType("say what moved", "events:moved_add", FORM, "whole_meeting/deliverables/add/", "lead"),
    PageType("register of decisions", "meetings:decisions", REGISTER, "meeting_group/decisions/", "lead"),
    PageType("register for a visitor", "meetings:decisions", REGISTER, "meeting_group/decisions/"),
    PageType("register that says nothing of it", "meetings:decisions", REGISTER, "meeting_group/decisions/?q=zzz"),
    PageType("decision in force", "meetings:decision", DECISION, "meeting_group/decisions/3/", "lead"),
    PageType("decision that was corrected", "meetings:decision", DECISION, "meeting_group/decisions/2/", "member"),
    PageType("decision that was replaced", "meetings:decision", DECISION, "meeting_group/decisions/1/"),
    PageType("decision that was withdrawn", "meetings:decision", DECISION, "meeting_group/decisions/4/", "lead"),
    PageType("write down a decision", "meetings:decision_add", FORM, "meeting_group/decisions/new/", "lead"),
    PageType("write down no decision", "meetings:decision_add", FORM, "meeting_group/decisions/new/", "lead", 422,
             EMPTY),
    PageType("correct a decision", "meetings:decision_correct", FORM, "meeting_group/decisions/2/correct/", "lead"),
    PageType("decision corrected meanwhile", "meetings:decision_correct", FORM, "meeting_group/decisions/2/correct/",
             "lead", 409, STALE_WORDS),
    PageType("replace a decision", "meetings:decision_replace", FORM, "meeting_group/decisions/3/replace/", "lead"),
    PageType("withdraw a decision", "meetings:decision_withdraw", FORM, "meeting_group/decisions/3/withdraw/", "lead"),
    PageType("action items", "meetings:actions", "events/action_list.html", "meeting_group/actions/", "lead"),
    PageType("action items for a member", "meetings:actions", "events/action_list.html", "meeting_group/actions/",
             "member"),
    PageType("add an action item", "meetings:action_add", FORM, "meeting_group/actions/new/", "lead"),
    PageType("add no action item", "meetings:action_add", FORM, "meeting_group/actions/new/", "lead", 422, EMPTY),
    PageType("change an action item", "meetings:action_change", FORM, "action_item", "lead"),
    PageType("close an action item", "meetings:action_close", FORM, "action_item/close/", "member"),
    PageType("my hub with an action item", "my", "pages/my.html", "/my/", "member"),
]  # fmt: skip

NO_PAGE = dict.fromkeys(
    (
        "events:agenda_take_out",
        "events:agenda_move",
        "events:agenda_carry_over",
        "events:agenda_publish",
        "events:moved_take_out",
        "meetings:decision_publish",
        "meetings:action_reopen",
    ),
    "answers a form",
)
