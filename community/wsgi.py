"""The web server's way in."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "community.settings.dev")

application = get_wsgi_application()

from community.people.sample_guard import refuse_sample_in_production  # noqa: E402 the apps are ready only now

refuse_sample_in_production()
