"""The lines of bringing in calendars, part of matrix.py, which says how a line is read."""

IMPORTING = """
# address                          object            method  visitor outsider member lead organizer writer admin

# Who may schedule may bring in; one sees one's own, those of the groups one leads, as an organizer those of no group.
events:imports                     -                 GET     login   200      404    200  .         404    200
events:import_new                  -                 GET     login   200      404    200  .         404    200
events:import_new                  -                 POST    login   422      404    422  .         404    422
events:import                      open-import       GET     login   404      .      .    200       404    200
events:import                      our-import        GET     login   404      .      200  404       .      200
events:import                      their-import      GET     login   200      404    .    .         .      200

# The same for calendars that are kept up to date. Buttons answer with the calendar's page.
events:outside_calendars           -                 GET     login   200      404    200  .         404    200
events:outside_calendar            open-calendar     GET     login   404      .      .    200       404    200
events:outside_calendar            our-calendar      GET     login   404      .      200  404       .      200
events:outside_calendar            their-calendar    GET     login   200      404    .    .         .      200
events:outside_calendar_refresh    open-calendar     POST    login   404      .      .    302       404    302
events:outside_calendar_refresh    our-calendar      POST    login   404      404    302  404       .      302
events:outside_calendar_refresh    their-calendar    POST    login   302      404    .    .         .      302
events:outside_calendar_stop       open-calendar     POST    login   404      .      .    302       404    302
events:outside_calendar_stop       our-calendar      POST    login   404      404    302  404       .      302
events:outside_calendar_stop       their-calendar    POST    login   302      404    .    .         .      302
events:outside_calendar_start      open-calendar     POST    login   404      .      .    302       404    302
events:outside_calendar_start      our-calendar      POST    login   404      404    302  404       .      302
events:outside_calendar_start      their-calendar    POST    login   302      404    .    .         .      302
"""
