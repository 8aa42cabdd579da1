"""The programming interface: one address space, each room its own router."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from zhengtong.casework.cases.api import router as cases
from zhengtong.core.errors import DomainError, InvalidError, Problem
from zhengtong.registries.service_items.api import router as service_items
from zhengtong.ui import refusals

api = NinjaAPI(title="政通 Zhengtong", version="1", urls_namespace="api", docs_url=None)
api.add_router("", service_items)
api.add_router("", cases)


def refuse(_request: HttpRequest, error: DomainError | type[DomainError]) -> HttpResponse:
    """Answer a refusal of ours as problem+json."""
    refusal = refusals.of_error(error if isinstance(error, DomainError) else error())
    return JsonResponse(
        refusal.as_problem_json(),
        status=refusal.status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


def refuse_malformed(
    request: HttpRequest, error: ValidationError | type[ValidationError]
) -> HttpResponse:
    """Answer what does not fit the schema as problem+json too, every fault with its place."""
    faults = error.errors if isinstance(error, ValidationError) else []
    problems = tuple(
        Problem(
            where=".".join(str(part) for part in fault["loc"]),
            text="{fault}",
            values={"fault": str(fault["msg"])},
        )
        for fault in faults
    )
    return refuse(request, InvalidError(problems=problems))


api.add_exception_handler(DomainError, refuse)
api.add_exception_handler(ValidationError, refuse_malformed)
