"""Addresses of videos, below /training/videos/; the video itself is a file."""

from django.urls import path

from . import views

urlpatterns = [path("<int:pk>/captions.vtt", views.captions, name="video_captions")]
