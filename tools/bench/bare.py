"""The baseline: Django with nothing but one view that sends the recorded statements.

Served by the same server with the same options, on a copy of the same database; no session, no
middleware, no forms, no rules: what is left is HTTP, Django's cursor and PostgreSQL.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.database import database_settings
from config.environment import Environment
from tools.bench.chain import load_parts, perform
from tools.bench.recipes import Statement

settings.configure(
    ALLOWED_HOSTS=["*"],
    LOGGING_CONFIG=None,
    DATABASES={"default": database_settings(Environment.read())},
    ROOT_URLCONF=__name__,
    USE_TZ=True,
)


def act(request: HttpRequest, name: str) -> HttpResponse:
    """Perform an act for the case that the body describes, and answer with what it has learnt."""
    known: dict[str, str] = json.loads(request.body)
    perform(PARTS[name], known, send, transaction.atomic)
    content = json.dumps(known).encode()
    headers = {"Content-Length": str(len(content))}
    return HttpResponse(content, content_type="application/json", headers=headers)


def send(statement: Statement, values: list[Any]) -> Sequence[Sequence[Any]]:
    """Send one statement through Django's cursor and read its answer, as an ORM would."""
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, values or None)
        return cursor.fetchall() if cursor.description else ()


PARTS = load_parts(Path(os.environ["BENCH_RECIPES"]))
urlpatterns = [path("act/<str:name>/", act)]
application = get_wsgi_application()
