"""Is the process alive, is the hub ready: for the load balancer and for operators."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import timedelta

from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_q.models import OrmQ
from django_q.status import Stat

_log = logging.getLogger("hub.health")
_TASKS_MAY_WAIT = timedelta(minutes=5)


def _check_database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _check_migrations() -> str:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(missing)} migrations are not applied" if missing else ""


def _check_cache() -> str:
    word = uuid.uuid4().hex
    cache.set("readyz", word, 10)
    return "" if cache.get("readyz") is not None else "the cache forgets at once"


def _check_tasks() -> str:
    late = OrmQ.objects.using(DEFAULT_DB_ALIAS).filter(lock__lt=timezone.now() - _TASKS_MAY_WAIT).count()
    if late:
        return f"{late} tasks have waited for more than five minutes"
    return "" if Stat.get_all() else "no task cluster is running"


CHECKS: dict[str, Callable[[], str]] = {
    "database": _check_database,
    "migrations": _check_migrations,
    "cache": _check_cache,
    "tasks": _check_tasks,
}


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when every check is ok, else 503; the body names each check and what is wrong with it."""
    results = {name: _result(check) for name, check in CHECKS.items()}
    is_ready = all(result == "ok" for result in results.values())
    return JsonResponse(results, status=200 if is_ready else 503)


def _result(check: Callable[[], str]) -> str:
    try:
        return check() or "ok"
    except Exception as error:  # noqa: BLE001  whatever is wrong with a part is the answer
        _log.warning("Not ready: %s", error)
        return f"away ({type(error).__name__})"
