"""The holder is told of a revocation once, with reason, law and remedy."""

import pytest

from zhengtong.foundation.identity.testing import make_person
from zhengtong.foundation.notices.selectors import list_notices
from zhengtong.registries.licences.events import LicenceRevoked
from zhengtong.registries.licences.handlers import tell_revoked

pytestmark = pytest.mark.django_db


def revoked(account_id):
    return LicenceRevoked(
        identifier="1.2.156.3005.2.x",
        title="律师事务所执业许可证",
        title_en="Law Firm Practice Licence",
        case_no="",
        reason="不再符合设立条件",
        legal_basis="律师法 第二十二条",
        account_id=account_id,
    )


def test_the_holder_is_told_once():
    account_id = make_person().account_id
    tell_revoked(revoked(account_id))
    tell_revoked(revoked(account_id))
    (notice,) = list_notices(account_id)
    assert notice.title.zh == "您的“律师事务所执业许可证”已被吊销"
    assert "不再符合设立条件" in notice.body.zh
    assert "行政复议" in notice.body.zh
    assert notice.link == "/verify/1.2.156.3005.2.x/"


def test_a_holder_without_an_account_is_nobody_to_tell():
    tell_revoked(revoked(None))
