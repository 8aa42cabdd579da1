"""An application becomes a case once, complete, and by nobody but its owner."""

import threading
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from django.db import connection, connections, transaction

from zhengtong.casework.cases import events, services
from zhengtong.casework.cases.errors import (
    ApplicantNotServedError,
    ApplicationIncompleteError,
    DraftAlreadySubmittedError,
    DraftNotFoundError,
    KeyUsedForAnotherCaseError,
)
from zhengtong.casework.cases.models import Case, Draft, Task
from zhengtong.casework.cases.testing import AT, make_draft, make_version
from zhengtong.casework.cases.types import Application, MaterialChoice, MaterialWay
from zhengtong.foundation.identity.selectors import actor_of
from zhengtong.foundation.identity.testing import make_person
from zhengtong.foundation.ledger.testing import ledger_lines
from zhengtong.foundation.outbox.testing import emitted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_calendars")]

CHARTER = {"id": "charter", "name": {"zh": "章程"}, "accept": ["pdf"], "max_mb": 1}
PREMISES = {"id": "premises", "name": {"zh": "住所证明"}, "commitment_allowed": True}


def file(version, actor, *, key="key-1", purpose="开办一家书店"):
    application = Application(item_code=version.code, form={"purpose": purpose})
    return services.file_case(application=application, key=key, actor=actor, at=AT)


def test_submitting_makes_a_case_with_its_number_and_first_task():
    version = make_version()
    draft_id, actor = make_draft(version)

    case_no = services.submit_case(draft_id=draft_id, key="k", actor=actor, at=AT)

    assert case_no == f"{version.code}202609280001"
    case = Case.objects.get()
    assert (case.status, case.form, case.channel) == (
        "submitted",
        {"purpose": "开办一家书店"},
        "portal",
    )
    assert (case.applicant_name, case.account_id) == ("陈晓明", actor.account_id)
    task = Task.objects.values_list("step", "state", "body", "post", "division_code").get()
    assert task == ("accept", "open", "11440100007483180K", "counter", "440100")
    assert ledger_lines()[-1] == ("cases.submitted", case_no, "陈晓明")
    assert emitted()[-1] == events.CaseSubmitted(
        case_no, version.code, actor.account_id, AT.isoformat()
    )


def test_numbers_of_a_day_follow_one_another():
    version = make_version()
    actor = actor_of(make_person().account_id)

    numbers = [file(version, actor, key=f"key-{n}")[-4:] for n in range(3)]

    assert numbers == ["0001", "0002", "0003"]


def test_submitting_a_draft_twice_gives_the_same_case():
    draft_id, actor = make_draft()
    first = services.submit_case(draft_id=draft_id, key="k", actor=actor, at=AT)

    second = services.submit_case(draft_id=draft_id, key="k", actor=actor, at=AT)

    assert (second, Case.objects.count()) == (first, 1)
    assert [action for action, *_ in ledger_lines()].count("cases.submitted") == 1


def test_two_drafts_may_be_submitted_with_the_same_key():
    version, person = make_version(), make_person()
    drafts = [make_draft(version, account_id=person.account_id) for _ in "ab"]

    numbers = {services.submit_case(draft_id=d, key="k", actor=a, at=AT) for d, a in drafts}

    assert len(numbers) == 2


def test_submitting_is_few_statements(django_assert_num_queries):
    draft_id, actor = make_draft()

    # savepoint, draft, applicant, years, serial, case, task, draft, ledger, outbox, release
    with django_assert_num_queries(11):
        services.submit_case(draft_id=draft_id, key="k", actor=actor, at=AT)


def test_filing_is_few_statements(django_assert_num_queries):
    version = make_version()
    actor = actor_of(make_person().account_id)

    # version, savepoint, applicant, years, serial, case, task, ledger, outbox, release
    with django_assert_num_queries(10):
        file(version, actor)


def test_an_incomplete_application_tells_every_fault_at_once_and_changes_nothing():
    version = make_version(materials=[CHARTER, PREMISES])
    draft_id, actor = make_draft(version, answers={"purpose": ""})

    with pytest.raises(ApplicationIncompleteError) as refused:
        services.submit_case(draft_id=draft_id, key="k", actor=actor, at=AT)

    assert [(one.where, str(one)) for one in refused.value.problems] == [
        ("purpose", "请填写“用途”"),
        ("materials.charter", "请提供“章程”"),
        ("materials.premises", "请提供“住所证明”"),
    ]
    assert Case.objects.count() == 0
    assert Draft.objects.get().submitted_case is None


def test_another_persons_draft_does_not_exist():
    draft_id, _ = make_draft()
    stranger = actor_of(make_person().account_id)

    with pytest.raises(DraftNotFoundError):
        services.submit_case(draft_id=draft_id, key="k", actor=stranger, at=AT)
    with pytest.raises(DraftNotFoundError):
        services.save_page(
            draft_id=draft_id, group_index=0, values={"purpose": "x"}, actor=stranger, at=AT
        )

    assert Case.objects.count() == 0
    assert Draft.objects.get().form == {"purpose": "开办一家书店"}


def test_a_submitted_draft_cannot_be_changed():
    draft_id, actor = make_draft()
    case_no = services.submit_case(draft_id=draft_id, key="k", actor=actor, at=AT)

    with pytest.raises(DraftAlreadySubmittedError, match=case_no):
        services.save_page(
            draft_id=draft_id, group_index=0, values={"purpose": "x"}, actor=actor, at=AT
        )


def test_an_item_for_entities_is_not_for_a_person():
    version = make_version(audience=("legal_entity",))
    draft_id, actor = make_draft(version)

    with pytest.raises(ApplicantNotServedError):
        services.submit_case(draft_id=draft_id, key="k", actor=actor, at=AT)


def test_filing_with_the_same_key_gives_the_same_case():
    version = make_version()
    actor = actor_of(make_person().account_id)

    assert file(version, actor) == file(version, actor)
    assert Case.objects.count() == 1


def test_filing_another_content_under_the_same_key_is_refused():
    version = make_version()
    actor = actor_of(make_person().account_id)
    first = file(version, actor)

    with pytest.raises(KeyUsedForAnotherCaseError, match=first):
        file(version, actor, purpose="开办一家餐馆")

    assert Case.objects.values_list("form", flat=True).get() == {"purpose": "开办一家书店"}


def test_two_people_may_use_the_same_key():
    version = make_version()

    numbers = {file(version, actor_of(make_person().account_id)) for _ in "ab"}

    assert len(numbers) == 2


def test_a_file_of_another_person_cannot_be_handed_in():
    version = make_version(materials=[CHARTER])
    owner_draft, owner = make_draft(version)
    choice = services.attach_material(
        draft_id=owner_draft, key="charter", content=pdf(), name="章程.pdf", actor=owner, at=AT
    )
    thief = actor_of(make_person().account_id)
    stolen = {"charter": MaterialChoice(MaterialWay.UPLOAD, choice.file_id)}
    application = Application(version.code, {"purpose": "x"}, stolen)

    with pytest.raises(ApplicationIncompleteError) as refused:
        services.file_case(application=application, key="k", actor=thief, at=AT)

    assert str(refused.value.problems[0]) == "没有找到您上传的“章程”，请重新上传"


@pytest.mark.django_db(transaction=True)
def test_two_submissions_at_once_are_one_case():
    version = make_version()
    actor = actor_of(make_person().account_id)
    started = threading.Event()

    def second():
        started.set()
        try:
            return file(version, actor)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first = file(version, actor)
            waiting = pool.submit(second)
            started.wait(5)
            _wait_until_blocked()
        assert waiting.result(10) == first
    assert Case.objects.count() == 1


def _wait_until_blocked():
    query = "SELECT pg_sleep(0.05), count(*) FROM pg_locks WHERE NOT granted"
    with connection.cursor() as cursor:
        waits = (cursor.execute(query).fetchone()[1] for _ in range(100))
        assert any(waits)


def pdf():
    return BytesIO(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
