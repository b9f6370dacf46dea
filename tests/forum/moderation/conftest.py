"""Here posts have limits, as on the hub; elsewhere a test may post as fast as it likes."""

import pytest


@pytest.fixture(autouse=True)
def limits_of_the_hub(settings):
    settings.FORUM_LIMITS = {}
