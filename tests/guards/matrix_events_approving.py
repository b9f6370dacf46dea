"""The lines of events that are handed in and of templates, part of matrix.py, which says how a line is read."""

APPROVING = """
# address                          object            method  visitor outsider member lead organizer writer admin

# The member handed in an event of our group, for its members; the writer one of no group: its organizers decide.
events:approvals                   -                 GET     login   200      404    200  .         404    200
events:preview                     our-proposal      GET     login   404      200    .    404       .      200
events:preview                     open-proposal     GET     login   404      .      .    200       .      .
events:proposal_publish            our-proposal      POST    login   404      .      422  404       .      422
events:proposal_publish            our-proposal      FORM    login    404      .      302  404       .      302
events:proposal_publish            open-proposal     POST    login   404      .      .    422       404    422
events:proposal_return             our-proposal      GET     login   404      .      200  404       .      200
events:proposal_return             our-proposal      FORM    403     404      .      302  404       .      302
events:proposal_return             open-proposal     POST    login   404      .      .    422       404    422

# A template of a group is for its members; its leads delete it. Who may change an event saves it as a template.
events:templates                   -                 GET     login   200      .      .    .         .      .
events:template_save               our-event         GET     login   404      .      200  404       .      200
events:template_save               our-event         POST    login   404      .      422  404       .      422
events:template_save               their-event       POST    login   422      404    .    .         .      422
events:event_from_template         our-template      GET     login   404      200    .    404       .      .
events:event_from_template         our-template      POST    login   404      422    .    404       .      .
events:template_delete             our-template      GET     login   404      .      200  404       .      .
events:template_delete             our-template      POST    login   404      .      302  404       .      .
"""
