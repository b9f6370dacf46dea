"""Settings that hold everywhere; what a deployment decides comes from `environment`."""

from __future__ import annotations

import re
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE

from .environment import env

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"

DEBUG = env.flag("DEBUG", doc="1 shows Django's debug pages on your own machine; production settings ignore it")
SITE_NAME = "CalData Hub"

INSTALLED_APPS = [
    # Ours, from the top floor down (docs/adr/0001)
    "training",
    "events",
    # machina finds an override by how its name ends: `forum.forum` stands before our own app
    "forum.forum",
    "forum.forum_conversation",
    "forum.forum_conversation.forum_attachments",
    "forum.forum_conversation.forum_polls",
    "forum.forum_member",
    "forum.forum_permission",
    "forum.forum_tracking",
    "forum.apps.HubForumConfig",
    "community.practices",
    "community.library",
    "community.spotlights",
    "community.newcomers",
    "community.workgroups",
    "community.glossary",
    "community.search",
    "community.notifications",
    "community.pages",
    "community.people",
    "community.safety",
    # Accounts
    "allauth",
    "allauth.account",
    # Wagtail
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "laces",
    # Forum engine and tasks
    "mptt",
    "django_q",
    "csp",
    # Django
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "community.safety.csp.ContentPolicyMiddleware",
    "community.safety.characters.NullCharacterMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "community.people.middleware.TimeZoneMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "community.pages.middleware.PublicationRefusedMiddleware",
]

ROOT_URLCONF = "community.urls"
WSGI_APPLICATION = "community.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "community.pages.context_processors.shell",
                "community.notifications.context_processors.bell",
            ],
        },
    }
]

# Databases and caches

DATABASES = {
    "default": env.database(
        "DATABASE_URL",
        f"sqlite:///{VAR_DIR / 'hub.sqlite3'}",
        doc="the database: `postgres://user:password@host:5432/name`, or a SQLite file for one machine",
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Writers queue instead of failing: WAL, the write lock taken at BEGIN, 20 seconds of patience.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;",
    }
else:
    # PostgreSQL would compile a query that reads forty rows when it does not know yet how few they are (docs/adr/0004).
    given = DATABASES["default"].setdefault("OPTIONS", {})
    given["options"] = f"-c jit=off {given.get('options', '')}".strip()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES: dict[str, dict[str, Any]] = {
    "default": env.cache(
        "CACHE_URL",
        doc="`redis://host:6379/0`: a faster cache that all processes share; without it, a table of the database",
    ),
    # machina keeps its pending attachment uploads here; the hub's own views never use it.
    "machina_attachments": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "machina"},
}

# Accounts: every door leads through allauth

AUTH_USER_MODEL = "people.Member"
AUTHENTICATION_BACKENDS = ["community.people.arriving.ArrivingBackend"]
AUTH_PASSWORD_VALIDATORS = [
    # NIST SP 800-63B-4: length and a block list, no rules of composition.
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "community.people.passwords.GuessedFirstValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "community.people.adapter.HubAccountAdapter"
ACCOUNT_FORMS = {
    "signup": "community.people.account_forms.HubSignUpForm",
    "login": "community.people.account_forms.LoginForm",
    "request_login_code": "community.people.account_forms.RequestLoginCodeForm",
    "confirm_login_code": "community.people.account_forms.ConfirmLoginCodeForm",
    "add_email": "community.people.account_forms.AddEmailForm",
    "change_password": "community.people.account_forms.ChangePasswordForm",
    "reset_password": "community.people.account_forms.ResetPasswordForm",
    "reset_password_from_key": "community.people.account_forms.ResetPasswordKeyForm",
    "reauthenticate": "community.people.account_forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_USER_DISPLAY = "community.people.models.display_name_of"
ALLAUTH_TRUSTED_PROXY_COUNT = env.number(
    "TRUSTED_PROXY_COUNT",
    0,
    most=5,
    doc="how many proxies stand in front: log-in limits and the look for HTTPS rely on what they pass on",
)

# Language and time: stored in UTC, shown in the member's zone

LANGUAGE_CODE = "en-us"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Los_Angeles"
LOCALE_PATHS = [BASE_DIR / "community" / "locale"]

# Files

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "community" / "static"]
# The official colour themes of the State Web Template, as published: a file more is a choice more (docs/adr/0018)
COLOR_THEMES = sorted(
    path.name.removeprefix("colortheme-").removesuffix(".min.css")
    for path in STATICFILES_DIRS[0].glob("vendor/state-template/colortheme-*.min.css")
)
COLOR_THEME = env.choice(
    "COLOR_THEME",
    "oceanside",
    among=COLOR_THEMES,
    doc="an official colour theme of the State Web Template; readers see it light or dark as their device says",
)
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(VAR_DIR / "media"), doc="the folder of uploads: back it up"))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FORUM_LIMITS: dict[str, int] = {}  # others than those of forum.moderation.limits_of_newcomers
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 6_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# Mail

EMAIL_HOST = env.text("EMAIL_HOST", doc="the SMTP server; without it mail is printed to the console")
EMAIL_PORT = env.number("EMAIL_PORT", 25, doc="its port; 587 where it wants TLS")
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", doc="the account there, where it wants one")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", doc="that account's password")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", doc="1 starts TLS before anything is said (STARTTLS)")
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = "community.notifications.mail.backend.OutboxBackend"
MAIL_TRANSPORT = (  # how the outbox sends
    "django.core.mail.backends.smtp.EmailBackend" if EMAIL_HOST else "django.core.mail.backends.console.EmailBackend"
)
MAIL_DOMAIN = env.text(
    "MAIL_DOMAIN",
    doc="the domain whose mail the hub receives: replies and returned mail; without it mail can’t be answered",
)
env.refuse(
    "MAIL_DOMAIN",
    "is no domain: write it alone, such as hub-mail.agency.ca.gov",
    when=bool(MAIL_DOMAIN) and not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", MAIL_DOMAIN.lower()),
)
MAIL_LEASE = timedelta(minutes=2)  # a worker that is not done with a mail by then was killed: longer than any try takes
MAIL_BACKOFF = timedelta(minutes=1)  # before the second try, then doubled
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "CalData Hub <hub@hub.example>", doc="the sender of mail")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
ACCOMMODATION_DAYS = env.number(
    "ACCOMMODATION_DAYS",
    30,
    least=1,
    most=365,
    doc="how many days after an event what people needed to take part is deleted",
)
ACCESSIBILITY_CONTACT = env.text(
    "ACCESSIBILITY_CONTACT",
    parseaddr(DEFAULT_FROM_EMAIL)[1],
    doc="the address to which people report barriers, shown in the accessibility statement",
)

# Tasks: at least once, so each is idempotent; `timeout` stays below `retry` (docs/adr/0005)

Q_CLUSTER: dict[str, Any] = {
    "name": "hub",
    "orm": "default",
    "workers": env.number("TASK_WORKERS", 2, least=1, most=64, doc="processes of the task cluster"),
    "timeout": 60,
    "retry": 90,
    "max_attempts": 3,
    "ack_failures": True,
    "catch_up": False,
    "poll": 0.5,
    "save_limit": 1_000,
    "label": "Tasks",
}

# Certificates: signed by a key of the hub's own (docs/adr/0023)

CERTIFICATE_KEY = env.text(
    "CERTIFICATE_KEY",
    doc='signs certificates: `python3 -c "import secrets; print(secrets.token_urlsafe(32))"`; without it production '
    "issues none. A new one signs from then on, and what the old one signed stays valid",
)
env.refuse(
    "CERTIFICATE_KEY",
    "is no key: write the 43 characters that secrets.token_urlsafe(32) gives",
    when=bool(CERTIFICATE_KEY) and not re.fullmatch(r"[A-Za-z0-9_-]{43}", CERTIFICATE_KEY),
)
CERTIFICATE_FONTS = env.text(
    "CERTIFICATE_FONTS",
    doc="a folder with more fonts for certificates as PDF, for example `/usr/share/fonts/opentype/noto` for Chinese, "
    "Japanese and Korean names",
)

# Wagtail: nothing is fetched from or sent to a third party

WAGTAIL_SITE_NAME = SITE_NAME
SITE_ADDRESS = env.address(
    "SITE_ADDRESS",
    f"http://localhost:{env.number('PORT', 8000, least=1)}",
    doc="the public address, used in mail and in calendars",
)
WAGTAILADMIN_BASE_URL = SITE_ADDRESS
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "community.pages.forms.HubImageForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "json", "pdf", "pptx", "txt", "vtt", "xlsx", "zip"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "community.pages.forms.HubDocumentForm"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link", "image"]},
    }
}

# machina: models and extension points only (docs/adr/0003)

MACHINA_USER_DISPLAY_NAME_METHOD = "get_display_name"
MACHINA_DEFAULT_AUTHENTICATED_USER_FORUM_PERMISSIONS: list[str] = []
MACHINA_MARKUP_LANGUAGE = None
MACHINA_MARKUP_WIDGET = None

# Safety

X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview frames its own pages
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "community.pages.errors.stale_form"
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
# The two admins: Wagtail 8.0 and Draftail break under a nonce policy; still nothing from a third party.
ADMIN_PATHS = ("/cms/", "/django-admin/")
ADMIN_CONTENT_POLICY: dict[str, list[str]] = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF, "data:"],
    "media-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
}

# The sample hub: only where a settings module says so
SAMPLE_ALLOWED = False
SAMPLE_DOMAIN = "hub.example"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "hub": {"level": "INFO"},
        "django_q": {"level": env.text("TASK_LOG_LEVEL", "WARNING", doc="`INFO` logs each task")},
    },
}
