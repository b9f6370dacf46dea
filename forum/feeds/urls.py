"""Addresses of the feeds, below `feeds/`: those of everybody first, then the same with a key."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.feeds, name="feeds"),
    path("key/", views.key_make, name="feed_key_make"),
    path("key/revoke/", views.key_revoke, name="feed_key_revoke"),
    path("topics.atom", views.feed_of_all, name="feed_of_all"),
    path("boards/<slug:slug>.atom", views.feed_of_board, name="feed_of_board"),
    path("topics/<int:pk>.atom", views.feed_of_topic, name="feed_of_topic"),
    path("tags/<slug:slug>.atom", views.feed_of_tag, name="feed_of_tag"),
    path("<str:key>/topics.atom", views.feed_of_all, name="own_feed_of_all"),
    path("<str:key>/boards/<slug:slug>.atom", views.feed_of_board, name="own_feed_of_board"),
    path("<str:key>/topics/<int:pk>.atom", views.feed_of_topic, name="own_feed_of_topic"),
    path("<str:key>/tags/<slug:slug>.atom", views.feed_of_tag, name="own_feed_of_tag"),
]
