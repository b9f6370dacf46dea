"""Somebody who looks after every board."""

import pytest
from django.contrib.auth.models import Group

from forum.kinds.permissions import MODERATORS
from tests.factories.people import MemberFactory


@pytest.fixture
def keeper():
    made = MemberFactory(display_name="Keeper")
    made.groups.add(Group.objects.get_or_create(name=MODERATORS)[0])
    return made
