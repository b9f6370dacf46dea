"""Who gets what answer from which address: one line per address, object and method.

Columns are roles, see tests/guards/world.py: the visitor is not signed in; the outsider leads a neighbour group; member
and lead belong to our group; organizer and writer are in the site's groups of these names; admin may do everything.
A cell is the status of the answer, `login` for a redirect to the log-in page, or `.` for the same as the cell before.
The method `FORM` is a POST with the fields of tests/guards/world.py; a plain POST carries no field, so 422 means: let
in, and told what is missing. A method without a line must be answered 405. An address without a line fails the build.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.guards.matrix_calendar import CALENDAR
from tests.guards.matrix_events_after import AFTER
from tests.guards.matrix_events_approving import APPROVING
from tests.guards.matrix_events_attending import ATTENDING
from tests.guards.matrix_events_dates import DATES
from tests.guards.matrix_events_importing import IMPORTING
from tests.guards.matrix_events_meetings import MEETINGS
from tests.guards.matrix_events_registering import REGISTERING
from tests.guards.matrix_forum import FORUM
from tests.guards.matrix_groups import GROUPS
from tests.guards.matrix_library import LIBRARY
from tests.guards.matrix_practices import PRACTICES

ROLES = ("visitor", "outsider", "member", "lead", "organizer", "writer", "admin")

TABLE = """
# address                          object            method  visitor outsider member lead organizer writer admin

# The shell
healthz                            -                 GET     200     .        .      .    .         .      .
readyz                             -                 GET     503     .        .      .    .         .      .
accessibility                      -                 GET     200     .        .      .    .         .      .
certification                      -                 GET     200     .        .      .    .         .      .
privacy                            -                 GET     200     .        .      .    .         .      .
conditions                         -                 GET     200     .        .      .    .         .      .
my                                 -                 GET     login   200      .      .    .         .      .
styleguide                         -                 GET     404     .        .      .    .         .      .
search:search                      -                 GET     200     .        .      .    .         .      .

# People
people:directory                   -                 GET     login   200      .      .    .         .      .
people:member                      person            GET     login   200      .      .    .         .      .
people:member                      inactive-person   GET     login   404      .      .    .         .      .
people:profile_edit                -                 GET     login   200      .      .    .         .      .
people:profile_edit                -                 POST    login   422      .      .    .         .      .
people:departments                 -                 GET     200     .        .      .    .         .      .
people:department                  department        GET     200     .        .      .    .         .      .
people:department                  nothing           GET     404     .        .      .    .         .      .

# Glossary
glossary:glossary                  -                 GET     200     .        .      .    .         .      .
glossary:term                      word              GET     200     .        .      .    .         .      .
glossary:term                      nothing           GET     404     .        .      .    .         .      .

# The first week: the member's step, and nobody else's.
newcomers:step_done                members-step-one  POST    login   404      303    404  .         .      .
newcomers:week_away                -                 POST    login   303      .      .    .         .      .

# Spotlights: editors ask, and who it is about answers. Nobody of these is an editor but the admin.
spotlights:list                    -                 GET     login   404      .      .    .         200    .
spotlights:spotlight_member        person            GET     login   404      .      .    .         200    .
spotlights:spotlight_member        person            POST    login   404      .      .    .         422    .
spotlights:spotlight_member        inactive-person   GET     login   404      .      .    .         .      .
spotlights:spotlight_group         group             GET     login   404      .      .    .         200    .
spotlights:spotlight_group         group             POST    login   404      .      .    .         422    .
spotlights:spotlight_group         nothing           GET     login   404      .      .    .         .      .
spotlights:spotlight               members-spotlight GET     login   404      200    404  .         .      .
spotlights:spotlight               members-spotlight POST    login   404      422    404  .         .      .
spotlights:spotlight               groups-spotlight  GET     login   404      .      200  404       .      .
spotlights:spotlight               groups-spotlight  FORM    403     404      .      303  404       .      .
spotlights:spotlight_away          groups-spotlight  POST    login   404      .      .    .         303    .

# Notifications. The lead was told of a request to our group, and of one to the neighbour's, hidden from ours.
notifications:list                 -                 GET     login   200      .      .    .         .      .
notifications:read_all             -                 POST    login   302      .      .    .         .      .
notifications:open                 told-lead         GET     login   404      .      302  404       .      .
notifications:open                 told-hidden       GET     login   404      .      .    .         .      .
notifications:read                 told-lead         POST    login   404      .      303  404       .      .
notifications:read                 told-hidden       POST    login   404      .      .    .         .      .
notifications:settings             -                 GET     login   200      .      .    .         .      .
notifications:settings             -                 POST    login   422      .      .    .         .      .
notifications:settings             -                 FORM    403     302      .      .    .         .      .
notifications:address_resume       -                 POST    login   302      .      .    .         .      .
notifications:following            -                 GET     login   200      .      .    .         .      .
notifications:follow               group-place       GET     login   200      .      .    .         .      .
notifications:follow               group-place       FORM    403     303      .      .    .         .      .
notifications:follow               no-place          GET     login   404      .      .    .         .      .
notifications:follow               no-place          FORM    403     404      .      .    .         .      .
notifications:unsubscribe          stop-group        GET     200     .        .      .    .         .      .
notifications:unsubscribe          stop-group        POST    200     .        .      .    .         .      .
notifications:unsubscribe          stop-broken       GET     404     .        .      .    .         .      .
notifications:unsubscribe          stop-broken       POST    404     .        .      .    .         .      .

# Events. The organizers' group schedules what everybody sees; a lead what the group sees.
events:month                       -                 GET     200     .        .      .    .         .      .
events:list                        -                 GET     200     .        .      .    .         .      .
events:feed                        -                 GET     200     .        .      .    .         .      .
events:event                       open-event        GET     302     .        .      .    .         .      .
events:event                       our-event         GET     404     .        302    .    404       .      302
events:event                       their-event       GET     404     302      404    .    .         .      302
events:event                       draft-event       GET     404     .        .      .    200       404    200
events:event_calendar              open-event        GET     200     .        .      .    .         .      .
events:event_calendar              our-event         GET     404     .        200    .    404       .      200
events:event_calendar              draft-event       GET     404     .        .      .    .         .      .
events:occurrence                  open-date         GET     200     .        .      .    .         .      .
events:occurrence                  our-date          GET     404     .        200    .    404       .      200
events:occurrence                  their-date        GET     404     200      404    .    .         .      200
events:occurrence                  crossed-date      GET     404     .        .      .    .         .      .
events:event_register              open-date         POST    login   409      .      .    .         .      .
events:event_register              open-date         FORM    login   302      .      .    .         .      .
events:event_register              our-date          FORM    login   404      302    .    404       .      302
events:event_register              their-date        FORM    login   302      404    .    .         .      302
events:event_withdraw              open-date         POST    login   409      .      .    .         .      .
events:event_withdraw              our-date          POST    login   404      409    .    404       .      409
events:organizing                  -                 GET     login   200      .      .    .         .      .
events:event_new                   -                 GET     login   200      .      .    .         .      .
events:event_new                   -                 POST    login   422      .      .    .         .      .
events:event_edit                  open-event        GET     login   404      .      .    200       404    200
events:event_edit                  our-event         GET     login   404      .      200  404       .      200
events:event_edit                  our-event         POST    login   404      .      422  404       .      422
events:event_edit                  their-event       POST    login   422      404    .    .         .      422
events:occurrence_cancel           open-date         GET     login   404      .      .    200       404    200
events:occurrence_cancel           our-date          FORM    403     404      .      302  404       .      302
events:occurrence_cancel           our-date          POST    login   404      .      422  404       .      422
events:occurrence_cancel           their-date        FORM    403     302      404    .    .         .      302
events:registrations               open-date         GET     login   404      .      .    200       404    200
events:registrations               our-date          GET     login   404      .      200  404       .      200
events:registrations               their-date        GET     login   200      404    .    .         .      200
events:attendance                  open-date         GET     login   404      .      .    200       404    200
events:attendance                  our-date          GET     login   404      .      200  404       .      200
events:attendance                  our-date          POST    login   404      .      422  404       .      422
events:attendance                  their-date        GET     login   200      404    .    .         .      200

# Training. Reading is for everybody; buttons are for members; what is not published is for nobody here.
training:catalogue                 -                 GET     200     .        .      .    .         .      .
training:course                    published-course  GET     200     .        .      .    .         .      .
training:course                    unpublished-course GET    404     .        .      .    .         .      .
training:course_enrol              published-course  POST    login   422      .      .    .         .      .
training:course_enrol              published-course  FORM    login   303      .      .    .         .      .
training:course_enrol              unpublished-course FORM   404     .        .      .    .         .      .
training:course_leave              published-course  POST    login   303      .      .    .         .      .
training:module                    published-module  GET     302     .        .      .    .         .      .
training:module                    unpublished-module GET    404     .        .      .    .         .      .
training:lesson                    published-lesson  GET     200     .        .      .    .         .      .
training:lesson                    unpublished-lesson GET    404     .        .      .    .         .      .
training:lesson                    moved-lesson      GET     302     .        .      .    .         .      .
training:lesson                    waiting-lesson    GET     404     .        .      .    .         200    .
training:lesson_done               published-lesson  POST    login   422      .      .    .         .      .
training:lesson_done               published-lesson  FORM    login   303      .      .    .         .      .
training:lesson_done               unpublished-lesson FORM   404     .        .      .    .         .      .
training:lesson_undo               published-lesson  POST    login   422      .      .    .         .      .
training:lesson_undo               published-lesson  FORM    login   303      .      .    .         .      .
training:notebook_download         published-notebook GET    200     .        .      .    .         .      .
training:notebook_download         unpublished-notebook GET  404     .        .      .    .         .      .
training:notebook_download         waiting-notebook  GET     404     .        .      .    .         .      .
training:notebook_download         article-notebook  GET     404     .        .      .    .         .      .
training:notebook_script           published-notebook GET    200     .        .      .    .         .      .
training:notebook_script           unpublished-notebook GET  404     .        .      .    .         .      .
training:notebook_script           waiting-notebook  GET     404     .        .      .    .         .      .
training:notebook_state            waiting-version   GET     404     .        .      .    .         200    .
training:lesson_tried              published-lesson  POST    login   422      .      .    .         .      .
training:lesson_tried              unpublished-lesson FORM   404     .        .      .    .         .      .
training:notebooks                 -                 GET     login   404      .      .    .         200    .
training:notebook_edit             published-notebook GET    login   404      .      .    .         200    .
training:notebook_edit             published-notebook POST   login   404      .      .    .         422    .
training:notebook_edit             article-notebook  GET     login   404      .      .    .         .      .
training:notebook_publish          published-notebook POST   login   404      .      .    .         303    .
training:notebook_source           published-notebook GET    login   404      .      .    .         200    .
training:notebook_file_add           published-notebook POST   login   404      .      .    .         422    .
training:notebook_file               lesson-file       GET     200     .        .      .    .         .      .
training:notebook_file               unpublished-file  GET     404     .        .      .    .         200    .
training:notebook_file_remove        lesson-file       POST    login   404      .      .    .         303    .

# Role paths; talking about lessons: “published” has no board, “talked” has one, and its first lesson a topic.
training:paths                     -                 GET     200     .        .      .    .         .      .
training:path                      a-path            GET     200     .        .      .    .         .      .
training:path                      draft-path        GET     404     .        .      .    .         .      .
training:path_choose               a-path            POST    login   303      .      .    .         .      .
training:path_choose               draft-path        POST    404     .        .      .    .         .      .
training:path_leave                a-path            POST    login   303      .      .    .         .      .
training:course_board              published-course  POST    login   404      .      .    .         303    .
training:course_board              unpublished-course POST   404     .        .      .    .         .      .
training:lesson_discuss            published-lesson  GET     login   404      .      .    .         .      .
training:lesson_discuss            published-lesson  FORM    403     404      .      .    .         .      .
training:lesson_discuss            talked-lesson     GET     login   302      .      .    .         .      .
training:lesson_discuss            silent-lesson     GET     login   200      .      .    .         .      .
training:lesson_discuss            silent-lesson     POST    login   422      .      .    .         .      .
training:lesson_discuss            silent-lesson     FORM    403     303      .      .    .         .      .
training:lesson_discuss_preview    silent-lesson     POST    login   422      .      .    .         .      .
training:lesson_discuss_preview    silent-lesson     FORM    403     200      .      .    .         .      .
training:lesson_discuss_preview    published-lesson  FORM    403     404      .      .    .         .      .

# Certificates. The group's member has one; whoever has its address may check it; the admin may take it back.
training:certificates              -                 GET     login   302      .      .    .         .      .
training:certificate               certificate       GET     login   404      200    404  .         .      .
training:certificate_paper         certificate       GET     login   404      200    404  .         .      .
training:certificate_badge         certificate       GET     login   404      200    404  .         .      .
training:certificate_revoke        certificate       GET     login   404      .      .    .         .      200
training:certificate_revoke        certificate       POST    login   404      .      .    .         .      422
training:certificate_revoke        certificate       FORM    403     404      .      .    .         .      303
training:certificate_register      -                 GET     login   404      .      .    .         .      200
training:certificate_keys          -                 GET     200     .        .      .    .         .      .
training:certificate_status        status-year       GET     200     .        .      .    .         .      .
training:transcript                -                 GET     login   200      .      .    .         .      .
training:transcript_csv            -                 GET     login   200      .      .    .         .      .
training:verify                    -                 GET     200     .        .      .    .         .      .
training:verify                    -                 POST    422     .        .      .    .         .      .
training:verify                    -                 FORM    303     .        .      .    .         .      .
training:certificate_verification  certificate-token GET     200     .        .      .    .         .      .
training:certificate_verification  no-token          GET     404     .        .      .    .         .      .
# Quizzes. A bank, figures and extra time are for those who may edit the course; an attempt is its member's alone.
training:lesson                    published-quiz    GET     200     .        .      .    .         .      .
training:lesson_done               published-quiz    POST    login   409      .      .    .         .      .
training:lesson_undo               published-quiz    POST    login   409      .      .    .         .      .
training:quiz_start                the-quiz          POST    login   422      .      .    .         .      .
training:quiz_start                the-quiz          FORM    login   303      .      .    .         .      .
training:quiz_start                draft-quiz        FORM    404     .        .      .    .         .      .
training:quiz_start                article-notebook  FORM    404     .        .      .    .         .      .
training:attempt                   members-attempt   GET     login   404      302    404  .         .      .
training:attempt_step              members-step      GET     login   404      200    404  .         .      .
training:attempt_save              members-step      POST    login   404      303    404  .         .      .
training:attempt_hint              members-hint      POST    login   404      303    404  .         .      .
training:attempt_review            members-attempt   GET     login   404      200    404  .         .      .
training:attempt_hand_in           members-attempt   POST    login   404      303    404  .         .      .
training:attempt_result            members-attempt   GET     login   404      302    404  .         .      .
training:attempt_result            leads-result      GET     login   404      .      200  404       .      .
training:bank                      published-course  GET     login   404      .      .    .         200    .
training:bank                      unpublished-course GET    login   404      .      .    .         200    .
training:question_new              published-course  GET     login   404      .      .    .         200    .
training:question_new              published-course  POST    login   404      .      .    .         422    .
training:question_new              published-course  FORM    403     404      .      .    .         303    .
training:question_edit             a-question        GET     login   404      .      .    .         200    .
training:question_edit             a-question        POST    login   404      .      .    .         422    .
training:question_edit             a-question        FORM    403     404      .      .    .         303    .
training:question_edit             crossed-question  GET     login   404      .      .    .         .      .
training:question_retire           a-question        POST    login   404      .      .    .         303    .
training:question_restore          a-question        POST    login   404      .      .    .         303    .
training:bank_import               published-course  GET     login   404      .      .    .         200    .
training:bank_import               published-course  POST    login   404      .      .    .         422    .
training:bank_export               published-course  GET     404     .        .      .    .         200    .
training:extra_time                published-course  GET     login   404      .      .    .         200    .
training:extra_time                published-course  POST    login   404      .      .    .         422    .
training:extra_time                published-course  FORM    403     404      .      .    .         303    .
training:quiz_figures              the-quiz          GET     login   404      .      .    .         200    .
training:quiz_figures_csv          the-quiz          GET     404     .        .      .    .         200    .
# Runs. The course's editors look after them; the lead teaches one of them, and so has its roster. Coordinators enrol.
training:course_runs               published-course  GET     200     .        .      .    .         .      .
training:course_runs               unpublished-course GET    404     .        .      .    .         .      .
training:run_new                   published-course  GET     login   404      .      .    .         200    .
training:run_new                   published-course  POST    login   404      .      .    .         422    .
training:run_new                   published-course  FORM    403     404      .      .    .         303    .
training:run                       a-run             GET     200     .        .      .    .         .      .
training:run                       hidden-run        GET     404     .        .      .    .         .      .
training:run_join                  a-run             POST    login   422      .      .    .         .      .
training:run_join                  a-run             FORM    login   303      .      .    .         .      .
training:run_join                  departments-run   FORM    login   409      .      .    .         .      .
training:run_join                  hidden-run        FORM    login   404      .      .    .         .      .
training:run_leave                 a-run             POST    login   303      .      .    .         .      .
training:run_edit                  a-run             GET     login   404      .      200  404       200    .
training:run_edit                  a-run             POST    login   404      .      422  404       422    .
training:run_cancel                a-run             GET     login   404      .      200  404       200    .
training:run_cancel                a-run             FORM    403     404      .      303  404       303    .
training:run_roster                a-run             GET     login   404      .      200  404       200    .
training:run_department            departments-run   GET     login   200      404    .    .         .      .
training:run_department            departments-run   POST    login   422      404    .    .         .      .
training:run_department            a-run             GET     login   404      .      .    .         .      .
training:place_approve             a-place           POST    login   404      .      303  404       303    .
training:place_decline             a-place           GET     login   404      .      200  404       200    .
training:place_decline             a-place           FORM    403     404      .      303  404       303    .
training:session_new               a-run             GET     login   404      .      200  404       200    .
training:session_new               a-run             POST    login   404      .      422  404       422    .
training:session_link              a-run             GET     login   404      .      200  404       200    .
training:session_link              a-run             POST    login   404      .      422  404       422    .
training:session_lesson            a-session         GET     login   404      .      200  404       200    .
training:session_lesson            a-session         FORM    login   404      .      303  404       303    .
training:session_drop              a-session         GET     login   404      .      200  404       200    .
training:session_drop              a-session         FORM    403     404      .      303  404       303    .
training:session_attendance        a-session         GET     login   404      .      200  404       200    .
training:session_attendance        a-session         POST    login   404      .      422  404       422    .
# Reports. Of a course: who may edit it, and the lead, who teaches a run of it. The outsider is a data coordinator.
training:course_report             published-course  GET     login   404      .      200  404       200    .
training:course_report             unpublished-course GET    login   404      .      .    .         200    .
training:course_report_file        report-learners   GET     404     .        .      200  404       200    .
training:course_report_file        no-report-table   GET     404     .        .      .    .         .      .
training:course_report_file        no-report-kind    GET     404     .        .      .    .         .      .
training:department_report         -                 GET     login   200      404    .    .         .      .
training:department_people         -                 GET     login   200      404    .    .         .      .
training:department_file           people-xlsx       GET     404     200      404    .    .         .      .
training:department_file           no-table          GET     404     .        .      .    .         .      .
training:programme_report          -                 GET     login   404      .      .    .         .      200
training:programme_file            departments-csv   GET     404     .        .      .    .         .      200
training:programme_file            no-table          GET     404     .        .      .    .         .      .
# Files, videos, assignments. What a lesson hands out is for its readers; work is for its member and the instructors.
training:lesson_file               the-video-file    GET     200     .        .      .    .         .      .
training:lesson_file               draft-file        GET     404     .        .      .    .         200    .
training:video_captions            the-video         GET     200     .        .      .    .         .      .
training:video_captions            draft-video       GET     404     .        .      .    .         .      .
training:video_captions            the-quiz          GET     404     .        .      .    .         .      .
training:work_save                 the-assignment    POST    login   422      .      .    .         .      .
training:work_save                 the-assignment    FORM    403     303      .      .    .         .      .
training:work_hand_in              the-assignment    POST    login   422      .      .    .         .      .
training:work_hand_in              the-assignment    FORM    403     303      .      .    .         .      .
training:work_hand_in              the-quiz          FORM    403     404      .      .    .         .      .
training:work                      members-work      GET     login   404      302    404  .         200    .
training:work                      leads-draft       GET     login   404      .      302  404       .      .
training:work_file                 members-work      GET     login   404      200    404  .         .      .
training:submission_file           members-handed    GET     login   404      200    404  .         200    .
training:submission_review         members-handed    POST    login   404      .      .    .         422    .
training:submission_review         members-handed    FORM    403     404      .      .    .         303    .
training:work_take_back            members-work      POST    login   404      .      .    .         422    .
training:work_take_back            members-work      FORM    403     404      .      .    .         303    .
training:work_queue                published-course  GET     login   404      .      .    .         200    .
training:work_queue                unpublished-course GET    login   404      .      .    .         200    .
# Evaluation. What one is asked is for who finished; figures are for those who may edit the course, outcomes for all.
training:survey                    finished-course   GET     login   404      200    404  .         .      .
training:survey                    finished-course   POST    login   404      422    404  .         .      .
training:survey                    finished-course   FORM    403     404      303    404  .         .      .
training:survey                    published-course  FORM    403     404      .      .    .         .      .
training:survey                    unpublished-course GET    login   404      .      .    .         .      .
training:survey_skip               finished-course   POST    login   404      303    404  .         .      .
training:use_check                 members-check     GET     login   404      200    404  .         .      .
training:use_check                 members-check     POST    login   404      422    404  .         .      .
training:use_check                 members-check     FORM    403     404      303    404  .         .      .
training:outcome_hide              members-check     POST    login   404      303    404  .         303    .
training:course_figures            published-course  GET     login   404      .      .    .         200    .
training:course_figures            unpublished-course GET    login   404      .      .    .         200    .
training:course_figures_csv        published-course  GET     login   404      .      .    .         200    .
"""

# Wagtail's and allauth's own pages: their methods are theirs, so only what a line names is asked.
NOT_OURS = """
# address                                  object    method  visitor outsider member lead organizer writer admin
account_login                              -         GET     200     302      .      .    .         .      .
account_login                              -         POST    200     302      .      .    .         .      .
account_logout                             -         GET     302     200      .      .    .         .      .
account_logout                             -         POST    302     .        .      .    .         .      .
account_inactive                           -         GET     200     .        .      .    .         .      .
account_signup                             -         GET     200     302      .      .    .         .      .
account_signup                             -         POST    200     302      .      .    .         .      .
account_reauthenticate                     -         GET     login   200      .      .    .         .      .
account_email                              -         GET     login   200      .      .    .         .      .
account_email                              -         POST    login   302      .      .    .         .      .
account_email_verification_sent            -         GET     200     .        .      .    .         .      .
account_confirm_email                      key       GET     200     .        .      .    .         .      .
account_confirm_email                      key       POST    404     .        .      .    .         .      .
account_change_password                    -         GET     login   200      .      .    .         .      .
account_change_password                    -         POST    login   200      .      .    .         .      .
account_set_password                       -         GET     login   302      .      .    .         .      .
account_reset_password                     -         GET     200     .        .      .    .         .      .
account_reset_password                     -         POST    200     .        .      .    .         .      .
account_reset_password_done                -         GET     200     .        .      .    .         .      .
account_reset_password_from_key            reset     GET     200     .        .      .    .         .      .
account_reset_password_from_key_done       -         GET     200     .        .      .    .         .      .
account_request_login_code                 -         GET     200     302      .      .    .         .      .
account_request_login_code                 -         POST    200     302      .      .    .         .      .
account_confirm_login_code                 -         GET     login   302      .      .    .         .      .
wagtail_serve                              home      GET     200     .        .      .    .         .      .
wagtail_serve                              draft-page GET     404     .        .      .    .         .      .
private_page_log_in                        -         GET     login   .        .      .    .         .      .
wagtailcore_login                          -         GET     login   .        .      .    .         .      .
wagtailcore_login                          -         POST    login   .        .      .    .         .      .
wagtailcore_authenticate_with_password     nopage    POST    404     .        .      .    .         .      .
wagtaildocs_serve                          nodoc     GET     404     .        .      .    .         .      .
picture                                    nopicture GET     404     .        .      .    .         .      .
wagtaildocs_authenticate_with_password     nodocpage POST    404     .        .      .    .         .      .
"""


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    about: str
    method: str
    expected: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.name} ({self.about})"


def parse(table: str) -> list[Row]:
    """Read a table; raises ValueError for a line that lacks a cell."""
    rows = []
    for line in table.splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        name, about, method, *cells = words
        if len(cells) != len(ROLES):
            raise ValueError(f"{name} {about} {method}: {len(cells)} cells for {len(ROLES)} roles")
        filled: list[str] = []
        for cell in cells:
            filled.append(filled[-1] if cell == "." else cell)
        rows.append(Row(name, about, method, dict(zip(ROLES, filled, strict=True))))
    return rows


TABLES = (
    *(TABLE, FORUM, GROUPS, LIBRARY, PRACTICES),
    *(AFTER, APPROVING, ATTENDING, CALENDAR, DATES, IMPORTING, MEETINGS, REGISTERING),
)
OURS = [row for table in TABLES for row in parse(table)]
OTHERS = parse(NOT_OURS)
ROWS = OURS + OTHERS
