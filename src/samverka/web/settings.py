"""All settings, read from the environment in this one file. `docs/running.md` lists them."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parent.parent
_CHECKOUT = PACKAGE.parent.parent
_IN_CHECKOUT = (_CHECKOUT / "pyproject.toml").exists()

# Where database, files and the key lie. A checkout keeps them in its own ignored folder.
DATA = Path(os.environ.get("SAMVERKA_DATA") or (_CHECKOUT / "data" if _IN_CHECKOUT else Path.cwd() / "samverka-data"))
# Which moment of the example network to visit; empty for a real installation.
MOMENT = os.environ.get("SAMVERKA_MOMENT", "")


def _secret_key() -> str:
    """The key from the environment, or one made at first need and kept beside the database."""
    given = os.environ.get("SAMVERKA_SECRET_KEY")
    if given:
        return given
    DATA.mkdir(parents=True, exist_ok=True)
    kept = DATA / "secret-key"
    try:
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as target:
            target.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return kept.read_text()


def _database() -> dict[str, object]:
    """SQLite in the data folder, or what DATABASE_URL says (`postgresql://user:password@host/name?host=/socket`)."""
    url = os.environ.get("DATABASE_URL", "")
    parts = urlsplit(url)
    if parts.scheme in {"postgres", "postgresql"}:
        options = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.removeprefix("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(options.get("host", parts.hostname or "")),
            "PORT": str(parts.port or options.get("port", "")),
            "CONN_MAX_AGE": 60,
            # Compiling a statement pays for seconds of work; ours take milliseconds. Gathering what there is to do took
            # 18 s at a thousand networks, all of it compiling (docs/benchmarks.md).
            "OPTIONS": {"options": "-c jit=off"},
        }
    name = unquote(parts.path) if parts.scheme == "sqlite" else ""
    DATA.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name or str(DATA / (f"example-{MOMENT}.sqlite3" if MOMENT else "samverka.sqlite3")),
        "OPTIONS": {
            "timeout": 20,
            # Deferred transactions fail with "database is locked" under load; see design/operations in the decisions.
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
                "PRAGMA recursive_triggers=ON; PRAGMA journal_size_limit=67108864;"
            ),
        },
    }


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("SAMVERKA_DEBUG") == "1"
# The example refuses other than loopback unless this says otherwise; a real one names its hosts.
EXAMPLE_PUBLIC = os.environ.get("SAMVERKA_EXAMPLE_PUBLIC") == "1"
ALLOWED_HOSTS = [host for host in os.environ.get("SAMVERKA_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "testserver"}
IS_LOCAL = set(ALLOWED_HOSTS) <= LOOPBACK
BASE_URL = os.environ.get("SAMVERKA_BASE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
# Who answers for this installation, and where to write: shown in the accessibility statement.
OPERATOR = os.environ.get("SAMVERKA_OPERATOR", "")
CONTACT = os.environ.get("SAMVERKA_CONTACT", "")
# An outside authority of time (RFC 3161) that signs the heads of the journal's chains; none unless named.
TSA_URL = os.environ.get("SAMVERKA_TSA_URL", "")
TSA_ROOTS = os.environ.get("SAMVERKA_TSA_ROOTS", "")
# Where the head of the house's own chain is sent; each network has its own address.
EVIDENCE_ADDRESS = os.environ.get("SAMVERKA_EVIDENCE_ADDRESS", "")
# What identifiers begin with in the export by the Open Contracting Data Standard.
OCID_PREFIX = os.environ.get("SAMVERKA_OCID_PREFIX", "samverka")
CSRF_TRUSTED_ORIGINS = [BASE_URL] if BASE_URL.startswith("https://") else []

DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Before django.forms, whose field and widget templates ours replace.
    "samverka.core.apps.CoreConfig",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "samverka.places.apps.PlacesConfig",
    "samverka.journal.apps.JournalConfig",
    "samverka.mail.apps.MailConfig",
    "samverka.documents.apps.DocumentsConfig",
    "samverka.people.apps.PeopleConfig",
    "samverka.funding.apps.FundingConfig",
    "samverka.networks.apps.NetworksConfig",
    "samverka.teams.apps.TeamsConfig",
    "samverka.enterprises.apps.EnterprisesConfig",
    "samverka.meetings.apps.MeetingsConfig",
    "samverka.calls.apps.CallsConfig",
    "samverka.hours.apps.HoursConfig",
    "samverka.goals.apps.GoalsConfig",
    "samverka.cofinancing.apps.CofinancingConfig",
    "samverka.support.apps.SupportConfig",
    "samverka.examples.apps.ExamplesConfig",
    "samverka.reports.apps.ReportsConfig",
    "samverka.web.apps.WebConfig",
]

MIDDLEWARE = [
    "samverka.web.middleware.LoopbackMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # Pages as well as our own style sheet; Django pads what it packs, so that lengths tell nothing (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "samverka.web.middleware.IdleMiddleware",
    "samverka.web.middleware.SurroundingsMiddleware",
]

ROOT_URLCONF = "samverka.web.urls"
WSGI_APPLICATION = "samverka.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request"],
            "builtins": [
                "samverka.core.templatetags.samverka",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Signing in: an address and a one-time code. No passwords anywhere.
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["samverka.people.adapter.AccountBackend"]
ACCOUNT_ADAPTER = "samverka.people.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
# A right code is the proof of an address; there is nothing further to verify.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
# How long an attempt is remembered, so that an old code can be told from none.
ACCOUNT_LOGIN_TIMEOUT = 24 * 3600
# A whole network meeting may sign in from one address; one person needs few codes.
ACCOUNT_RATE_LIMITS = {"request_login_code": "120/10m/ip,5/10m/key", "report_fault": "20/1h/ip"}
# The host's staff are signed out when nothing has happened for so long.
STAFF_IDLE_MINUTES = 30
LOGIN_URL = "/logga-in/"
LOGIN_REDIRECT_URL = "/att-gora/"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if os.environ.get("SAMVERKA_BEHIND_PROXY") == "1" else 0
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not IS_LOCAL
SESSION_COOKIE_NAME = "samverka_session" if IS_LOCAL else "__Host-samverka_session"
CSRF_COOKIE_NAME = "samverka_csrf" if IS_LOCAL else "__Host-samverka_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "samverka.web.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0 if IS_LOCAL else 31_536_000
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("SAMVERKA_BEHIND_PROXY") == "1" else None
)
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
# Served from where the packages keep them: nothing is collected.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 24 * 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "samverka.web.staticfiles.VersionedStaticFiles"},
}
MEDIA_ROOT = DATA / "files"
# The installation's own seal: its key is made at first need and is never in the database.
SEAL_DIR = Path(os.environ.get("SAMVERKA_SEAL_DIR") or DATA / "seal")
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# Shared by all web processes, so that a limit counts the tries of all; its table is made by a migration of people.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("SAMVERKA_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("SAMVERKA_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("SAMVERKA_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("SAMVERKA_SMTP_PASSWORD", "")
EMAIL_TIMEOUT = 20
EMAIL_USE_TLS = os.environ.get("SAMVERKA_SMTP_TLS") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("SAMVERKA_FROM", "Samverka <samverka@localhost>")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("SAMVERKA_LOG", "WARNING")},
}
