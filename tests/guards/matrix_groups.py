"""The lines of work groups, part of matrix.py, which says how a line is read."""

GROUPS = """
# address                          object            method  visitor outsider member lead organizer writer admin

# Everybody sees a public group; a private one, to which the member belongs and the writer is invited, is not there.
workgroups:groups                  -                 GET     200     .        .      .    .         .      .
workgroups:group                   group             GET     200     .        .      .    .         .      .
workgroups:group                   their-group       GET     200     .        .      .    .         .      .
workgroups:group                   nothing           GET     404     .        .      .    .         .      .
workgroups:group                   private-group     GET     404     .        200    404  .         200    404
workgroups:members                 group             GET     login   200      .      .    .         .      .
workgroups:members                 private-group     GET     login   404      200    404  .         200    404
workgroups:charter_history         group             GET     200     .        .      .    .         .      .
workgroups:charter_history         private-group     GET     404     .        200    404  .         200    404
workgroups:deliverables            group             GET     200     .        .      .    .         .      .
workgroups:deliverables            private-group     GET     404     .        200    404  .         200    404

# Staff, and who has the right to add work groups, found one.
workgroups:group_found             -                 GET     login   404      .      .    .         .      200
workgroups:group_found             -                 POST    login   404      .      .    .         .      422
workgroups:group_found             -                 FORM    403     404      .      .    .         .      302

# One's own membership. A refusal is told on the page one comes back to.
workgroups:group_request           group             POST    login   302      .      .    .         .      .
workgroups:group_request           private-group     POST    login   404      302    404  .         302    404
workgroups:group_withdraw          group             POST    login   302      .      .    .         .      .
workgroups:group_withdraw          private-group     POST    login   404      302    404  .         302    404
workgroups:group_accept            group             POST    login   302      .      .    .         .      .
workgroups:group_accept            private-group     POST    login   404      302    404  .         302    404
workgroups:group_refuse            private-group     POST    login   404      302    404  .         302    404
workgroups:group_leave             group             POST    login   302      .      .    .         .      .
workgroups:group_leave             private-group     POST    login   404      302    404  .         302    404
workgroups:group_step_down         group             POST    login   302      .      .    .         .      .
workgroups:group_step_down         private-group     POST    login   404      302    404  .         302    404

# What leads of the group do about others.
workgroups:membership_approve      request           POST    login   404      .      302  404       .      .
workgroups:membership_approve      their-request     POST    login   302      404    .    .         .      .
workgroups:membership_approve      crossed-request   POST    login   404      .      .    .         .      .
workgroups:membership_decline      request           POST    login   404      .      422  404       .      .
workgroups:membership_decline      request           FORM    403     404      .      302  404       .      .
workgroups:membership_decline      their-request     FORM    403     302      404    .    .         .      .
workgroups:membership_remove       membership        POST    login   404      .      422  404       .      .
workgroups:membership_remove       membership        FORM    403     404      .      302  404       .      .
workgroups:membership_remove       crossed-request   FORM    403     404      .      .    .         .      .
workgroups:membership_lead         membership        POST    login   404      .      302  404       .      .
workgroups:membership_lead         crossed-request   POST    login   404      .      .    .         .      .
workgroups:membership_recall       request           POST    login   404      .      302  404       .      .
workgroups:membership_recall       crossed-request   POST    login   404      .      .    .         .      .
workgroups:group_invite            group             POST    login   404      .      422  404       .      .
workgroups:group_invite            group             FORM    403     404      .      302  404       .      .
workgroups:group_invite            their-group       FORM    403     302      404    .    .         .      .

# The charter, the end and what leads are asked.
workgroups:charter_edit            group             GET     login   404      .      200  404       .      .
workgroups:charter_edit            group             POST    login   404      .      422  404       .      .
workgroups:charter_edit            group             FORM    403     404      .      302  404       .      .
workgroups:charter_edit            their-group       GET     login   200      404    .    .         .      .
workgroups:group_revive            group             GET     login   404      .      200  404       .      .
workgroups:group_revive            their-group       GET     login   200      404    .    .         .      .
workgroups:group_close             group             GET     login   404      .      200  404       .      .
workgroups:group_close             group             POST    login   404      .      422  404       .      .
workgroups:group_close             group             FORM    403     404      .      302  404       .      .
workgroups:group_close             their-group       FORM    403     302      404    .    .         .      .
workgroups:group_reopen            group             POST    login   404      .      302  404       .      .
workgroups:group_reopen            their-group       POST    login   302      404    .    .         .      .

# Documents are for the members of the group; leads take them out.
workgroups:documents               group             GET     login   404      200    .    404       .      .
workgroups:documents               their-group       GET     login   200      404    .    .         .      .
workgroups:document_add            group             GET     login   404      200    .    404       .      .
workgroups:document_add            group             POST    login   404      422    .    404       .      .
workgroups:document                document          GET     login   404      200    .    404       .      .
workgroups:document                crossed-document  GET     login   404      .      .    .         .      .
workgroups:document_version        document          GET     login   404      200    .    404       .      .
workgroups:document_version        document          POST    login   404      422    .    404       .      .
workgroups:document_version        crossed-document  GET     login   404      .      .    .         .      .
workgroups:document_withdraw       document          POST    login   404      302    .    404       .      .
workgroups:document_withdraw       crossed-document  POST    login   404      .      .    .         .      .
workgroups:document_file           document-file     GET     login   404      200    .    404       .      .
workgroups:document_file           crossed-file      GET     login   404      .      .    .         .      .

# What a group promised.
workgroups:deliverable_add         group             GET     login   404      .      200  404       .      .
workgroups:deliverable_add         group             POST    login   404      .      422  404       .      .
workgroups:deliverable_add         group             FORM    403     404      .      302  404       .      .
workgroups:deliverable_edit        deliverable       GET     login   404      .      200  404       .      .
workgroups:deliverable_edit        deliverable       FORM    403     404      .      302  404       .      .
workgroups:deliverable_edit        crossed-deliverable GET   login   404      .      .    .         .      .

# What quarters brought: for members of the hub who may know of the group; leads count again and say something.
workgroups:quarters                group             GET     login   200      .      .    .         .      .
workgroups:quarters                private-group     GET     login   404      200    404  .         200    404
workgroups:quarter                 quarter           GET     login   200      .      .    .         .      .
workgroups:quarter                 private-quarter   GET     login   404      200    404  .         200    404
workgroups:quarter                 no-quarter        GET     login   404      .      .    .         .      .
workgroups:quarter_file            quarter-file      GET     login   200      .      .    .         .      .
workgroups:quarter_file            private-file      GET     login   404      200    404  .         200    404
workgroups:quarter_count           quarter           POST    login   404      .      302  404       .      .
workgroups:quarter_count           private-quarter   POST    login   404      .      .    .         .      .
workgroups:quarter_count           their-quarter     POST    login   302      404    .    .         .      .
workgroups:quarter_words           quarter           GET     login   404      .      200  404       .      .
workgroups:quarter_words           quarter           POST    login   404      .      422  404       .      .
workgroups:quarter_words           quarter           FORM    403     404      .      302  404       .      .
workgroups:quarter_words           their-quarter     GET     login   200      404    .    .         .      .
workgroups:all_groups              last-quarter      GET     login   404      .      .    .         .      200
workgroups:all_groups              next-quarter      GET     login   404      .      .    .         .      .
workgroups:all_groups_file         last-quarter-file GET     login   404      .      .    .         .      200
"""
