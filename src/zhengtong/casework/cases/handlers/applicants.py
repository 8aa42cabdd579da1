"""Reactions to facts: notices to the applicant, and the steps that the platform performs itself.

Each is idempotent: a notice has a key, a step is performed once, a name is given back once.
"""

from django.utils import timezone

from zhengtong.casework.cases import selectors, services
from zhengtong.casework.cases.events import (
    AutomaticTaskOpened,
    CaseAcceptanceRefused,
    CaseAccepted,
    CaseClosed,
    CaseSubmitted,
    ClockResumed,
    ClockSuspended,
    CorrectionRequested,
    DueDateRecounted,
    LimitExtended,
)
from zhengtong.casework.cases.types import CaseView, Decision, TaskId
from zhengtong.core.actors import AccountId
from zhengtong.core.texts import LocalisedText
from zhengtong.foundation.calendars.events import CalendarLoaded
from zhengtong.foundation.notices import services as notices
from zhengtong.registries.licences.events import LicenceRevoked
from zhengtong.registries.service_items.types import Special


def perform_step(event: AutomaticTaskOpened) -> None:
    """Perform the platform's own step."""
    services.perform_automatic(task_id=TaskId(event.task_id), at=timezone.now())


def count_anew(event: CalendarLoaded) -> None:
    """Count open cases anew when a year is announced anew; a year new to us changes no date."""
    if event.is_replaced:
        services.begin_recount(year=event.year, at=timezone.now())


def free_name(event: LicenceRevoked) -> None:
    """Give back the name that the case of an ended licence had reserved."""
    services.free_name(case_no=event.case_no)


def tell_submitted(event: CaseSubmitted) -> None:
    """Confirm the receipt. Source: 行政许可法 第三十二条第二款 (出具书面凭证)."""
    _tell(
        event.case_no,
        event.account_id,
        "submitted",
        LocalisedText("申请已提交", "Application received"),
        LocalisedText(
            "您的“{item}”申请已提交，办件编号 {case_no}。",
            "Your application “{item_en}” was received under number {case_no}.",
        ),
    )


def tell_correction(event: CorrectionRequested) -> None:
    """Tell what to put right, once and completely. Source: 行政许可法 第三十二条第一款第四项."""
    _tell(
        event.case_no,
        event.account_id,
        "correction",
        LocalisedText("申请需要补正", "Please correct your application"),
        LocalisedText(
            "您的“{item}”申请有内容需要补正，请打开办件逐项更正后再提交。",
            "Your application “{item_en}” needs corrections. Open the case and answer each point.",
        ),
    )


def tell_accepted(event: CaseAccepted) -> None:
    """Tell that the clock runs, and until when. Source: 行政许可法 第三十二条."""
    if event.is_deemed:
        _tell_deemed(event)
        return
    _tell(
        event.case_no,
        event.account_id,
        "accepted",
        LocalisedText("申请已受理", "Application accepted"),
        LocalisedText(
            f"您的“{{item}}”申请已受理，应于 {event.due_on} 前作出决定。",
            f"Your application “{{item_en}}” was accepted; a decision is due by {event.due_on}.",
        ),
    )


def _tell_deemed(event: CaseAccepted) -> None:
    _tell(
        event.case_no,
        event.account_id,
        "accepted",
        LocalisedText("申请视为已受理", "Application deemed accepted"),
        LocalisedText(
            "您的“{item}”申请五个工作日内未收到补正告知，自收到申请材料之日起即为受理，"
            f"应于 {event.due_on} 前作出决定。",
            "Nobody asked for corrections of “{item_en}” within five working days, so it counts as "
            f"accepted on the day it was received; a decision is due by {event.due_on}.",
        ),
    )


def tell_extended(event: LimitExtended) -> None:
    """Tell that it takes longer, and why. Source: 行政许可法 第四十二条."""
    case = selectors.get_case_for_applicant(event.case_no, AccountId(event.account_id))
    why = case.extension.reasons if case.extension else ""
    _tell(
        event.case_no,
        event.account_id,
        "extended",
        LocalisedText("办理时限延长", "The time limit was extended"),
        LocalisedText(
            f"您的“{{item}}”申请经批准延长 {event.days} 个工作日，应于 {event.due_on} 前作出决定。"
            f"理由：{_plain(why)}",
            f"The limit of “{{item_en}}” was extended by {event.days} working days with approval; "
            f"a decision is due by {event.due_on}. Reasons: {_plain(why)}",
        ),
    )


def tell_recounted(event: DueDateRecounted) -> None:
    """Tell the new due date after the holidays of a year were announced anew."""
    _tell(
        event.case_no,
        event.account_id,
        f"recounted-{event.at}",
        LocalisedText("应办结日期调整", "The due date has moved"),
        LocalisedText(
            f"{event.year}年节假日安排调整，您的“{{item}}”申请应于 {event.due_on} 前作出决定。",
            f"The public holidays of {event.year} were announced anew; a decision on “{{item_en}}” "
            f"is due by {event.due_on}.",
        ),
    )


def _plain(text: str) -> str:
    """Return a text typed by a person so that its braces stay braces."""
    return text.replace("{", "{{").replace("}", "}}")


def tell_acceptance_refused(event: CaseAcceptanceRefused) -> None:
    """Tell the refusal; reasons and remedies are on the case's page."""
    _tell(
        event.case_no,
        event.account_id,
        "acceptance-refused",
        LocalisedText("申请不予受理", "Application not accepted"),
        LocalisedText(
            "您的“{item}”申请不予受理，理由和救济途径见办件页面。",
            "“{item_en}” was not accepted; the case page gives reasons and remedies.",
        ),
    )


def tell_suspended(event: ClockSuspended) -> None:
    """Tell how long a special procedure takes. Source: 行政许可法 第四十五条."""
    special = Special(event.special)
    _tell(
        event.case_no,
        event.account_id,
        f"suspended-{event.special}-{event.at}",
        LocalisedText("办理时限中止计算", "The clock is suspended"),
        LocalisedText(
            f"您的“{{item}}”申请进入{special.label}程序，预计 {event.expected_until} 前完成，"
            "所需时间不计算在办理时限内。",
            f"“{{item_en}}”: {special.label_en} has begun, until about {event.expected_until}. "
            "Its time is not counted.",
        ),
    )


def tell_resumed(event: ClockResumed) -> None:
    """Tell the new due date."""
    _tell(
        event.case_no,
        event.account_id,
        f"resumed-{event.due_on}",
        LocalisedText("办理时限恢复计算", "The clock runs again"),
        LocalisedText(
            f"您的“{{item}}”申请恢复计时，应于 {event.due_on} 前作出决定。",
            f"“{{item_en}}”: the clock runs again; a decision is due by {event.due_on}.",
        ),
    )


def tell_closed(event: CaseClosed) -> None:
    """Deliver the decision. Source: 行政许可法 第四十四条 (送达)."""
    if event.decision == Decision.GRANTED:
        title = LocalisedText("准予决定已送达", "Your application was granted")
        body = LocalisedText(
            "您的“{item}”申请已获准予，结果和电子证照见办件页面。",
            "“{item_en}” was granted; the case page has the result and the licence.",
        )
    else:
        title = LocalisedText("不予决定已送达", "Your application was refused")
        body = LocalisedText(
            "您的“{item}”申请未获准予，理由和救济途径见办件页面。",
            "“{item_en}” was refused; the case page gives reasons and remedies.",
        )
    _tell(event.case_no, event.account_id, "closed", title, body)


def _tell(
    case_no: str, account_id: int, occasion: str, title: LocalisedText, body: LocalisedText
) -> None:
    """Send one notice about a case; the same occasion is told once."""
    case = selectors.get_case_for_applicant(case_no, AccountId(account_id))
    notices.send_notice(
        to=AccountId(account_id),
        title=title,
        body=_fill(body, case),
        link=f"/me/cases/{case_no}/",
        key=f"cases:{case_no}:{occasion}",
        at=timezone.now(),
    )


def _fill(body: LocalisedText, case: CaseView) -> LocalisedText:
    values = {
        "item": case.item_name.zh,
        "item_en": case.item_name.in_language("en"),
        "case_no": case.case_no,
    }
    return LocalisedText(body.zh.format(**values), body.en.format(**values))
