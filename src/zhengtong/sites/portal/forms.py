"""What people choose and type on the public pages."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from zhengtong.ui.context import Size, Theme
from zhengtong.ui.forms import labels_of


class PreferencesForm(forms.Form):
    """How pages look; every field may be sent alone, by a button, or with the others."""

    size = forms.ChoiceField(
        label=gettext_lazy("文字大小"),
        required=False,
        choices=lambda: labels_of(*Size),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("大字和超大字同时简化页面，适合老年人使用"),
    )
    theme = forms.ChoiceField(
        label=gettext_lazy("颜色"),
        required=False,
        choices=lambda: labels_of(*Theme),
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("语言"),
        required=False,
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)


class VerifyForm(forms.Form):
    """A licence to be checked, by what is printed on it or by the file itself."""

    identifier = forms.CharField(
        label=gettext_lazy("电子证照标识"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("印在证照二维码旁边，以 1.2.156.3005.2 开头"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=gettext_lazy("电子证照文件"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("选择收到的PDF文件，核验它是否被改动过；文件不会保存"),
    )


class EntityForm(forms.Form):
    """An entity that the person represents."""

    uscc = forms.CharField(
        label=gettext_lazy("统一社会信用代码"),
        max_length=40,
        help_text=gettext_lazy("18位，印在营业执照或登记证书上；可以带空格粘贴"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("请填写统一社会信用代码")},
    )
    name = forms.CharField(
        label=gettext_lazy("单位名称"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": gettext_lazy("请填写营业执照或证书上的单位名称")},
    )
