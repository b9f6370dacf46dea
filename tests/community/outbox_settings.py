"""The development settings with a task cluster in a hurry, so that a proof need not wait for minutes."""

from datetime import timedelta

from community.settings.dev import *  # noqa: F403

Q_CLUSTER |= {"timeout": 12, "retry": 15, "poll": 0.1}  # noqa: F405
MAIL_LEASE = timedelta(seconds=5)
MAIL_BACKOFF = timedelta(milliseconds=50)
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
