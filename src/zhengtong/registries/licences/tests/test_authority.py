"""The demonstration's authority: one root, certificates made when needed, keys kept private."""

import threading
from datetime import timedelta

from cryptography.x509.oid import NameOID
from django.core.management import call_command

from zhengtong.registries.licences.sealing.authority import Authority
from zhengtong.registries.licences.testing import ISSUED_AT

USCC = "114400000069401674"
NAME = "广东省司法厅"


def mode(path):
    return path.stat().st_mode & 0o777


def serial(credential):
    return credential.certificate.serial_number


def test_the_root_is_made_once_and_its_key_is_private(tmp_path):
    authority = Authority(tmp_path / "ca")
    first, again = authority.root(ISSUED_AT), Authority(tmp_path / "ca").root(ISSUED_AT)
    assert serial(first) == serial(again)
    assert mode(tmp_path / "ca") == 0o700
    assert mode(tmp_path / "ca" / "root.pem") == 0o600
    assert b"PRIVATE" not in (tmp_path / "ca" / "root.crt").read_bytes()


def test_a_bodys_certificate_names_it_and_says_specimen(tmp_path):
    authority = Authority(tmp_path)
    certificate = authority.credential(USCC, NAME, ISSUED_AT).certificate
    subject = certificate.subject
    assert subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value == "广东省司法厅（样证）"
    assert subject.get_attributes_for_oid(NameOID.ORGANIZATION_IDENTIFIER)[0].value == USCC
    certificate.verify_directly_issued_by(authority.root(ISSUED_AT).certificate)
    assert mode(tmp_path / f"{USCC}.pem") == 0o600


def test_a_certificate_is_kept_until_it_runs_out_or_the_body_is_renamed(tmp_path):
    authority = Authority(tmp_path)
    first = authority.credential(USCC, NAME, ISSUED_AT)
    later = authority.credential(USCC, NAME, ISSUED_AT + timedelta(days=900))
    renewed = authority.credential(USCC, NAME, ISSUED_AT + timedelta(days=1080))
    renamed = authority.credential(USCC, "广东省司法局", ISSUED_AT + timedelta(days=1080))
    assert serial(first) == serial(later)
    assert len({serial(one) for one in (first, renewed, renamed)}) == 3
    assert first.key.private_numbers() == renamed.key.private_numbers()


def test_two_processes_make_one_root(tmp_path):
    roots = []
    workers = [
        threading.Thread(target=lambda: roots.append(serial(Authority(tmp_path).root(ISSUED_AT))))
        for _ in range(4)
    ]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]
    assert len(roots) == 4
    assert len(set(roots)) == 1


def test_the_command_sets_it_up_and_may_be_repeated(settings, tmp_path, capsys):
    settings.STATE_DIR = tmp_path
    call_command("licence", "ca-init")
    first = (tmp_path / "ca" / "root.crt").read_bytes()
    call_command("licence", "ca-init")
    assert (tmp_path / "ca" / "root.crt").read_bytes() == first
    assert str(tmp_path / "ca" / "root.crt") in capsys.readouterr().out
