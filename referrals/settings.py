"""One settings file; what an operator may change is read from the environment (see README)."""

import os
import re
from pathlib import Path

from django.utils.csp import CSP

from referrals import logs
from referrals.environment import choice, database, env, make_private, networks, read, secret_key, stop, switch
from referrals.language import shipped

# Where lxml is installed for something else openpyxl would read with it: past defusedxml, and with errors of its own.
os.environ["OPENPYXL_LXML"] = "False"

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("DATA_DIR", default="") or BASE_DIR / "var").resolve()
FIXTURES_DIR = BASE_DIR / "fixtures"
make_private(DATA_DIR)

SECRET_KEY = secret_key(DATA_DIR)
DEBUG = switch("DEBUG")
HTTPS = switch("HTTPS")
ALLOWED_HOSTS = read(
    env.list, "ALLOWED_HOSTS", "host names separated by commas", default=["localhost", "127.0.0.1", "[::1]"]
)
CSRF_TRUSTED_ORIGINS = read(env.list, "CSRF_TRUSTED_ORIGINS", "addresses separated by commas", default=[])
TRUSTED_PROXIES = read(
    networks, "TRUSTED_PROXIES", "addresses or networks separated by commas, such as 10.0.0.0/8", default=()
)
SITE_NAME = env.str("SITE_NAME", default="") or "Referral Desk"
EXIT_URL = env.str("EXIT_URL", default="") or "https://www.weather.gov/"
REQUIRE_LOGIN = switch("REQUIRE_LOGIN")

if not re.fullmatch(r"https?://[^\s<>\"']+", EXIT_URL):
    stop("EXIT_URL takes the full address of a neutral site, such as https://www.weather.gov/.")

INSTALLED_APPS = [
    "referrals",
    "forum",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_filters",
    "referrals.apps.Administration",  # Django's admin, in our face
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "referrals.middleware.PrivacyHeaders",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",  # out here, so that refusals bear its header, too
    "django.middleware.gzip.GZipMiddleware",  # pads at random, so that a secret's length does not show
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "referrals.language.PageLanguage",  # behind the files, which speak none; before what may answer with a page
    "referrals.middleware.KindRefusals",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "referrals.middleware.SessionUse",
    *(["django.contrib.auth.middleware.LoginRequiredMiddleware"] if REQUIRE_LOGIN else []),
    "django.contrib.messages.middleware.MessageMiddleware",
]

ROOT_URLCONF = "referrals.urls"
WSGI_APPLICATION = "referrals.wsgi.application"

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
                "referrals.context.site",
                "referrals.context.languages",
                "referrals.context.picked",
            ],
        },
    },
]

DATABASES = {"default": database(DATA_DIR)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock when a transaction begins, so that a transaction that reads and then
    # writes waits for its turn instead of failing with "database is locked". Never add ATOMIC_REQUESTS:
    # every page view would take that lock. FULL: what was saved is on the disk, also after a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,  # seconds
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # after a restart of its server the next request connects anew
    # A server that is gone is known to be within seconds, so that a page can say so instead of waiting.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        connect_timeout=5, keepalives_idle=10, keepalives_interval=5, keepalives_count=3, tcp_user_timeout=20_000
    )
# A connection is kept for a minute: to open one costs as much as a search.
DATABASES["default"]["CONN_MAX_AGE"] = 60

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "find"
LOGOUT_REDIRECT_URL = "find"
OTP_TOTP_ISSUER = SITE_NAME  # what an authenticator calls the site

LANGUAGE_CODE = "en"
USE_I18N = True
LOCALE_PATHS = [BASE_DIR / "referrals" / "locale"]  # one catalogue a language, for all of the project
LANGUAGES = shipped(LOCALE_PATHS[0])
LANGUAGE_COOKIE_NAME = "__Host-lang" if HTTPS else "lang"
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# No mail is sent: nothing here waits for one.
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}
SILENCED_SYSTEM_CHECKS = ["mail.E001"]  # which wants mail to be sent

MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# Security. Each line is asked for by the safety rules and shown by tests/test_headers.py.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"  # with "no-referrer" Chromium sends "Origin: null" and no form works
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "referrals.views.errors.form_expired"
SESSION_ENGINE = "referrals.people.sessions"
SESSION_COOKIE_AGE = 60 * 60  # seconds without use; twelve hours in any case, see there
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

LOGGING = logs.config(
    choice("LOG_FORMAT", logs.FORMATS), {"": "WARNING", "referrals": "INFO", "django.server": "ERROR"}
)
