"""Addresses of the calendar for programs, below `events/calendar/`: those of everybody, then the same with a key."""

from django.urls import path

from .views import documents, keys

urlpatterns = [
    path("events.json", documents.dates_json, name="feed_json"),
    path("events.atom", documents.series_atom, name="feed_atom"),
    path("subscribe/", keys.subscribe, name="subscribe"),
    path("key/", keys.key_make, name="feed_key_make"),
    path("key/revoke/", keys.key_revoke, name="feed_key_revoke"),
    path("<str:key>/mine.ics", documents.my_file, name="my_feed"),
    path("<str:key>/events.ics", documents.own_file, name="own_feed"),
    path("<str:key>/events.json", documents.own_json, name="own_feed_json"),
    path("<str:key>/events.atom", documents.own_atom, name="own_feed_atom"),
]
