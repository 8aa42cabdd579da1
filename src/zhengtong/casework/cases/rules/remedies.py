"""What a refused applicant may do about it."""

from zhengtong.registries.service_items.types import Rights


def remedies_text(rights: Rights | None) -> str:
    """Return the sentence that names both remedies and their time limits, or nothing.

    Source: 行政许可法 第三十八条第二款 (告知复议、诉讼权利); 行政复议法 第二十条 (六十日);
        行政诉讼法 第四十六条 (六个月).
    """
    if rights is None:
        return ""
    return (
        f"如不服本决定，可以自知道本决定之日起六十日内向{rights.reconsideration}申请行政复议，"
        f"或者自知道本决定之日起六个月内向{rights.litigation}提起行政诉讼。"
    )
