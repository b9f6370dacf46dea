"""The safety app: imports nothing of ours."""

from django.apps import AppConfig


class SafetyConfig(AppConfig):
    name = "community.safety"
    label = "safety"
