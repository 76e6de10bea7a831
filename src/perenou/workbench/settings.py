"""Django's settings, made from the configuration of the environment."""

from __future__ import annotations

from csp.constants import NONE, SELF

from perenou.workbench.configuration import database_settings, read

CONFIGURATION = read()

SECRET_KEY = CONFIGURATION.secret
DEBUG = False
ALLOWED_HOSTS = list(CONFIGURATION.hosts)
ROOT_URLCONF = "perenou.workbench.urls"
WSGI_APPLICATION = "perenou.workbench.wsgi.application"
DATABASES = {"default": database_settings(CONFIGURATION)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "perenou.workbench.frame",
    "perenou.workbench.accounts",
    "perenou.workbench.audit",
    "perenou.workbench.jobs",
    "perenou.workbench.cases",
    "perenou.workbench.entry",
    "perenou.workbench.drafts",
    "perenou.workbench.learning",
    "perenou.workbench.tasks",
    "perenou.workbench.prose",
    "perenou.workbench.watch",
    "perenou.workbench.flows",
    "perenou.workbench.network",
    "perenou.workbench.questions",
    "perenou.workbench.desk",
    "perenou.workbench.privacy",
    "perenou.workbench.references",
    "perenou.workbench.positions",
    "perenou.workbench.proposals",
    "perenou.workbench.figures",
    "perenou.workbench.handbook",
    "perenou.workbench.guide",
    "perenou.workbench.practice",
    "perenou.workbench.interface",
    "perenou.workbench.operations",
    "perenou.workbench.assistant",
    "perenou.workbench.registers",
    "perenou.workbench.notices",
]

MIDDLEWARE = [
    "perenou.workbench.frame.trace.TraceMiddleware",
    "perenou.workbench.operations.middleware.WatchMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "perenou.workbench.accounts.middleware.SessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "perenou.workbench.frame.reader.ReaderMiddleware",
    "perenou.workbench.frame.wrong_way.WrongWayMiddleware",
    "perenou.workbench.frame.answered.AnsweredMiddleware",
    "perenou.workbench.frame.typed.TypedMiddleware",
    "perenou.workbench.accounts.middleware.SizeMiddleware",
    "perenou.workbench.accounts.middleware.LimitMiddleware",
    "perenou.workbench.accounts.middleware.CleanMiddleware",
    "perenou.workbench.accounts.middleware.BroughtMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "perenou.workbench.frame.context.frame",
            ],
            "builtins": ["perenou.workbench.frame.templatetags.said"],
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["perenou.workbench.accounts.sign_in.LocalAccounts"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "desk:home"

LANGUAGE_CODE = "et"
LANGUAGES = [("et", "eesti"), ("en", "English"), ("ru", "русский")]
USE_I18N = True
TIME_ZONE = "Europe/Tallinn"
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
STATIC_ROOT = None

# Without a request; each one lets it go on.
SESSION_COOKIE_AGE = CONFIGURATION.session_minutes * 60
SESSION_WARNING = CONFIGURATION.warning_minutes * 60  # before its end the page warns
SESSION_LONGEST = 12 * 3600  # whatever is done in it
PASSWORD_RESET_TIMEOUT = 24 * 3600  # of a link to set one's password
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# A name that a browser lets nobody set but this very host over HTTPS.
SESSION_COOKIE_NAME = "__Host-session" if CONFIGURATION.https else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrf" if CONFIGURATION.https else "csrftoken"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CONFIGURATION.https
CSRF_COOKIE_AGE = None  # ends with the browser, as the session's does
CSRF_COOKIE_SECURE = CONFIGURATION.https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "perenou.workbench.frame.errors.forged"
SECURE_SSL_REDIRECT = CONFIGURATION.https
SECURE_HSTS_SECONDS = 31_536_000 if CONFIGURATION.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = CONFIGURATION.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIGURATION.https else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LARGEST_REQUEST = 25_000_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # facts of the largest family by forms
FILE_UPLOAD_HANDLERS = [
    "perenou.workbench.frame.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "perenou.workbench.frame.log.JsonLines"}},
    "filters": {"once": {"()": "perenou.workbench.frame.log.Once"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "loggers": {"django.request": {"filters": ["once"]}},
    "root": {"handlers": ["stderr"], "level": CONFIGURATION.log_level.upper()},
}
