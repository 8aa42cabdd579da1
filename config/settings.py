"""Django settings; whatever a deployment may change comes from ``config.environment``."""

from config.database import database_settings
from config.environment import ROOT, Environment
from config.mail import mail_settings

ENVIRONMENT = Environment.read()

DEBUG = ENVIRONMENT.is_debug
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
PUBLIC_URL = ENVIRONMENT.public_url
IS_DEMO = ENVIRONMENT.is_demo
STATE_DIR = ENVIRONMENT.state_dir
DEFINITIONS_DIR = ROOT / "definitions"
DATA_DIR = ROOT / "data"
FONTS_DIR = ROOT / "build" / "fonts"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "procrastinate.contrib.django",
    "zhengtong.ui",
    "zhengtong.foundation.ledger",
    "zhengtong.foundation.outbox",
    "zhengtong.foundation.calendars",
    "zhengtong.foundation.files",
    "zhengtong.foundation.identity",
    "zhengtong.foundation.organisations",
    "zhengtong.foundation.access",
    "zhengtong.foundation.notices",
    "zhengtong.registries.service_items",
    "zhengtong.registries.licences",
    "zhengtong.casework.cases",
    "zhengtong.sites.portal",
    "zhengtong.sites.workbench",
    "zhengtong.sites.console",
    "zhengtong.sites.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "zhengtong.foundation.identity.sessions.middleware.AccountOfSessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "zhengtong.ui.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

DATABASES = {"default": database_settings(ENVIRONMENT)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Attempts are counted here and nowhere else, so that all processes count together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "identity_attempt",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
    for name in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
]
LOGIN_REDIRECT_URL = "/me/"
LOGIN_URL = "/accounts/login/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_RATE_LIMITS = {"progress": "30/m/ip,10/d/key", "verify_file": "20/m/ip"}
ACCOUNT_FORMS = {"signup": "zhengtong.foundation.identity.forms.SignupForm"}

TEMPLATES = [
    {
        "BACKEND": "zhengtong.ui.engine.Engine",
        "NAME": "jinja2",
        "APP_DIRS": False,
        "DIRS": sorted((ROOT / "src" / "zhengtong").glob("**/templates")),
        "OPTIONS": {
            "environment": "zhengtong.ui.environment.make_environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "zhengtong.ui.context.page",
            ],
        },
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
]
FORM_RENDERER = "zhengtong.ui.forms.Renderer"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = sorted((ROOT / "src" / "zhengtong").glob("**/locale"))
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "collected"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STATICFILES_DIRS = [ROOT / "build" / "static"]
MEDIA_ROOT = STATE_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "zhengtong.ui.storage.AssetStorage"},
}
WHITENOISE_IMMUTABLE_FILE_TEST = r"\.[0-9a-f]{12}\.|/vendor/.+/[0-9.]+/[^/]+$"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_PERMISSIONS = 0o600

DEFAULT_FROM_EMAIL = "政通演示平台 <noreply@zhengtong.example>"
MAIL = mail_settings(ENVIRONMENT)
EMAIL_BACKEND = MAIL.backend
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.is_tls_from_the_start, MAIL.is_tls_by_command
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = STATE_DIR / "mail"

CSRF_FAILURE_VIEW = "zhengtong.ui.pages.csrf_failure"
IS_HTTPS = PUBLIC_URL.startswith("https://")
SESSION_ENGINE = "zhengtong.foundation.identity.sessions"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
# A header that anybody can send is believed only where a proxy of ours sets it.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.proxies else None
ALLAUTH_TRUSTED_PROXY_COUNT = ENVIRONMENT.proxies
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    },
}

# 预警、黄牌、红牌的工作日数 (working days; docs/rules/case-clock.md explains them)
CARD_THRESHOLDS = {"warning_days_left": 1, "yellow_days_left": 0, "red_days_overdue": 0}

OUTBOX_WIRING = "config.wiring.REACTIONS"
ADMINISTRATOR_TEST = "zhengtong.foundation.access.selectors.is_administrator"
