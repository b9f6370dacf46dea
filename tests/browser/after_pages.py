"""Page types of what hangs on a date; after_scene.py makes what they need."""

from __future__ import annotations

from tests.browser.page_type import PageType, Sent

FORM = "events/after_form.html"
NOTE = "events/outcome_note_edit.html"
REVIEW = "events/minutes_review.html"

PAGE_TYPES = [
    PageType("past date with everything", "events:occurrence", "events/occurrence_detail.html", "whole_date", "member"),
    PageType("recording", "events:recording", "events/recording.html", "whole_date/recording/", "member"),
    PageType("recording searched", "events:recording", "events/recording.html", "whole_date/recording/?q=divide",
             "visitor"),
    PageType("minutes with versions", "events:minutes", "events/minutes.html", "whole_date/minutes/", "organizer"),
    PageType("former version of minutes", "events:minutes_version", "events/minutes.html", "whole_date/minutes/1/",
             "visitor"),
    PageType("survey of an event", "events:survey", "events/survey.html", "whole_date/survey/", "member"),
    PageType("empty desk of a date", "events:after_desk", "events/after_desk.html", "bare_date/after/", "organizer"),
    PageType("full desk of a date", "events:after_desk", "events/after_desk.html", "whole_date/after/", "organizer"),
    PageType("add a material", "events:material_add", FORM, "bare_date/after/materials/add/", "organizer"),
    PageType("material refused", "events:material_add", FORM, "bare_date/after/materials/add/", "organizer", 422,
             Sent("main form.hub-form", {"title": "Slides"})),
    PageType("change a material", "events:material_change", FORM, "a_material", "organizer"),
    PageType("add a recording", "events:recording_edit", FORM, "bare_date/after/recording/", "organizer"),
    PageType("write minutes", "events:minutes_write", "events/minutes_write.html", "bare_date/after/minutes/write/",
             "organizer"),
    PageType("draft of minutes", "events:minutes_review", REVIEW, "draft_minutes", "organizer"),
    PageType("minutes to be published", "events:minutes_review", REVIEW, "approved_minutes", "organizer"),
    PageType("write what came of it", "events:outcome_note_add", NOTE, "bare_date/after/outcomes/add/", "organizer"),
    PageType("change what came of it", "events:outcome_note_change", NOTE, "a_note", "organizer"),
    PageType("answers of a survey", "events:survey_results", "events/survey_results.html", "whole_date/after/survey/",
             "organizer"),
    PageType("attendance report of a date", "events:attendance_report", "events/attendance_report.html",
             "whole_date/attendance/report/", "organizer"),
    PageType("attendance report of nobody", "events:attendance_report", "events/attendance_report.html",
             "bare_date/attendance/report/", "organizer"),
    PageType("attendance report of a series", "events:series_attendance", "events/series_attendance.html",
             "/events/open-data-publishing-clinic/attendance/", "organizer"),
]  # fmt: skip

NO_PAGE = {
    "events:material": "a file",
    "events:recording_video": "a video",
    "events:recording_captions": "captions",
    "events:attendance_file": "a file",
    "events:series_attendance_file": "a file",
    **dict.fromkeys(
        (
            "events:survey_skip",
            "events:survey_begin",
            "events:material_take_out",
            "events:recording_show",
            "events:recording_hide",
            "events:recording_take_out",
            "events:minutes_approve",
            "events:minutes_publish",
            "events:outcome_note_take_out",
        ),
        "answers a form",
    ),
}
