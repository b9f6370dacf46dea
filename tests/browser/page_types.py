"""Every kind of page a person can meet outside the two admins, each in the states that look different.

One line per page type; how to add one is in docs/accessibility-tests.md. tests/guards/test_page_types.py fails for an
address or a page template that no line and no exemption names.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ACCOUNTS = ("learner", "member", "lead", "organizer", "coordinator", "instructor", "editor", "moderator", "admin")
ROLES = ("visitor", *ACCOUNTS)
ANY = "no address of its own"


@dataclass(frozen=True)
class Sent:
    """A form of the page that is filled in and sent, whatever the browser's own checks say."""

    form: str
    fields: dict[str, str] = field(default_factory=dict)
    button: str = ""
    without_session: bool = False


@dataclass(frozen=True)
class PageType:
    """A page in one state: `path` is an address or the name of a path of scene.py, `role` who looks at it."""

    name: str
    address: str
    template: str
    path: str
    role: str = "visitor"
    status: int = 200
    sent: Sent | None = None

    def __str__(self) -> str:
        return self.name


SEARCH_NOTHING = "/search/?q=zzzzqqqq"
TOO_MUCH = Sent("main form[method=post]", {f"field-{number}": "x" for number in range(2_001)})
STALE = Sent("main form[method=post]", {"about": "Words I typed.", "csrfmiddlewaretoken": "x" * 64})
SIGNED_OUT = Sent("main form[method=post]", {"about": "Words I typed."}, without_session=True)
WORDS = {"text": "One **word**.\n\n- and a list"}
PREVIEW = Sent(".hub-text-form form", WORDS, button="[formaction]")
PREVIEW_TOPIC = Sent(".hub-text-form form", {**WORDS, "title": "A title"}, button="[formaction]")
EMPTY_EVENT = Sent(
    "main form[method=post]", {"title": "", "summary": "", "starts_on": "", "repeats": "rule", "rule": "x"}
)
BAD_PASSWORDS = {"oldpassword": "wrong", "password1": "short", "password2": "other"}

SHELL = [
    PageType("home", "wagtail_serve", "pages/home.html", "/"),
    PageType("home of a member", "wagtail_serve", "pages/home.html", "/", "learner"),
    PageType("page", "wagtail_serve", "pages/standard.html", "page"),
    PageType("page without words", "wagtail_serve", "pages/standard.html", "empty_page"),
    PageType("page with a note", "wagtail_serve", "pages/standard.html", "/about/"),
    PageType("page with a timeline", "wagtail_serve", "pages/standard.html", "/story/"),
    PageType("my hub", "my", "pages/my.html", "/my/", "learner"),
    PageType("my hub, new", "my", "pages/my.html", "/my/", "beginner"),
    PageType("my hub of an organizer", "my", "pages/my.html", "/my/", "organizer"),
    PageType("search, nothing asked", "search:search", "search/results.html", "/search/"),
    PageType("search with results", "search:search", "search/results.html", "/search/?q=scene", "member"),
    PageType("search without results", "search:search", "search/results.html", SEARCH_NOTHING),
    PageType("style guide", "styleguide", "styleguide/styleguide.html", "styleguide"),
    PageType("accessibility statement", "accessibility", "pages/accessibility.html", "/accessibility/"),
    PageType("certification", "certification", "pages/certification.html", "/accessibility/certification/"),
    PageType("privacy", "privacy", "pages/standard.html", "/privacy/"),
    PageType("conditions of use", "conditions", "pages/standard.html", "/conditions/"),
    PageType("not found", ANY, "404.html", "/no-such-page/", status=404),
    PageType("bad request", ANY, "400.html", "/%00/", status=400),
    PageType("too much at once", ANY, "400.html", "/people/me/", "newcomer", 413, TOO_MUCH),
    PageType("not allowed", ANY, "403.html", "/cms/login/", "learner", 403),
    PageType("form too old", ANY, "403_csrf.html", "/people/me/", "newcomer", 403, STALE),
    PageType("session ended while typing", ANY, "signed_out.html", "/people/me/", "newcomer", 403, SIGNED_OUT),
    PageType("server error", ANY, "500.html", "500.html", status=500),
    PageType("database away", ANY, "503.html", "503.html", status=503),
]

PEOPLE = [
    PageType("people", "people:directory", "people/member_list.html", "/people/", "member"),
    PageType("people, second page", "people:directory", "people/member_list.html", "/people/?page=2", "member"),
    PageType("people, nobody found", "people:directory", "people/member_list.html", "/people/?q=zzzz", "member"),
    PageType("person", "people:member", "people/member_detail.html", "full_member", "learner"),
    PageType("person who tells nothing", "people:member", "people/member_detail.html", "empty_member", "learner"),
    PageType("profile", "people:profile_edit", "people/profile_edit.html", "/people/me/", "learner"),
    PageType("profile with errors", "people:profile_edit", "people/profile_edit.html", "/people/me/", "newcomer", 422,
             Sent("main form[method=post]", {"display_name": ""})),
    PageType("profile saved", "people:member", "people/member_detail.html", "/people/me/", "newcomer", 200,
             Sent("main form[method=post]", {"about": "I am new."})),
    PageType("departments", "people:departments", "people/department_list.html", "/departments/"),
    PageType("department", "people:department", "people/department_detail.html", "full_department", "learner"),
    PageType("department of nobody", "people:department", "people/department_detail.html", "empty_department"),
]  # fmt: skip

GROUPS = [
    PageType("groups", "workgroups:groups", "workgroups/group_list.html", "/groups/", "lead"),
    PageType("group for a visitor", "workgroups:group", "workgroups/group_detail.html", "full_group"),
    PageType("group for its lead", "workgroups:group", "workgroups/group_detail.html", "full_group", "lead"),
    PageType("group for a member", "workgroups:group", "workgroups/group_detail.html", "full_group", "editor"),
    PageType("group for who asked", "workgroups:group", "workgroups/group_detail.html", "full_group", "member"),
    PageType("group for who was declined", "workgroups:group", "workgroups/group_detail.html", "full_group", "learner"),
    PageType("quiet group", "workgroups:group", "workgroups/group_detail.html", "quiet_group", "lead"),
    PageType("group asked to join", "workgroups:group", "workgroups/group_detail.html", "quiet_group", "newcomer", 200,
             Sent("form[action$='/request/']")),
    PageType("declined without a reason", "workgroups:membership_decline", "workgroups/group_detail.html", "full_group",
             "lead", 422, Sent("form[action$='/decline/']")),
]  # fmt: skip

FOLLOW = Sent("form[action*='/following/group:']")
BAD_HOURS = Sent("main form[method=post]", {"digest_at": "", "daily_limit": "x"})
UNSUBSCRIBE = "notifications/unsubscribe.html"
TOLD = [
    PageType("notifications", "notifications:list", "notifications/notification_list.html", "/my/notifications/",
             "lead"),
    PageType("unread notifications", "notifications:list", "notifications/notification_list.html",
             "/my/notifications/?show=unread", "lead"),
    PageType("notifications, nothing yet", "notifications:list", "notifications/notification_list.html",
             "/my/notifications/", "beginner"),
    PageType("notifications, all read", "notifications:list", "notifications/notification_list.html",
             "/my/notifications/?show=unread", "beginner"),
    PageType("notifications of who gets no mail", "notifications:list", "notifications/notification_list.html",
             "/my/notifications/", "instructor"),
    PageType("my hub of who gets no mail", "my", "pages/my.html", "/my/", "instructor"),
    PageType("choices", "notifications:settings", "notifications/settings.html", "/my/notifications/settings/",
             "learner"),
    PageType("choices with errors", "notifications:settings", "notifications/settings.html",
             "/my/notifications/settings/", "learner", 422, BAD_HOURS),
    PageType("choices of who gets no mail", "notifications:settings", "notifications/settings.html",
             "/my/notifications/settings/", "instructor"),
    PageType("following", "notifications:following", "notifications/following.html", "/my/notifications/following/",
             "lead"),
    PageType("following nothing", "notifications:following", "notifications/following.html",
             "/my/notifications/following/", "beginner"),
    PageType("how to follow a group", "notifications:follow", "notifications/follow.html", "follow_group", "lead"),
    PageType("group one began to follow", "workgroups:group", "workgroups/group_detail.html", "quiet_group",
             "moderator", 200, FOLLOW),
    PageType("stop these mails", "notifications:unsubscribe", UNSUBSCRIBE, "unsubscribe"),
    PageType("mails are stopped", "notifications:unsubscribe", UNSUBSCRIBE, "unsubscribe", "visitor", 200,
             Sent("main form[method=post]")),
    PageType("link to stop mails is not whole", "notifications:unsubscribe", UNSUBSCRIBE,
             "/my/notifications/stop/no-such-link/", status=404),
]  # fmt: skip

FORUM = [
    PageType("boards", "boards:index", "boards/board_list.html", "/forum/"),
    PageType("boards of a member", "boards:index", "boards/board_list.html", "/forum/", "member"),
    PageType("board", "boards:board", "boards/board_detail.html", "full_board", "member"),
    PageType("board without topics", "boards:board", "boards/board_detail.html", "empty_board", "member"),
    PageType("unread topics", "boards:unread", "boards/unread_list.html", "/forum/unread/", "moderator"),
    PageType("nothing unread", "boards:index", "boards/board_list.html", "/forum/unread/", "coordinator", 200,
             Sent("form[action$='/unread/read/']")),
    PageType("topic for a visitor", "boards:topic", "boards/topic_detail.html", "topic"),
    PageType("topic", "boards:topic", "boards/topic_detail.html", "topic", "instructor"),
    PageType("topic nobody answered", "boards:topic", "boards/topic_detail.html", "lonely_topic", "member"),
    PageType("topic followed", "boards:topic", "boards/topic_detail.html", "lonely_topic", "newcomer", 200,
             Sent(".hub-follow form")),
    PageType("start a topic", "boards:topic_start", "boards/topic_start.html", "start_topic", "member"),
    PageType("start a topic with errors", "boards:topic_start", "boards/topic_start.html", "start_topic", "member", 422,
             Sent("main form[method=post]")),
    PageType("topic preview", "boards:topic_preview", "boards/topic_start.html", "start_topic", "member", 200,
             PREVIEW_TOPIC),
    PageType("reply", "boards:reply", "boards/post_reply.html", "reply", "learner"),
    PageType("reply with a quote", "boards:reply", "boards/post_reply.html", "quote", "learner"),
    PageType("reply with errors", "boards:reply", "boards/post_reply.html", "reply", "learner", 422,
             Sent("main form[method=post]", {"text": ""})),
    PageType("reply to a locked topic", "boards:reply", "boards/post_reply.html", "reply_locked", "learner"),
    PageType("reply preview", "boards:reply_preview", "boards/post_reply.html", "reply", "learner", 200, PREVIEW),
    PageType("edit preview", "boards:post_edit_preview", "boards/post_edit.html", "post_edit", "member", 200, PREVIEW),
    PageType("edit a post", "boards:post_edit", "boards/post_edit.html", "post_edit", "member"),
]  # fmt: skip

EVENTS = [
    PageType("month", "events:month", "events/month.html", "full_month", "organizer"),
    PageType("month without events", "events:month", "events/month.html", "/events/?month=2031-01"),
    PageType("list of events", "events:list", "events/occurrence_list.html", "/events/list/", "member"),
    PageType("event that repeats", "events:event", "events/series_detail.html", "series", "member"),
    PageType("event nobody sees yet", "events:event", "events/series_detail.html", "draft_event", "organizer"),
    PageType("date for a visitor", "events:occurrence", "events/occurrence_detail.html", "busy_date"),
    PageType("date one comes to", "events:occurrence", "events/occurrence_detail.html", "busy_date", "member"),
    PageType("date for its organizer", "events:occurrence", "events/occurrence_detail.html", "busy_date", "organizer"),
    PageType("date that is full", "events:occurrence", "events/occurrence_detail.html", "full_date", "learner"),
    PageType("date that is cancelled", "events:occurrence", "events/occurrence_detail.html", "cancelled_date"),
    PageType("registered", "events:occurrence", "events/occurrence_detail.html", "busy_date", "newcomer", 200,
             Sent("form[action$='/register/']")),
    PageType("registering refused", "events:event_register", "events/occurrence_detail.html", "busy_date",
             "coordinator", 409, Sent("form[action$='/register/']", {"form_token": ""})),
    PageType("events I organize", "events:organizing", "events/series_list.html", "/events/organizing/", "organizer"),
    PageType("schedule an event", "events:event_new", "events/series_edit.html", "/events/new/", "organizer"),
    PageType("schedule with errors", "events:event_new", "events/series_edit.html", "/events/new/", "organizer", 422,
             EMPTY_EVENT),
    PageType("change an event", "events:event_edit", "events/series_edit.html", "event_edit", "organizer"),
    PageType("changed meanwhile", "events:event_edit", "events/series_edit.html", "event_edit", "organizer", 409,
             Sent("main form[method=post]", {"version": "1", "summary": "Another sentence."})),
    PageType("cancel a date", "events:occurrence_cancel", "events/occurrence_cancel.html", "busy_date/cancel/",
             "organizer"),
    PageType("cancel without a reason", "events:occurrence_cancel", "events/occurrence_cancel.html",
             "busy_date/cancel/", "organizer", 422, Sent("main form[method=post]")),
    PageType("registrations", "events:registrations", "events/registration_list.html", "busy_date/registrations/",
             "organizer"),
    PageType("registrations of nobody", "events:registrations", "events/registration_list.html",
             "empty_date/registrations/", "organizer"),
]  # fmt: skip

TRAINING = [
    PageType("courses", "training:catalogue", "training/course_list.html", "/training/", "learner"),
    PageType("courses filtered", "training:catalogue", "training/course_list.html", "/training/?topic=x&hours=over-10"),
    PageType("role paths", "training:paths", "training/path_list.html", "/training/paths/", "learner"),
    PageType("role path", "training:path", "training/path_detail.html", "/training/paths/data-steward/", "learner"),
    PageType("discuss a lesson", "training:lesson_discuss", "training/discussion_start.html",
             "/training/publishing-your-first-open-dataset/prepare/review-the-checklist/discuss/", "learner"),
    PageType("course for a visitor", "training:course", "training/course_detail.html", "course"),
    PageType("course half done", "training:course", "training/course_detail.html",
             "/training/publishing-your-first-open-dataset/", "learner"),
    PageType("course finished", "training:course", "training/course_detail.html", "course", "editor"),
    PageType("course just joined", "training:course", "training/course_detail.html", "course", "newcomer", 200,
             Sent("form[action$='/enrol/']")),
    PageType("article lesson", "training:lesson", "training/lesson_detail.html", "article_lesson", "learner"),
    PageType("notebook lesson", "training:lesson", "training/lesson_detail.html", "notebook_lesson", "learner"),
    PageType("notebook lesson for a visitor", "training:lesson", "training/lesson_detail.html", "notebook_lesson"),
    PageType("lesson done", "training:lesson", "training/lesson_detail.html", "lesson", "editor"),
    PageType("lesson marked done", "training:lesson", "training/lesson_detail.html", "lesson", "coordinator", 200,
             Sent("form[action$='/done/']")),
    PageType("lesson refused", "training:lesson_done", "training/lesson_detail.html", "lesson", "moderator", 422,
             Sent("form[action$='/done/']", {"form_token": ""})),
    PageType("lesson updated", "training:lesson", "training/lesson_detail.html",
             "/training/publishing-your-first-open-dataset/prepare/review-the-checklist/", "learner"),
    PageType("lesson taken out", "training:lesson", "training/lesson_withdrawn.html", "gone_lesson", "learner", 404),
    PageType("lesson that waits", "training:lesson", "training/lesson_waiting.html", "waiting_lesson", "editor"),
    PageType("lesson with a solution", "training:lesson", "training/lesson_detail.html", "solved_lesson", "learner"),
    PageType("own notebooks", "training:notebooks", "training/notebook_list.html", "/training/notebooks/", "editor"),
    PageType("notebook to edit", "training:notebook_edit", "training/notebook_edit.html", "notebook_edit", "editor"),
    PageType("certificate", "training:certificate", "training/certificate_detail.html", "certificate", "editor"),
    PageType("certificate to renew", "training:certificate", "training/certificate_detail.html",
             "ending_certificate", "coordinator"),
    PageType("certificate revoked", "training:certificate", "training/certificate_detail.html",
             "revoked_certificate", "moderator"),
    PageType("course with a certificate to renew", "training:course", "training/course_detail.html",
             "/training/working-with-water-data/", "coordinator"),
    PageType("my hub with a certificate", "my", "pages/my.html", "/my/", "editor"),
    PageType("transcript", "training:transcript", "training/transcript.html", "/training/transcript/", "editor"),
    PageType("transcript with nothing", "training:transcript", "training/transcript.html", "/training/transcript/",
             "beginner"),
    PageType("check a certificate", "training:verify", "training/verify.html", "/training/verify/"),
    PageType("check a certificate, not found", "training:verify", "training/verify.html", "/training/verify/",
             "visitor", 422, Sent("main form[method=post]", {"certificate": "CDH-2026-999999", "name": "Nobody"})),
    PageType("check a certificate, incomplete", "training:verify", "training/verify.html", "/training/verify/",
             "visitor", 422, Sent("main form[method=post]", {"certificate": "CDH-2026-999999"})),
    PageType("certificate checked", "training:certificate_verification", "training/verify_result.html",
             "checked_certificate"),
    PageType("certificate checked, expired", "training:certificate_verification", "training/verify_result.html",
             "checked_expired"),
    PageType("certificate checked, superseded", "training:certificate_verification", "training/verify_result.html",
             "checked_superseded"),
    PageType("certificate checked, revoked", "training:certificate_verification", "training/verify_result.html",
             "checked_revoked"),
    PageType("issued certificates", "training:certificate_register", "training/certificate_register.html",
             "/training/certificates/register/", "admin"),
    PageType("issued certificates, nothing found", "training:certificate_register",
             "training/certificate_register.html", "/training/certificates/register/?q=zzzz", "admin"),
    PageType("revoke a certificate", "training:certificate_revoke", "training/certificate_revoke.html",
             "revoke_certificate", "admin"),
    PageType("revoke a certificate without a reason", "training:certificate_revoke",
             "training/certificate_revoke.html", "revoke_certificate", "admin", 422,
             Sent("main form[method=post]", {"reason": ""})),
    PageType("quiz for a visitor", "training:lesson", "training/quiz_detail.html", "quiz"),
    PageType("quiz with attempts", "training:lesson", "training/quiz_detail.html", "quiz", "editor"),
    PageType("quiz that allows no attempt", "training:quiz_start", "training/quiz_detail.html", "strict_quiz",
             "moderator", 422, Sent("form[action$='/start/']", {"form_token": ""})),
    PageType("taking a quiz", "training:attempt_step", "training/quiz_step.html", "quiz_step", "moderator"),
    PageType("taking a quiz, second part", "training:attempt_step", "training/quiz_step.html", "quiz_step_2",
             "moderator"),
    PageType("answer that is no number", "training:attempt_save", "training/quiz_step.html", "quiz_step", "moderator",
             422, Sent("main form[method=post]", {"q5": "many"})),
    PageType("hint shown", "training:attempt_hint", "training/quiz_step.html", "quiz_step", "moderator", 200,
             Sent("main form[method=post]", button="[formaction]")),
    PageType("looking over", "training:attempt_review", "training/quiz_review.html", "quiz_review", "moderator"),
    PageType("quiz result", "training:attempt_result", "training/quiz_result.html", "quiz_result", "editor"),
    PageType("bank of questions", "training:bank", "training/bank_detail.html", "bank", "editor"),
    PageType("bank without a question", "training:bank", "training/bank_detail.html", "empty_bank", "editor"),
    PageType("write a question", "training:question_new", "training/question_edit.html", "bank/new/", "editor"),
    PageType("question with errors", "training:question_new", "training/question_edit.html", "bank/new/", "editor", 422,
             Sent("main form.hub-form", {"key": "Bad key", "text": "", "answers": "one"})),
    PageType("change a question", "training:question_edit", "training/question_edit.html", "question", "editor"),
    PageType("import questions", "training:bank_import", "training/bank_import.html", "bank/import/", "editor"),
    PageType("import without a file", "training:bank_import", "training/bank_import.html", "bank/import/", "editor",
             422, Sent("main form.hub-form")),
    PageType("extra time", "training:extra_time", "training/extra_time.html", "bank/extra-time/", "editor"),
    PageType("figures of a quiz", "training:quiz_figures", "training/quiz_figures.html", "quiz_figures", "editor"),
    PageType("figures of nothing", "training:quiz_figures", "training/quiz_figures.html", "no_figures", "editor"),
    PageType("run", "training:run", "training/run_detail.html", "run", "learner"),
    PageType("joined a run", "training:run_join", "training/run_detail.html", "open_run", "newcomer", 200,
             Sent("form[action$='/join/']")),
    PageType("runs of a course", "training:course_runs", "training/run_list.html", "course_runs", "instructor"),
    PageType("plan a run", "training:run_new", "training/run_edit.html", "run_new", "instructor", 422,
             Sent("main form.hub-form", {"title": ""})),
    PageType("change a run", "training:run_edit", "training/run_edit.html", "run/edit/", "instructor"),
    PageType("cancel a run", "training:run_cancel", "training/run_reason.html", "run/cancel/", "instructor"),
    PageType("roster of a run", "training:run_roster", "training/run_roster.html", "run/roster/", "instructor"),
    PageType("enrol a department", "training:run_department", "training/run_department.html", "department_run",
             "coordinator"),
    PageType("decline somebody", "training:place_decline", "training/run_reason.html", "place_decline", "instructor"),
    PageType("add a session", "training:session_new", "training/session_edit.html", "run/sessions/new/", "instructor"),
    PageType("use a date", "training:session_link", "training/session_edit.html", "run/sessions/link/", "instructor"),
    PageType("lesson of a session", "training:session_lesson", "training/session_edit.html", "session/lesson/",
             "instructor"),
    PageType("take a session out", "training:session_drop", "training/run_reason.html", "session/drop/", "instructor"),
    PageType("attendance of a session", "training:session_attendance", "events/attendance.html", "session/attendance/",
             "instructor"),
    PageType("attendance of an event", "events:attendance", "events/attendance.html", "busy_date/attendance/",
             "organizer"),
    PageType("survey left empty", "training:survey", "training/survey.html", "survey", "editor", 422,
             Sent("main form.hub-form")),
    PageType("did you use it", "training:use_check", "training/use_check.html", "use_check", "editor"),
    PageType("evaluation of a course", "training:course_figures", "training/course_figures.html", "course_figures",
             "instructor"),
    PageType("department with outcomes", "people:department", "people/department_detail.html", "outcomes", "learner"),
    PageType("video", "training:lesson", "training/video_detail.html", "video", "learner"),
    PageType("download", "training:lesson", "training/download_detail.html", "download", "learner"),
    PageType("assignment with answers", "training:lesson", "training/assignment_detail.html", "assignment",
             "moderator"),
    PageType("work with errors", "training:work_hand_in", "training/assignment_detail.html", "assignment", "learner",
             422, Sent("main form.hub-form", {"text": "Words", "link": "no address"})),
    PageType("queue of work", "training:work_queue", "training/work_list.html", "work_queue", "editor"),
    PageType("work to answer", "training:work", "training/work_detail.html", "work", "editor"),
    PageType("work accepted", "training:work", "training/work_detail.html", "accepted_work", "editor"),
    PageType("preview of a quiz", ANY, "training/quiz_preview.html", "quiz_preview", "admin"),
    PageType("preview of a course", ANY, "training/course_preview.html", "course_preview", "admin"),
    PageType("preview of a notebook lesson", ANY, "training/lesson_preview.html", "notebook_preview", "admin"),
    PageType("preview of an article lesson", ANY, "training/lesson_preview.html", "article_preview", "admin"),
    PageType("preview of the home page", ANY, "pages/home.html", "home_preview", "admin"),
]  # fmt: skip

WRONG_LOGIN = Sent("form:has(input[name=password])", {"login": "scene.nobody@hub.example", "password": "wrong"})
ASK_CODE = Sent("main form[method=post]", {"email": "scene.newcomer@hub.example"})
ACCOUNT = [
    PageType("sign in", "account_login", "account/login.html", "/accounts/login/"),
    PageType("sign in with errors", "account_login", "account/login.html", "/accounts/login/", sent=WRONG_LOGIN),
    PageType("create account", "account_signup", "account/signup.html", "/accounts/signup/"),
    PageType("create account with errors", "account_signup", "account/signup.html", "/accounts/signup/",
             sent=Sent("main form[method=post]", {"email": "no address", "password1": "short"})),
    PageType("confirm your address", "account_email_verification_sent", "account/verification_sent.html",
             "/accounts/confirm-email/"),
    PageType("confirm this address", "account_confirm_email", "account/email_confirm.html", "confirm_email"),
    PageType("confirmation that is over", "account_confirm_email", "account/email_confirm.html",
             "/accounts/confirm-email/no-such-key/"),
    PageType("sign out", "account_logout", "account/logout.html", "/accounts/logout/", "learner"),
    PageType("account closed", "account_inactive", "account/account_inactive.html", "/accounts/inactive/"),
    PageType("say again who you are", "account_reauthenticate", "account/reauthenticate.html",
             "/accounts/reauthenticate/", "learner"),
    PageType("e-mail addresses", "account_email", "account/email.html", "/accounts/email/", "newcomer"),
    PageType("change password", "account_change_password", "account/password_change.html",
             "/accounts/password/change/", "learner"),
    PageType("change password with errors", "account_change_password", "account/password_change.html",
             "/accounts/password/change/", "newcomer", sent=Sent("main form[method=post]", BAD_PASSWORDS)),
    PageType("forgot password", "account_reset_password", "account/password_reset.html", "/accounts/password/reset/"),
    PageType("forgot password, sent", "account_reset_password_done", "account/password_reset_done.html",
             "/accounts/password/reset/done/"),
    PageType("new password", "account_reset_password_from_key", "account/password_reset_from_key.html",
             "reset_password"),
    PageType("new password, link is over", "account_reset_password_from_key", "account/password_reset_from_key.html",
             "/accounts/password/reset/key/1-no-such-key/"),
    PageType("new password set", "account_reset_password_from_key_done", "account/password_reset_from_key_done.html",
             "/accounts/password/reset/key/done/"),
    PageType("ask for a code", "account_request_login_code", "account/request_login_code.html",
             "/accounts/login/code/"),
    PageType("type the code", "account_confirm_login_code", "account/confirm_login_code.html",
             "/accounts/login/code/", sent=ASK_CODE),
]  # fmt: skip

PAGE_TYPES = [*SHELL, *PEOPLE, *GROUPS, *TOLD, *FORUM, *EVENTS, *TRAINING, *ACCOUNT]

# Addresses without a page of their own, with the reason; the guard asks each whether that is true.
NO_PAGE = {
    "healthz": "plain text for a monitor",
    "readyz": "JSON for a monitor",
    "events:feed": "iCalendar",
    "events:event_calendar": "iCalendar",
    "training:module": "leads to the module on its course's page",
    "training:notebook_download": "a file",
    "training:notebook_script": "a file",
    "training:notebook_source": "a file",
    "training:notebook_file": "a file",
    "training:certificates": "leads to the transcript",
    "training:certificate_paper": "a file",
    "training:certificate_badge": "a file",
    "training:certificate_keys": "JSON for whoever checks certificates by program",
    "training:certificate_status": "a signed list for whoever checks certificates by program",
    "training:transcript_csv": "a file",
    "training:attempt": "leads to the question one stopped at, to the review or to the result",
    "training:attempt_hand_in": "answers a form",
    "training:question_retire": "answers a form",
    "training:question_restore": "answers a form",
    "training:bank_export": "a file",
    "training:quiz_figures_csv": "a file",
    "training:lesson_file": "a file",
    "training:video_captions": "a file",
    "training:work_file": "a file",
    "training:submission_file": "a file",
    "training:work_save": "answers a form; refused, it shows the assignment like training:work_hand_in",
    "training:submission_review": "answers a form; refused, it shows the work like training:work",
    "training:work_take_back": "answers a form; refused, it shows the work like training:work",
    "training:notebook_state": "a part of the waiting page, which asks for it again and again",
    "training:run_leave": "answers a form",
    "training:survey_skip": "answers a form",
    "training:outcome_hide": "answers a form",
    "training:course_figures_csv": "a file",
    "training:place_approve": "answers a form",
    "boards:attachment": "a file",
    "boards:post": "leads to the post on its topic's page",
    "boards:topic_unread": "leads to the first unread post",
    "account_set_password": "leads to the page that changes it: every account has a password",
    "private_page_log_in": "leads to the sign-in page",
    "wagtailcore_login": "leads to the sign-in page",
    "wagtaildocs_serve": "a file",
    "picture": "a file",
    # These answer a form: with a redirect, or with a page type named above
    "workgroups:group_request": "answers a form",
    "workgroups:group_leave": "answers a form",
    "workgroups:membership_approve": "answers a form",
    "notifications:read_all": "answers a form",
    "notifications:read": "answers a form",
    "notifications:address_resume": "answers a form",
    "notifications:open": "leads to what it is about",
    "boards:unread_read": "answers a form",
    "boards:board_read": "answers a form",
    "events:event_withdraw": "answers a form; refused, it shows the date like events:event_register",
    "training:path_choose": "answers a form",
    "training:path_leave": "answers a form",
    "training:course_board": "answers a form",
    "training:lesson_discuss_preview": "shows the page of training:lesson_discuss with a preview",
    "training:course_enrol": "answers a form; refused, it shows the course with a message",
    "training:course_leave": "answers a form",
    "training:lesson_tried": "answers a form; refused, it shows the lesson with a message",
    "training:notebook_publish": "answers a form; refused, it shows training:notebook_edit with the faults",
    "training:notebook_file_add": "answers a form; refused, it shows training:notebook_edit",
    "training:notebook_file_remove": "answers a form",
    "training:lesson_undo": "answers a form; refused, it shows the lesson like training:lesson_done",
    "wagtailcore_authenticate_with_password": "Wagtail's password-protected pages: the hub has none",
    "wagtaildocs_authenticate_with_password": "Wagtail's password-protected documents: the hub has none",
}
# Templates that extend the frame and are no page, with the reason.
NO_PAGE_TEMPLATES = {
    "base.html": "the frame itself",
    "headed.html": "the frame of pages with a head",
    "emails/base.html": "the frame of mail",
    "emails/told.html": "a mail; tests/community/test_mail_words.py",
    "emails/digest.html": "a mail; tests/community/test_mail_words.py",
    "pages/conditions.html": "shown on a hub whose editors wrote no such page; the same frame and words as a page",
    "pages/privacy.html": "shown on a hub whose editors wrote no such page; the same frame and words as a page",
    "training/quiz_over.html": "shown when an attempt ended in another tab: training/quizzes/test_views.py reads it",
    "training/path_preview.html": "a preview in the admin: tests/training/test_paths.py reads it",
    "allauth/layouts/base.html": "the frame of the account pages",
    "wagtailadmin/pages/bulk_actions/list_items_with_no_access.html": "a part of Wagtail's admin",
}
