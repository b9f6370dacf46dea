"""One machine, one person: SQLite, the sample hub, loopback only. `DEBUG=1` for Django's debug pages."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from .base import *
from .environment import env

SECRET_KEY = env.text("SECRET_KEY", "for-this-machine-only-the-hub-listens-on-loopback-with-these-settings")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
SAMPLE_ALLOWED = True
CERTIFICATE_KEY = CERTIFICATE_KEY or urlsafe_b64encode(sha256(SECRET_KEY.encode()).digest()).decode().rstrip("=")
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # else a style sheet edited while the hub runs is cut at its old length
VAR_DIR.mkdir(exist_ok=True)
STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns without it, and finds the files in the apps

env.check()
