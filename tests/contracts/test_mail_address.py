"""One address names the mail server; without it letters are laid into a folder."""

from dataclasses import replace

import pytest

from config.environment import Environment
from config.mail import Mail, mail_settings

SMTP = "django.core.mail.backends.smtp.EmailBackend"


def read(url):
    return mail_settings(replace(Environment.read(), email_url=url))


@pytest.mark.parametrize(
    ("url", "mail"),
    [
        pytest.param("smtp://localhost", Mail(SMTP, "localhost", 25), id="a server next door"),
        pytest.param("smtp://localhost:2525", Mail(SMTP, "localhost", 2525), id="another port"),
        pytest.param(
            "smtp+starttls://noreply%40gov.example:p%3Aw@mail.gov.example",
            Mail(
                SMTP, "mail.gov.example", 587, "noreply@gov.example", "p:w", is_tls_by_command=True
            ),
            id="encrypted by command",
        ),
        pytest.param(
            "smtps://u:p@mail.gov.example",
            Mail(SMTP, "mail.gov.example", 465, "u", "p", is_tls_from_the_start=True),
            id="encrypted from the start",
        ),
    ],
)
def test_an_address_names_server_account_and_encryption(url, mail):
    assert read(url) == mail


def test_without_an_address_letters_are_laid_into_a_folder():
    assert read("").backend == "django.core.mail.backends.filebased.EmailBackend"


@pytest.mark.parametrize("url", ["mail.gov.example", "http://mail.gov.example", "smtp://"])
def test_any_other_address_is_refused_at_the_start(url):
    with pytest.raises(ValueError, match="ZHENGTONG_EMAIL_URL"):
        read(url)
