"""Who an account is, and in whose name it files, costs one query."""

import pytest

from zhengtong.core.actors import ActorKind
from zhengtong.foundation.identity.errors import (
    AccountNotFoundError,
    PersonNotFoundError,
)
from zhengtong.foundation.identity.selectors import (
    actor_of,
    find_account_id,
    get_applicant,
    names_of,
)
from zhengtong.foundation.identity.testing import (
    make_person,
)
from zhengtong.foundation.identity.types import (
    Applicant,
    ApplicantKind,
)

pytestmark = pytest.mark.django_db


def test_a_person_files_in_their_own_name(django_assert_num_queries):
    person = make_person(name="陈晓明", phone="13800138000")

    with django_assert_num_queries(1):
        applicant = get_applicant(person.account_id)

    assert applicant == Applicant(
        kind=ApplicantKind.NATURAL_PERSON,
        account_id=person.account_id,
        name="陈晓明",
        id_number=person.resident_id,
        phone="13800138000",
    )


def test_reads_of_accounts_by_identifier_and_address():
    person = make_person(email="chen@example.cn")
    account_id = person.account_id

    assert actor_of(account_id).kind is ActorKind.CITIZEN
    assert actor_of(account_id).name == "陈晓明"
    assert names_of({account_id}) == {account_id: "陈晓明"}
    assert find_account_id(" Chen@example.cn") == account_id
    assert find_account_id("nobody@example.cn") is None


def test_an_unknown_account_is_not_found():
    with pytest.raises(AccountNotFoundError):
        actor_of(0)
    with pytest.raises(PersonNotFoundError):
        get_applicant(0)
