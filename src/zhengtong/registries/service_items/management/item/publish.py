"""``zhengtong item publish FILE…``: publish definitions that two persons answer for."""

from datetime import date
from pathlib import Path

from django.core.management.base import CommandError, CommandParser
from django.utils.timezone import localdate, now

from zhengtong.core.actors import Actor, ActorKind
from zhengtong.core.errors import DomainError
from zhengtong.foundation.identity import selectors as identity
from zhengtong.registries.service_items.management.item import Options, Write
from zhengtong.registries.service_items.services import publish_item, register_for

NAME = "publish"
HELP = "发布事项定义：检查、样例、第二人审核，成为不可更改的版本"


def add_arguments(parser: CommandParser) -> None:
    """Take the files, the day they come into force, and the two persons who answer for them."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--effective-from", type=date.fromisoformat, default=None, metavar="DATE")
    parser.add_argument("--author", required=True, metavar="EMAIL", help="编制人的登录邮箱")
    parser.add_argument("--approver", required=True, metavar="EMAIL", help="审核人的登录邮箱")
    parser.add_argument("--offline", action="store_true", help="不查机构登记")


def run(options: Options, write: Write) -> None:
    """Publish every file.

    Raises: ``CommandError`` at the first that is refused.
    """
    author, approver = _officer(options["author"]), _officer(options["approver"])
    for file in options["files"]:
        try:
            version = publish_item(
                source=file.read_text(encoding="utf-8"),
                actor=author,
                approver=approver,
                effective_from=options["effective_from"] or localdate(),
                at=now(),
                register=register_for(file.parent.parent, offline=options["offline"]),
            )
        except DomainError as refusal:
            lines = [str(refusal), *(f"  {one.where} {one}" for one in refusal.problems)]
            raise CommandError("\n".join(lines)) from refusal
        name = version.definition.item.name
        write(f"{name} 第{version.number}版，{version.effective_from} 起生效（{version.code}）")


def _officer(email: str) -> Actor:
    account_id = identity.find_account_id(email)
    if account_id is None:
        raise CommandError(f"没有登录邮箱为 {email} 的账号")
    name = identity.names_of({account_id})[account_id]
    return Actor(kind=ActorKind.OFFICER, name=name, account_id=account_id)
