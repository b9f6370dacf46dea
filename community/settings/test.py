"""The test suite: fast, closed to the network, strict."""

import tempfile
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

from .base import *
from .environment import env

SECRET_KEY = "only-for-the-test-suite-and-nothing-else-of-the-hub"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SAMPLE_ALLOWED = True
CERTIFICATE_KEY = CERTIFICATE_KEY or urlsafe_b64encode(sha256(SECRET_KEY.encode()).digest()).decode().rstrip("=")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
STATIC_ROOT = Path(tempfile.mkdtemp(prefix="hub-static-"))
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="hub-media-"))
EMAIL_BACKEND = MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # What a test writes need not outlive a power cut.
    DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
# A test may post as fast as it likes; those of the limits themselves set them again.
FORUM_LIMITS = dict.fromkeys(
    ("topics_a_day", "links_a_post", "files_a_post", "posts_a_minute", "posts_an_hour", "reports_a_day"), 100_000
)
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}

env.check()
