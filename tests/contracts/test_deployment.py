"""What a platform insists on when it is no demonstration."""

import json
import os
import subprocess
import sys

import pytest

from config.environment import DEMO_SECRET, ROOT, Environment

SECRET = "Zm9yLXRlc3RzLW9ubHktYW5kLW5vdC1hLXNlY3JldC1vZi1hbnlib2R5"
REAL = {
    "ZHENGTONG_DEMO": "0",
    "ZHENGTONG_SECRET_KEY": SECRET,
    "ZHENGTONG_URL": "https://zwfw.example.cn",
    "ZHENGTONG_HOSTS": "zwfw.example.cn",
}
ASKED = (
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "SECURE_PROXY_SSL_HEADER",
    "ALLAUTH_TRUSTED_PROXY_COUNT",
    "DEBUG",
    "ALLOWED_HOSTS",
)
SAY = f"""
import json
from config import settings
print(json.dumps([getattr(settings, name) for name in {ASKED}]))
"""


def run(arguments, **environment):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ZHENGTONG")}
    return subprocess.run(
        [sys.executable, *arguments],
        env={**clean, "DJANGO_SETTINGS_MODULE": "config.settings", **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def settings_of(**environment):
    return dict(zip(ASKED, json.loads(run(["-c", SAY], **environment).stdout), strict=True))


@pytest.mark.parametrize("secret", ["", "short", DEMO_SECRET])
def test_without_a_secret_of_its_own_only_a_demonstration_starts(monkeypatch, secret):
    monkeypatch.setenv("ZHENGTONG_DEMO", "0")
    monkeypatch.setenv("ZHENGTONG_SECRET_KEY", secret)

    with pytest.raises(ValueError, match="ZHENGTONG_SECRET_KEY"):
        Environment.read()


def test_over_https_nothing_goes_out_in_the_clear():
    said = settings_of(**REAL)

    assert said == {
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_PROXY_SSL_HEADER": None,
        "ALLAUTH_TRUSTED_PROXY_COUNT": 0,
        "DEBUG": False,
        "ALLOWED_HOSTS": ["zwfw.example.cn"],
    }


def test_only_behind_a_proxy_of_ours_its_headers_are_believed():
    said = settings_of(**REAL, ZHENGTONG_PROXIES="1")

    assert said["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert said["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1


def test_djangos_own_checks_of_a_deployment_pass():
    said = run(["-m", "django", "check", "--deploy"], **REAL)

    # W005 and W021: the subdomains of a government's domain are not ours to bind.
    warnings = {word for word in said.stderr.split() if word.startswith("(security.")}
    assert warnings == {"(security.W005)", "(security.W021)"}, said.stderr
