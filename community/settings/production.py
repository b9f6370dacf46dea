"""An agency's server: PostgreSQL, HTTPS, mail, a secret of its own; without sample accounts."""

from .base import *
from .environment import env

DEBUG = False
SECRET_KEY = env.required(
    "SECRET_KEY",
    "signed links and sessions need 50 random characters that nobody else knows",
    doc="signs sessions and links in mail; a new one signs everybody out",
)
env.refuse("SECRET_KEY", "is too short: use 50 random characters or more", when=0 < len(SECRET_KEY) < 50)
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS", doc="host names of the site, separated by commas; on your own machine it is loopback, always"
)
env.required("ALLOWED_HOSTS", "name the host names of this site, separated by commas")
env.refuse(
    "ALLOWED_HOSTS",
    "holds an address: name hosts only, for example hub.example.gov",
    when=any("/" in host for host in ALLOWED_HOSTS),
)
env.required("SITE_ADDRESS", "links in mail need the public address of this site")
env.required("DATABASE_URL", "production runs on postgres://user:password@host:5432/name")
env.required("EMAIL_HOST", "accounts are confirmed by mail, so the hub needs an SMTP server")

CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True, doc="0 where a proxy leads to HTTPS already")
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.number(
    "SECURE_HSTS_SECONDS", 31_536_000, most=63_072_000, doc="for how many seconds browsers insist on HTTPS"
)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATABASE_POOL = env.number("DATABASE_POOL", 8, least=1, doc="connections that each process may open to PostgreSQL")
if DATABASES["default"]["ENGINE"].endswith("postgresql"):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": DATABASE_POOL}

SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # X_FRAME_OPTIONS is SAMEORIGIN: Wagtail's preview frames our own pages
    "security.W021",  # whether the domain joins the browsers' HSTS list is its owner's decision, and hard to take back
]

env.check()
