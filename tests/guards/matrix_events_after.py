"""The lines of what hangs on a date, part of matrix.py, which says how a line is read."""

AFTER = """
# address                          object            method  visitor outsider member lead organizer writer admin

# What readers get: who may open the date. Drafts, and what is kept for who takes part: see tests/events/after.
events:material                    open-material     GET     200     .        .      .    .         .      .
events:material                    our-material      GET     404     .        200    .    404       .      200
events:material                    crossed-material  GET     404     .        .      .    .         .      .
events:recording                   open-date         GET     200     .        .      .    .         .      .
events:recording                   our-date          GET     404     .        200    .    404       .      200
events:recording                   their-date        GET     404     .        .      .    .         .      .
events:recording_video             open-date         GET     200     .        .      .    .         .      .
events:recording_video             our-date          GET     404     .        200    .    404       .      200
events:recording_captions          open-date         GET     200     .        .      .    .         .      .
events:recording_captions          our-date          GET     404     .        200    .    404       .      200
events:minutes                     open-date         GET     200     .        .      .    .         .      .
events:minutes                     our-date          GET     404     .        200    .    404       .      200
events:minutes                     their-date        GET     404     .        .      .    .         .      .
events:minutes_version             open-minutes      GET     200     .        .      .    .         .      .
events:minutes_version             our-minutes       GET     404     .        200    .    404       .      200

# Only who was asked answers.
events:survey                      open-date         GET     login   404      200    404  .         .      .
events:survey                      open-date         POST    login   404      422    404  .         .      .
events:survey                      our-date          GET     login   404      .      .    .         .      .
events:survey_skip                 open-date         POST    login   404      302    404  .         .      .

# Organizers give, write, ask and count.
events:after_desk                  open-date         GET     login   404      .      .    200       404    200
events:after_desk                  our-date          GET     login   404      .      200  404       .      200
events:after_desk                  their-date        GET     login   200      404    .    .         .      200
events:material_add                our-date          GET     login   404      .      200  404       .      200
events:material_add                their-date        POST    login   422      404    .    .         .      422
events:material_change             our-material      GET     login   404      .      200  404       .      200
events:material_change             our-material      POST    login   404      .      422  404       .      422
events:material_change             crossed-material  GET     login   404      .      .    .         .      .
events:material_take_out           our-material      POST    login   404      .      302  404       .      302
events:material_take_out           crossed-material  POST    login   404      .      .    .         .      .
events:recording_edit              our-date          GET     login   404      .      200  404       .      200
events:recording_edit              their-date        POST    login   422      404    .    .         .      422
events:recording_show              our-date          POST    login   404      .      302  404       .      302
events:recording_hide              our-date          POST    login   404      .      302  404       .      302
events:recording_take_out          our-date          POST    login   404      .      302  404       .      302
events:minutes_review              open-date         GET     login   404      .      .    200       404    200
events:minutes_review              our-date          GET     login   404      .      200  404       .      200
events:minutes_write               our-date          GET     login   404      .      200  404       .      200
events:minutes_write               their-date        POST    login   422      404    .    .         .      422
events:minutes_approve             our-date          POST    login   404      .      302  404       .      302
events:minutes_publish             our-date          POST    login   404      .      422  404       .      422
events:outcome_note_add            our-date          GET     login   404      .      200  404       .      200
events:outcome_note_add            their-date        POST    login   422      404    .    .         .      422
events:outcome_note_change         our-note          GET     login   404      .      200  404       .      200
events:outcome_note_change         our-note          POST    login   404      .      422  404       .      422
events:outcome_note_change         crossed-note      GET     login   404      .      .    .         .      .
events:outcome_note_take_out       our-note          POST    login   404      .      302  404       .      302
events:outcome_note_take_out       crossed-note      POST    login   404      .      .    .         .      .
events:survey_results              open-date         GET     login   404      .      .    200       404    200
events:survey_results              our-date          GET     login   404      .      200  404       .      200
events:survey_begin                our-date          POST    login   404      .      302  404       .      302
events:survey_begin                their-date        POST    login   302      404    .    .         .      302
events:attendance_report           open-date         GET     login   404      .      .    200       404    200
events:attendance_report           our-date          GET     login   404      .      200  404       .      200
events:attendance_file             our-people        GET     login   404      .      200  404       .      200
events:series_attendance           our-event         GET     login   404      .      200  404       .      200
events:series_attendance           their-event       GET     login   200      404    .    .         .      200
events:series_attendance_file      our-table         GET     login   404      .      200  404       .      200
"""
