"""The part of matrix.py on the calendar as people and programs read it."""

CALENDAR = """
# address                          object            method  visitor outsider member lead organizer writer admin

events:week                        -                 GET     200     .        .      .    .         .      .
events:past                        -                 GET     200     .        .      .    .         .      .

# For programs. The key is that of the group's member (world_forum.py), whoever opens it.
events:feed_json                   -                 GET     200     .        .      .    .         .      .
events:feed_atom                   -                 GET     200     .        .      .    .         .      .
events:my_feed                     members-key       GET     200     .        .      .    .         .      .
events:my_feed                     no-key            GET     404     .        .      .    .         .      .
events:own_feed                    members-key       GET     200     .        .      .    .         .      .
events:own_feed                    no-key            GET     404     .        .      .    .         .      .
events:own_feed_json               members-key       GET     200     .        .      .    .         .      .
events:own_feed_json               no-key            GET     404     .        .      .    .         .      .
events:own_feed_atom               members-key       GET     200     .        .      .    .         .      .
events:own_feed_atom               no-key            GET     404     .        .      .    .         .      .
events:subscribe                   -                 GET     200     .        .      .    .         .      .
events:feed_key_make               -                 POST    login   302      .      .    .         .      .
events:feed_key_revoke             -                 POST    login   302      .      .    .         .      .
"""
