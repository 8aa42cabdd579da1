"""What a client asks, one request after another: of the platform, and of the bare view."""

import json
import uuid
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Any

ACTS = (
    "submit",
    "find to accept",
    "accept",
    "find to review",
    "review",
    "find to decide",
    "decide",
)
SUBMIT = ACTS[:1]
READS = {
    "queue page": ("counter", "/work/"),
    "search by number": ("counter", "/work/?case_no={found_case}"),
    "my cases": ("applicant", "/me/"),
    "case page": ("applicant", "/me/cases/{own_case}/"),
}
FORM = {"purpose": "在越秀区连新路一带开办一家面向社区居民的书店，兼营文具，设阅览座位二十个"}

Talk = Generator["Request", Any, None]


@dataclass(frozen=True, slots=True)
class Request:
    """One request; ``who`` names the cookie it is sent with."""

    act: str
    method: str
    path: str
    who: str = ""
    body: Any = None


def known_for(city: Mapping[str, Any], applicant: Mapping[str, Any], number: int) -> dict[str, str]:
    """Return the values that differ from one chain of acts to the next before anything is asked."""
    items, found, own = city["items"], city["found"], applicant["cases"]
    return {
        **applicant["known"],
        **items[number % len(items)],
        "found_case": found[number % len(found)],
        "own_case": own[number % len(own)],
        "key": f"bench-{uuid.uuid4()}",
    }


def ours(known: Mapping[str, str], acts: tuple[str, ...]) -> Talk:
    """Ask the platform, as a client of its interface would."""
    if acts[0] in READS:
        who, path = READS[acts[0]]
        yield Request(acts[0], "GET", path.format_map(known), who)
        return
    body = {"item_code": known["item_code"], "form": FORM, "key": known["key"]}
    filed = yield Request("submit", "POST", "/api/v1/cases", "applicant", body)
    if acts == SUBMIT:
        return
    for act, who, path, decision in (
        ("accept", "counter", "accept", None),
        ("review", "reviewer", "review", {"outcome": "pass", "opinion": "符合条件"}),
        ("decide", "decider", "decision", {"outcome": "grant"}),
    ):
        wanted = f"/api/v1/tasks?case_no={filed['case_no']}&limit=1"
        queue = yield Request(f"find to {act}", "GET", wanted, who)
        task_id = queue["tasks"][0]["task_id"]
        yield Request(act, "POST", f"/api/v1/tasks/{task_id}/{path}", who, decision)


def bare(known: Mapping[str, str], acts: tuple[str, ...]) -> Talk:
    """Ask the bare view to send what the platform sent, passing on what it has learnt."""
    learnt: Any = dict(known)
    for act in acts:
        learnt = yield Request(act, "POST", f"/act/{act.replace(' ', '%20')}/", body=learnt)


def encoded(request: Request, headers: Mapping[str, str]) -> bytes:
    """Return the request as bytes, ready to be sent."""
    body = b"" if request.body is None else json.dumps(request.body, ensure_ascii=False).encode()
    lines = [
        f"{request.method} {request.path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        *([headers[request.who]] if request.who else []),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body
