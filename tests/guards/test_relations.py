"""Model relations go down only: the import contracts cannot see `ForeignKey("training.Course")`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.apps.registry import Apps
from django.db import models

from tests.guards.floors import floor_of


def upward_relations(among: Iterable[type[models.Model]]) -> Iterator[str]:
    """Each relation from a model of ours to one on a floor above."""
    for model in among:
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created and isinstance(field.related_model, type):
                target = field.related_model
                if 0 <= floor_of(model.__module__) < floor_of(target.__module__):
                    yield f"{model._meta.label}.{field.name} -> {target._meta.label}"


def test_no_relation_points_to_a_floor_above():
    every = apps.get_models(include_auto_created=True)
    assert any(floor_of(model.__module__) >= 0 for model in every)
    assert list(upward_relations(every)) == []


def test_planted_relations_are_caught():
    registry = Apps()

    class Course(models.Model):
        __module__ = "training.models"

        class Meta:
            app_label = "training"
            apps = registry

    class Planted(models.Model):
        __module__ = "community.people.models"
        course = models.ForeignKey("training.Course", models.CASCADE)
        courses = models.ManyToManyField("training.Course", related_name="+")

        class Meta:
            app_label = "people"
            apps = registry

    assert list(upward_relations([Planted, Course])) == [
        "people.Planted.course -> training.Course",
        "people.Planted.courses -> training.Course",
    ]
