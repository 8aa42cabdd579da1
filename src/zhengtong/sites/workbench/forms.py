"""What officers fill in: how to narrow the queue, and the words of an act."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhengtong.casework.cases.types import Card, QueueFilter, QueueKey, TaskId, TaskState
from zhengtong.foundation.organisations.types import PostCode
from zhengtong.ui.forms import labels_of

ANY = ("", _("全部"))


class QueueForm(forms.Form):
    """The filter of the queue; whatever cannot be read narrows nothing."""

    case_no = forms.CharField(label=_("办件编号"), required=False, max_length=43)
    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        choices=lambda: [ANY, *labels_of(TaskState.OPEN, TaskState.CLAIMED)],
    )
    post = forms.ChoiceField(
        label=_("岗位"), required=False, choices=lambda: [ANY, *labels_of(*PostCode)]
    )
    card = forms.ChoiceField(
        label=_("时限"), required=False, choices=lambda: [ANY, *labels_of(*Card)]
    )
    mine = forms.BooleanField(label=_("只看我签收的"), required=False)
    overdue = forms.BooleanField(label=_("只看已逾期的"), required=False)

    def as_filter(self) -> QueueFilter:
        """Return the filter of the fields that could be read."""
        self.full_clean()
        given = self.cleaned_data
        return QueueFilter(
            case_no=given.get("case_no", "").strip().upper(),
            state=TaskState(given["state"]) if given.get("state") else None,
            post=given.get("post", ""),
            card=Card(given["card"]) if given.get("card") else None,
            is_mine=given.get("mine", False),
            overdue_on=timezone.localdate() if given.get("overdue") else None,
        )


def read_key(text: str) -> QueueKey | None:
    """Read where the page before ended (``2026-12-01_17``); anything else is the first page."""
    day, _, task_id = text.partition("_")
    try:
        return QueueKey(due_on=date.fromisoformat(day), task_id=TaskId(int(task_id)))
    except ValueError:
        return None


def write_key(key: QueueKey | None) -> str:
    """Write where a page ended, for the address of the next; nothing on the last page."""
    return f"{key.due_on.isoformat()}_{key.task_id}" if key else ""


class RevocationForm(forms.Form):
    """Why a licence is revoked, and under which law."""

    reason = forms.CharField(
        label=_("吊销的事实和理由"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("请写明吊销的事实和理由，公众核验时可以看到")},
    )
    legal_basis = forms.CharField(
        label=_("法律依据"),
        max_length=200,
        help_text=_("例如：中华人民共和国律师法 第五十条"),
        error_messages={"required": _("请写明法律名称和条款")},
    )
    confirmed = forms.BooleanField(
        label=_("我已核对证照标识和持证主体，确认吊销；吊销后不能恢复"),
        error_messages={"required": _("请先勾选确认")},
    )
