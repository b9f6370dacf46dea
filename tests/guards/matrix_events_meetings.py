"""The lines of meetings, decisions and action items, part of matrix.py, which says how a line is read."""

MEETINGS = """
# address                          object            method  visitor outsider member lead organizer writer admin

# Who may open the date opens its meeting; what they read there: see tests/events/meetings. A date of no group has none.
events:meeting                     our-date          GET     404     .        200    .    404       .      200
events:meeting                     their-date        GET     404     200      404    .    .         .      200
events:meeting                     open-date         GET     404     .        .      .    .         .      .
events:meeting                     crossed-date      GET     404     .        .      .    .         .      .

# Leads write, and members who organize the meeting.
events:agenda_add                  our-date          GET     login   404      .      200  404       .      .
events:agenda_add                  our-date          POST    login   404      .      422  404       .      .
events:agenda_add                  our-date          FORM    403     404      .      302  404       .      .
events:agenda_add                  their-date        GET     login   200      404    .    .         .      .
events:agenda_change               our-item          GET     login   404      .      200  404       .      .
events:agenda_change               our-item          POST    login   404      .      422  404       .      .
events:agenda_change               our-item          FORM    403     404      .      302  404       .      .
events:agenda_change               crossed-item      GET     login   404      .      .    .         .      .
events:agenda_take_out             our-item          POST    login   404      .      302  404       .      .
events:agenda_take_out             crossed-item      POST    login   404      .      302  404       .      .
events:agenda_move                 our-item          POST    login   404      .      302  404       .      .
events:agenda_move                 crossed-item      POST    login   404      .      .    .         .      .
events:agenda_carry_over           our-item          POST    login   404      .      302  404       .      .
events:agenda_carry_over           crossed-item      POST    login   404      .      .    .         .      .
events:agenda_publish              our-date          POST    login   404      .      302  404       .      .
events:agenda_publish              their-date        POST    login   302      404    .    .         .      .
events:moved_add                   our-date          GET     login   404      .      200  404       .      .
events:moved_add                   our-date          POST    login   404      .      422  404       .      .
events:moved_add                   our-date          FORM    403     404      .      302  404       .      .
events:moved_take_out              our-moved         POST    login   404      .      302  404       .      .
events:moved_take_out              crossed-moved     POST    login   404      .      302  404       .      .

# Members read every decision; others what a public group published.
meetings:decisions                 group             GET     200     .        .      .    .         .      .
meetings:decisions                 private-group     GET     404     .        200    404  .         200    404
meetings:decision                  our-decision      GET     404     .        200    .    404       .      .
meetings:decision                  open-decision     GET     200     .        .      .    .         .      .
meetings:decision                  private-decision  GET     404     .        200    404  .         .      .
meetings:decision_add              group             GET     login   404      .      200  404       .      .
meetings:decision_add              group             POST    login   404      .      422  404       .      .
meetings:decision_add              group             FORM    403     404      .      302  404       .      .
meetings:decision_add              their-group       GET     login   200      404    .    .         .      .
meetings:decision_correct          our-decision      GET     login   404      .      200  404       .      .
meetings:decision_correct          our-decision      POST    login   404      .      422  404       .      .
meetings:decision_correct          our-decision      FORM    403     404      .      302  404       .      .
meetings:decision_correct          private-decision  GET     login   404      .      .    .         .      .
meetings:decision_replace          our-decision      GET     login   404      .      200  404       .      .
meetings:decision_replace          our-decision      POST    login   404      .      422  404       .      .
meetings:decision_replace          our-decision      FORM    403     404      .      302  404       .      .
meetings:decision_replace          private-decision  GET     login   404      .      .    .         .      .
meetings:decision_withdraw         our-decision      GET     login   404      .      200  404       .      .
meetings:decision_withdraw         our-decision      POST    login   404      .      422  404       .      .
meetings:decision_withdraw         our-decision      FORM    403     404      .      302  404       .      .
meetings:decision_withdraw         private-decision  GET     login   404      .      .    .         .      .
meetings:decision_publish          our-decision      POST    login   404      .      302  404       .      .
meetings:decision_publish          private-decision  POST    login   404      .      .    .         .      .

# Action items are for members; their owner (the member) closes them, too.
meetings:actions                   group             GET     login   404      200    .    404       .      .
meetings:actions                   private-group     GET     login   404      200    404  .         .      .
meetings:actions                   their-group       GET     login   200      404    .    .         .      .
meetings:action_add                group             GET     login   404      .      200  404       .      .
meetings:action_add                group             POST    login   404      .      422  404       .      .
meetings:action_add                group             FORM    403     404      .      302  404       .      .
meetings:action_change             our-action        GET     login   404      .      200  404       .      .
meetings:action_change             our-action        POST    login   404      .      422  404       .      .
meetings:action_change             our-action        FORM    403     404      .      302  404       .      .
meetings:action_change             crossed-action    GET     login   404      .      .    .         .      .
meetings:action_close              our-action        GET     login   404      200    .    404       .      .
meetings:action_close              our-action        POST    login   404      422    .    404       .      .
meetings:action_close              our-action        FORM    403     404      302    .    404       .      .
meetings:action_close              crossed-action    GET     login   404      .      .    .         .      .
meetings:action_reopen             our-action        POST    login   404      302    .    404       .      .
meetings:action_reopen             crossed-action    POST    login   404      .      .    .         .      .
"""
