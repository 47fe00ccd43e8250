"""Every setting of the site. The environment is read here and nowhere else; the README lists what it may hold."""

import fcntl
import os
import secrets
from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("ARCHIVE_DATA_DIR", str(BASE_DIR / "var"))).resolve()
ORIGINALS_DIR = DATA_DIR / "originals"
INDEX_DIR = DATA_DIR / "index"


def kept_secret_key() -> str:
    """The key in DATA_DIR/secret_key, made on first use, by whichever process comes first; its owner alone reads it."""
    DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(DATA_DIR / "secret_key", os.O_RDWR | os.O_CREAT, 0o600)
    with open(descriptor, "r+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        key = file.read().strip()
        if not key:
            key = secrets.token_urlsafe(50)
            file.write(key)
    return key


DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "") or kept_secret_key()
SITE_NAME = env.str("SITE_NAME", "Summit Archive")
PORT = env.int("PORT", 8000)
BASE_URL = env.str("BASE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "")
# 127.0.0.1 always: under this name a container asks itself whether it is well.
ALLOWED_HOSTS = [*env.list("ALLOWED_HOSTS", default=["localhost", "[::1]"]), "127.0.0.1"]

# What `manage.py serve` starts: so many processes, whether each request is written down.
WEB_CONCURRENCY = env.int("WEB_CONCURRENCY", 2)
ACCESS_LOG = env.bool("ACCESS_LOG", False)

INSTALLED_APPS = [
    "archive",
    "archive.search",
    "haystack",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "axes",
    "django_htmx",
    "simple_history",
    # archive.urls looks for the admin modules: a command without pages starts three times as fast without them.
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # with random bytes against who would learn from lengths (BREACH)
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "archive.page_language.PageLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",  # whose change it is that history records
    "axes.middleware.AxesMiddleware",  # the last; it looks at the answer to a log-in only
]

ROOT_URLCONF = "archive.urls"
WSGI_APPLICATION = "archive.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "archive.views.context.site",
            ],
        },
    },
]

# WAL lets readers go on while one process writes; IMMEDIATE makes a writer wait its turn instead of failing. Opening
# the database takes a tenth of the time of a page, so gunicorn's threads keep it open for a while.
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "db.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        },
        "CONN_MAX_AGE": 0 if DEBUG else 60,  # seconds; runserver has a new thread for each request
        "TEST": {"NAME": ":memory:"},
    }
}

HAYSTACK_CONNECTIONS = {
    "default": {
        "ENGINE": "archive.search.engine.backend.ArchiveWhooshEngine",
        "PATH": str(INDEX_DIR),
        "SILENTLY_FAIL": False,
        # What each process may remember of the index.
        "CACHE_BYTES": env.int("SEARCH_CACHE_MB", 128) * 2**20,
    }
}
HAYSTACK_SIGNAL_PROCESSOR = "haystack.signals.BaseSignalProcessor"

# What takes long has a worker of its own: what is edited meanwhile shall be found within a second.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "long"]}}

# What one upload may hold, as it is sent and once its zips are unpacked, in bytes.
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_MB", 100) * 1_000_000
UPLOAD_MAX_UNPACKED = 10 * UPLOAD_MAX_BYTES
FILE_UPLOAD_HANDLERS = [
    "archive.uploading.receiving.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# What readers see of a text whose source is unknown: full, excerpt or record.
UNKNOWN_RIGHTS_SHOW = env.str("UNKNOWN_RIGHTS_SHOW", "excerpt")
if UNKNOWN_RIGHTS_SHOW not in ("full", "excerpt", "record"):
    raise ImproperlyConfigured("UNKNOWN_RIGHTS_SHOW has to be full, excerpt or record.")
EXCERPT_WORDS = env.int("EXCERPT_WORDS", 100)

# Who tries too often to log in has to wait; `archive/logins.py` says what is counted. Nothing lengthens the wait, and
# the password typed while waiting is not looked at.
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PROXIES = env.int("PROXIES", 0)
AXES_HANDLER = "archive.logins.LoginHandler"
AXES_LOCKOUT_PARAMETERS = "archive.logins.counted_together"
AXES_CLIENT_IP_CALLABLE = "archive.logins.client_address"
AXES_LOCKOUT_CALLABLE = "archive.logins.locked_out"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_VERBOSE = False

# Long enough for a day's work; a lost laptop is logged out the next morning.
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# Fifteen characters, as NIST SP 800-63B-4 asks where a password is all there is; no rule of digits or signs.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# The pages are there in these; the first is that of the pages as they are written, and of what programs read.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "French")]
LANGUAGE_COOKIE_AGE = 31_536_000  # a year
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "archive" / "locale"]
FORMAT_MODULE_PATH = "archive.formats"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

# Nothing inline, nothing from elsewhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Behind https (BASE_URL says so) cookies and redirects are for https only; a proxy in front must set X-Forwarded-Proto.
IS_HTTPS = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS and env.bool("HSTS_SUBDOMAINS", True)
CSRF_TRUSTED_ORIGINS = [BASE_URL] if IS_HTTPS else []
if IS_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
