"""What administrators fill in."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from zhengtong.foundation.organisations.types import PostCode
from zhengtong.ui.forms import labels_of


class OfficerForm(forms.Form):
    """A new officer's account."""

    name = forms.CharField(
        label=_("姓名"), max_length=50, error_messages={"required": _("请填写工作人员姓名")}
    )
    staff_no = forms.CharField(
        label=_("工号"), max_length=30, error_messages={"required": _("请填写工号")}
    )
    email = forms.EmailField(
        label=_("电子邮箱"),
        help_text=_("用来登录和接收通知"),
        error_messages={
            "required": _("请填写电子邮箱"),
            "invalid": _("电子邮箱应写作 name@example.com"),
        },
    )
    password = forms.CharField(
        label=_("初始密码"),
        min_length=12,
        validators=[validate_password],
        widget=forms.PasswordInput,
        help_text=_("至少12位；请本人首次登录后修改"),
        error_messages={
            "required": _("请填写初始密码"),
            "min_length": _("初始密码至少12位"),
        },
    )


class GrantForm(forms.Form):
    """A post for an officer: which, where, and for which division."""

    post = forms.ChoiceField(label=_("岗位"), choices=lambda: labels_of(*PostCode))
    body = forms.CharField(
        label=_("机构"),
        max_length=18,
        help_text=_("18位统一社会信用代码，可以在“机构名录”里查找"),
        error_messages={"required": _("请填写机构的统一社会信用代码")},
    )
    division_code = forms.CharField(
        label=_("管辖区划"),
        required=False,
        max_length=6,
        help_text=_("6位行政区划代码，包括其下级；不填为全国"),
    )


class YearForm(forms.Form):
    """A file with the announced days of one year."""

    file = forms.FileField(
        label=_("节假日文件"),
        help_text=_("CSV，每年国务院办公厅公布放假安排后装入"),
        error_messages={"required": _("请选择文件"), "empty": _("文件是空的")},
    )
