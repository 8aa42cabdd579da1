"""``zhengtong licence …``: check the types, set up the authority, verify a file."""

from collections.abc import Callable  # noqa: TC003 - read by people as part of the signature
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now
from django.utils.translation import gettext as _

from zhengtong.core.errors import Problem
from zhengtong.registries.licences import selectors, services
from zhengtong.registries.licences.types import FileVerdict


class Command(BaseCommand):
    """Hand over to one of the subcommands."""

    help = "证照：检查类型定义、建立演示用证书机构、核验文件"

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer ``check``, ``ca-init`` and ``verify``."""
        parsers = parser.add_subparsers(dest="subcommand", required=True)
        parsers.add_parser("check", help="检查 definitions/licences 中的全部类型，一次列出所有问题")
        parsers.add_parser("ca-init", help="建立演示用根证书；已经建立的保持不变")
        verify = parsers.add_parser("verify", help="核验一份 PDF 是否为本平台签发的原件")
        verify.add_argument("file", type=Path)

    def handle(self, *_args: object, subcommand: str, **options: Any) -> None:
        """Run the subcommand that was named."""
        acts: dict[str, Callable[[dict[str, Any]], None]] = {
            "check": self._check,
            "ca-init": self._ca_init,
            "verify": self._verify,
        }
        acts[subcommand](options)

    def _check(self, _options: dict[str, Any]) -> None:
        problems = selectors.check_types()
        if problems:
            lines = "\n".join(map(_line, problems))
            count = _("证照类型定义有 {n} 处问题：").format(n=len(problems))
            raise CommandError(f"{count}\n{lines}")
        said = _("{n} 种证照类型的定义没有问题。").format(n=len(selectors.list_types()))
        self.stdout.write(self.style.SUCCESS(said))

    def _ca_init(self, _options: dict[str, Any]) -> None:
        certificate = services.create_authority(at=now())
        said = _("演示用根证书：{path}").format(path=certificate)
        self.stdout.write(self.style.SUCCESS(said))

    def _verify(self, options: dict[str, Any]) -> None:
        found = selectors.verify_file(options["file"].read_bytes())
        if found.licence:
            status = found.licence.status.label
            self.stdout.write(f"{found.licence.name} {found.licence.number}：{status}")
        if found.verdict != FileVerdict.EXACT:
            raise CommandError(found.verdict.label)
        self.stdout.write(self.style.SUCCESS(found.verdict.label))


def _line(problem: Problem) -> str:
    text = _(problem.text).format(**problem.values)
    mend = _(problem.mend) if problem.mend else ""
    return f"  {problem.where}  {text}  {mend}".rstrip()
