"""Signing up: an address, a password, and the person behind them."""

from collections.abc import Callable
from typing import Any

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhengtong.core.actors import AccountId
from zhengtong.core.codes import CodeError, ResidentId
from zhengtong.foundation.identity import services
from zhengtong.foundation.identity.errors import ResidentIdTakenError
from zhengtong.foundation.identity.rules import parse_name, parse_phone
from zhengtong.foundation.identity.selectors import has_resident_id


class SignupForm(AllauthSignupForm):  # type: ignore[misc] # allauth has no types
    """What a citizen fills in to sign up; the account and the person are made together."""

    name = forms.CharField(
        label=gettext_lazy("姓名"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=gettext_lazy("与身份证上的姓名一致"),
    )
    resident_id = forms.CharField(
        label=gettext_lazy("身份证号码"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("18位，最后一位可能是字母X"),
    )
    phone = forms.CharField(
        label=gettext_lazy("手机号码"),
        max_length=20,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
        help_text=gettext_lazy("用于办理人员与您联系"),
    )
    field_order = ("name", "resident_id", "phone", "email", "password1", "password2")

    def clean_name(self) -> str:
        """Refuse what cannot be a name."""
        return _checked(parse_name, self.cleaned_data["name"])

    def clean_resident_id(self) -> str:
        """Refuse a number that cannot be right or that already has an account."""
        number = _checked(ResidentId.parse, self.cleaned_data["resident_id"])
        if has_resident_id(ResidentId(number)):
            raise ValidationError(_(ResidentIdTakenError.text), code="taken")
        return number

    def clean_phone(self) -> str:
        """Refuse a number that is no mobile number."""
        return _checked(parse_phone, self.cleaned_data["phone"])

    def save(self, request: HttpRequest) -> Any:
        """Make the account and declare the person, or neither."""
        with transaction.atomic():
            account = super().save(request)
            services.declare_person(
                account_id=AccountId(account.pk),
                name=self.cleaned_data["name"],
                resident_id=self.cleaned_data["resident_id"],
                phone=self.cleaned_data["phone"],
                at=now(),
            )
        return account


def _checked(parse: Callable[[str], str], text: str) -> str:
    try:
        return parse(text)
    except CodeError as error:
        # Of the values only the name of the code is a text of ours.
        values = {key: _(value) if key == "name" else value for key, value in error.values.items()}
        raise ValidationError(_(error.text).format(**values), code="invalid") from None
