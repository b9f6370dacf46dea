"""The dates' part of matrix.py, which says how a line is read."""

DATES = """
# address                          object            method  visitor outsider member lead organizer writer admin

# Dates of a series: organizers change what everybody sees, leads their group's. A form that says nothing is refused.
events:event_dates                 open-weekly       GET     login   404      .      .    200       404    200
events:event_dates                 our-weekly        GET     login   404      .      200  404       .      200
events:event_dates                 their-weekly      GET     login   200      404    .    .         .      200
events:date_add                    open-weekly       GET     login   404      .      .    200       404    200
events:date_add                    our-weekly        POST    login   404      .      422  404       .      422
events:date_add                    their-weekly      POST    login   422      404    .    .         .      422
events:date_put_back               our-weekly        POST    login   404      .      302  404       .      302
events:date_put_back               our-weekly        FORM    403     404      .      302  404       .      302
events:date_put_back               their-weekly      FORM    403     302      404    .    .         .      302
events:occurrence_move             open-third        GET     login   404      .      .    200       404    200
events:occurrence_move             our-third         POST    login   404      .      422  404       .      422
events:occurrence_move             their-third       GET     login   200      404    .    .         .      200
events:occurrence_take_out         open-third        GET     login   404      .      .    200       404    200
events:occurrence_take_out         our-third         GET     login   404      .      200  404       .      200
events:occurrence_take_out         our-third         POST    login   404      .      302  404       .      302
events:occurrence_take_out         their-third       POST    login   302      404    .    .         .      302
events:occurrence_bring_back       open-cancelled    POST    login   404      .      .    302       404    302
events:occurrence_bring_back       our-cancelled     POST    login   404      .      302  404       .      302
events:occurrence_bring_back       their-cancelled   POST    login   302      404    .    .         .      302
events:following_edit              open-third        GET     login   404      .      .    200       404    200
events:following_edit              our-third         GET     login   404      .      200  404       .      200
events:following_edit              our-third         POST    login   404      .      422  404       .      422
events:following_edit              their-third       POST    login   422      404    .    .         .      422
events:event_copy                  open-weekly       GET     login   404      .      .    200       404    200
events:event_copy                  our-weekly        GET     login   404      .      200  404       .      200
events:event_copy                  our-weekly        POST    login   404      .      422  404       .      422
events:event_copy                  their-weekly      GET     login   200      404    .    .         .      200
"""
