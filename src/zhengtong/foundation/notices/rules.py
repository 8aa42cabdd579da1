"""What of a notice may leave the house by e-mail: never a person's data."""

import re

RESIDENT_ID = re.compile(r"(?<!\d)(\d{6})\d{8}(\d{3}[\dXx])(?![\dXx])")
MOBILE = re.compile(r"(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)")


def masked_name(name: str) -> str:
    """Return a name as it may stand in an unencrypted letter: the first character, then stars.

    Source: 个人信息保护法 第五十一条 (去标识化等安全技术措施).
    """
    return name[:1] + "*" * min(len(name) - 1, 2) if name else ""


def masked_text(text: str) -> str:
    """Return ``text`` with resident ids and mobile numbers masked, in case one slipped in.

    Source: 个人信息保护法 第五十一条 (去标识化等安全技术措施).
    """
    return MOBILE.sub(r"\1****\2", RESIDENT_ID.sub(r"\1********\2", text))
