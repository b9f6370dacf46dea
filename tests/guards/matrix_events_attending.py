"""The lines of who is there, part of matrix.py, which says how a line is read."""

ATTENDING = """
# address                          object            method  visitor outsider member lead organizer writer admin

# Members check in where they see the date; a form that says nothing, or a date that has not begun, is refused. The code
# is for who organizes.
events:check_in                    open-date         GET     login   200      .      .    .         .      .
events:check_in                    open-date         POST    login   422      .      .    .         .      .
events:check_in                    our-date          GET     login   404      200    .    404       .      200
events:check_in                    their-date        POST    login   422      404    .    .         .      422
events:check_in_signed             open-check-in     GET     login   200      .      .    .         .      .
events:check_in_signed             open-check-in     POST    login   422      .      .    .         .      .
events:check_in_signed             our-check-in      GET     login   404      200    .    404       .      200
events:check_in_signed             crossed-check-in  GET     login   404      410    .    404       .      410
events:check_in_desk               open-date         GET     login   404      .      .    200       404    200
events:check_in_desk               our-date          GET     login   404      .      200  404       .      200
events:check_in_desk               their-date        GET     login   200      404    .    .         .      200
events:check_in_code               our-date          POST    login   404      .      302  404       .      302
events:check_in_code               their-date        POST    login   302      404    .    .         .      302

# To print: who has a place.
events:sign_in_sheet               open-date         GET     login   404      .      .    200       404    200
events:sign_in_sheet               our-date          GET     login   404      .      200  404       .      200
events:sign_in_sheet               their-date        GET     login   200      404    .    .         .      200
events:name_badges                 open-date         GET     login   404      .      .    200       404    200
events:name_badges                 our-date          GET     login   404      .      200  404       .      200
events:name_badges                 their-date        GET     login   200      404    .    .         .      200
"""
