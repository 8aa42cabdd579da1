"""The values of a filled form, as the definition's expressions see them.

Shapes: ``{field_id: value}``; a repeated group is a list of such rows under the repeat's id.
Units: ``date`` values are ISO strings, ``money`` values whole yuan, ``choices`` lists of codes.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

JsonValue: TypeAlias = (
    str | int | float | bool | Sequence["JsonValue"] | Mapping[str, "JsonValue"] | None
)
FormValue: TypeAlias = str | int | float | bool | Sequence[str] | None
Row: TypeAlias = Mapping[str, FormValue]
FormData: TypeAlias = Mapping[str, FormValue | Sequence[Row]]
