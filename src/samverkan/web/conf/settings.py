"""Settings of one instance. What differs between instances lies in its data folder, not here."""

from __future__ import annotations

from os import environ
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF

SAMVERKAN_DATA = Path(environ.get("SAMVERKAN_DATA", "samverkan-data")).absolute()


def _cookie_key(folder: Path) -> str:
    file = folder / "keys" / "cookies.key"
    # Commands that need no instance (checks, migrations) run without one; serving refuses to.
    return file.read_text("ascii").strip() if file.exists() else "no-instance"


def _code(folder: Path) -> str:
    file = folder / "instance.toml"
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    found = [line.split("=", 1)[1] for line in lines if line.startswith("participant")]
    return found[0].strip(' "').lower().replace("-", "_") if found else "none"


def _database(address: str) -> dict[str, object]:
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": SAMVERKAN_DATA / "instance.sqlite3",
            # A thread keeps its connection: a new one reads the schema and the settings again.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # One writer: BEGIN IMMEDIATE fails at once instead of deadlocking at commit.
                # FULL: a power cut loses nothing acknowledged. secure_delete: erased means
                # overwritten.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                    "PRAGMA secure_delete=ON;PRAGMA cache_size=-8000;"
                ),
            },
        }
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": parts.port or "",
        "CONN_MAX_AGE": 60,
    }


SECRET_KEY = _cookie_key(SAMVERKAN_DATA)
DEBUG = False
ALLOWED_HOSTS = environ.get("SAMVERKAN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
DATABASES = {"default": _database(environ.get("SAMVERKAN_DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

APPS = (
    "design",
    "journal",
    "people",
    "partners",
    "releases",
    "subjects",
    "cooperation",
    "questions",
    "disclosure",
    "inspections",
    "property",
    "enforcement",
    "picture",
    "results",
    "oversight",
)
# Ours first: a page of ours goes before one of the same name elsewhere.
INSTALLED_APPS = [
    *(f"samverkan.web.{app}" for app in APPS),
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samverkan.web.conf.middleware.NowAndActor",
    "samverkan.web.conf.middleware.Refusals",
    "samverkan.web.conf.middleware.Gates",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "samverkan.web.conf.urls"
WSGI_APPLICATION = "samverkan.web.conf.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "samverkan.web.conf.context.page",
            ],
        },
    }
]
FORM_RENDERER = "samverkan.web.design.forms.Renderer"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_ADAPTER = "samverkan.web.people.adapter.StaffOnly"
ACCOUNT_SESSION_REMEMBER = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "account_login"

# Cookies ignore ports, so on a machine with several instances each uses names of its own.
SESSION_COOKIE_NAME = f"session_{_code(SAMVERKAN_DATA)}"
CSRF_COOKIE_NAME = f"csrf_{_code(SAMVERKAN_DATA)}"
LANGUAGE_COOKIE_NAME = f"language_{_code(SAMVERKAN_DATA)}"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
LANGUAGE_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Behind the proxy everything is HTTPS; plain HTTP is for loopback only (start-up checks it).
SECURE_COOKIES = environ.get("SAMVERKAN_HTTPS", "") == "1"
SESSION_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_SECURE = SECURE_COOKIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_COOKIES else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 24_000_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

STATIC_URL = "/static/"
# Served from the package itself: nothing to collect, nothing to go stale.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MIMETYPES = {
    ".geojson": "application/geo+json",
    ".webmanifest": "application/manifest+json",
}

# Logs hold no personal data: errors name the address and the exception, never the content.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "samverkan.web.conf.logs.PlaceOnly",
            "format": "{levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
