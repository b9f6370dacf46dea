"""The lines of registering, part of matrix.py, which says how a line is read."""

REGISTERING = """
# address                          object            method  visitor outsider member lead organizer writer admin

# Waiting list, questions, approval. The organizer lets people into the asked date, whose contact is the lead of our
# group; somebody asks for a place there. What people need is for the organizers that an event names and its contact.
events:event_register              open-date         GET     login   200      .      .    .         .      .
events:event_register              our-date          GET     login   404      200    .    404       .      200
events:event_register              asked-date        GET     login   200      .      .    .         .      .
events:event_register              asked-date        FORM    login   422      .      .    .         .      .
events:place_take                  open-date         POST    login   409      .      .    .         .      .
events:place_take                  our-date          POST    login   404      409    .    404       .      409
events:registration_rules          open-event        GET     login   404      .      .    200       404    200
events:registration_rules          our-event         GET     login   404      .      200  404       .      200
events:registration_rules          our-event         POST    login   404      .      422  404       .      422
events:registration_rules          our-event         FORM    403     404      .      302  404       .      302
events:registration_rules          their-event       FORM    403     302      404    .    .         .      302
events:registrations_csv           open-date         GET     login   404      .      .    200       404    200
events:registrations_csv           our-date          GET     login   404      .      200  404       .      200
events:registrations_csv           their-date        GET     login   200      404    .    .         .      200
events:people_bring                open-date         GET     login   404      .      .    200       404    200
events:people_bring                our-date          GET     login   404      .      200  404       .      200
events:people_bring                our-date          POST    login   404      .      422  404       .      422
events:people_bring                our-date          FORM    403     404      .      302  404       .      302
events:people_bring                their-date        FORM    403     422      404    .    .         .      422
events:place_let_in                a-request         POST    login   404      .      .    302       404    302
events:place_let_in                crossed-request-at POST   login   404      .      .    .         .      .
events:place_decline               a-request         GET     login   404      .      .    200       404    200
events:place_decline               a-request         POST    login   404      .      .    422       404    422
events:place_decline               a-request         FORM    403     404      .      .    302       404    302
events:accommodations              asked-date        GET     login   404      .      200  200       404    .
events:accommodations              our-date          GET     login   404      .      200  404       .      .
events:accommodations              their-date        GET     login   200      404    .    .         .      .
"""
