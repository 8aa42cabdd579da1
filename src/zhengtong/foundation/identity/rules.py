"""What a name and a telephone number must look like."""

import re

from zhengtong.core.codes import CodeError, to_ascii

# Chinese names with the middle dot of minorities and foreigners, or Latin names.
HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
NAME = re.compile(rf"{HAN}{{2,}}(?:·{HAN}+)*|[A-Za-z][A-Za-z .'-]+")
MOBILE = re.compile(r"1[3-9][0-9]{9}")


def parse_name(text: str) -> str:
    """Return a person's name as it stands on the identity card, dots made uniform.

    Raises: ``CodeError`` when it cannot be a name.
    Source: GB/T 39046—2020 (姓名); 公安部关于少数民族姓名间隔符的规定 (U+00B7).
    """
    name = re.sub(r"[•‧・．]", "·", " ".join(text.split()))
    if not NAME.fullmatch(name):
        raise CodeError("请填写身份证上的姓名，不要包含数字或其他符号")
    return name


def parse_phone(text: str) -> str:
    """Return the eleven digits of a mobile number; an empty text stays empty.

    Raises: ``CodeError`` when it is no mainland mobile number.
    Source: 电信网编号计划 (2017) 3.3.
    """
    phone = to_ascii(text).removeprefix("+86").replace("-", "")
    if phone and not MOBILE.fullmatch(phone):
        raise CodeError("手机号码应为以1开头的11位数字，请核对后重新填写")
    return phone
