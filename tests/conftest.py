"""What every test may ask for: members, signed-in clients, a site with a home page, counted queries."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.people.models import Member
from tests.crowd import at_once as run_at_once
from tests.crowd import only_crowd
from tests.prepared import copy_sqlite, drop_databases, migrated, name_of, shared_folder

AtOnce = Callable[[int, Callable[[int], Any]], list[Any]]
# Their fixtures make much, once for the module: one worker gets all of it.
TOGETHER = ("test_sample.py", "test_matrix.py", "test_page_types.py", "test_notification_leaks.py")
EVERY_PAGE = ("tests/browser/test_accessibility", "tests/browser/test_page_weight")
ClientFor = Callable[..., Client]
CountQueries = Callable[..., int]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the folders that community.settings.test made for this process."""
    if settings.configured:
        for folder in (settings.STATIC_ROOT, settings.MEDIA_ROOT):
            shutil.rmtree(folder, ignore_errors=True)


def pytest_collection_finish() -> None:
    """Look for garbage less often: tests make many objects, and few in circles."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The databases that this run's processes copied end with it."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        drop_databases(session.config._tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Test databases begin as copies of one that was migrated for the whole run."""
    pattern = migrated(shared_folder(tmp_path_factory))
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = name_of(pattern)
        yield
        return
    held = copy_sqlite(pattern / "hub.sqlite3", connection.creation._get_test_db_name())
    yield
    if held is not None:
        held.close()


def needs_database(item: pytest.Item) -> bool:
    """Whether a test asks pytest-django for the database; what does not ask can't reach it."""
    return bool({"db", "transactional_db"} & set(item.fixturenames) or item.get_closest_marker("django_db"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test without a database is the same on every database; those of the browser use the served hub's."""
    for item in items:
        if not needs_database(item) and "tests/browser/" not in item.nodeid:
            item.add_marker(pytest.mark.once)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Two workers get the browser tests, first of all, so that two hubs are started; the others are dealt one by one.

    One gets what looks at every page, the other one the rest: each takes some minutes.

    `--dist loadgroup` would do, but groups nothing under pytest 9.2 (pytest-dev/pytest-xdist#1386).
    """
    from xdist.scheduler import LoadScopeScheduling

    class BrowserTogether(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            module = nodeid.partition("::")[0]
            if not nodeid.startswith("tests/browser/"):
                return module if module.endswith(TOGETHER) else nodeid
            return "accessibility" if nodeid.startswith(EVERY_PAGE) else "browser"

    return BrowserTogether(config, log)


@pytest.fixture(autouse=True)
def _fresh_caches(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test sees what another one cached; log-in limits start at zero.

    A test without a database must not lean on the content types that an earlier one has read.
    """
    if not needs_database(request.node):
        ContentType.objects.clear_cache()
    yield
    for cache in caches.all(initialized_only=True):
        if "locmem" in type(cache).__module__:
            cache.clear()


@pytest.fixture(scope="module")
def module_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What fixtures of a module write lasts for its tests, each of which is rolled back; then it is rolled back too."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def member(db: None) -> Member:
    """A member of some department, in no group."""
    from tests.factories.people import MemberFactory

    return MemberFactory()


@pytest.fixture
def admin(db: None) -> Member:
    """A member who may do everything."""
    from tests.factories.people import MemberFactory

    return MemberFactory(is_staff=True, is_superuser=True)


@pytest.fixture
def client_for() -> ClientFor:
    """`client_for(member)` is a browser where `member` is signed in; `client_for(None)` one of a visitor."""

    def build(member: Member | None = None, **options: object) -> Client:
        client = Client(**options)
        if member is not None:
            client.force_login(member)
        return client

    return build


@pytest.fixture
def site(db: None):
    """The default Wagtail site with a HomePage as its root, as the hub has it."""
    from tests.factories.pages import make_site

    return make_site()


@pytest.fixture
def home(site):
    """The HomePage below which a test adds its pages."""
    return site.root_page.specific


@pytest.fixture
def at_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtOnce]:
    """`at_once(64, work)`: what `work(0)` to `work(63)` gave when run at the same moment, on connections of their own.

    Needs PostgreSQL, and `@pytest.mark.django_db(transaction=True, serialized_rollback=True)`. One crowd at a time: two
    of 64 are more than the 100 connections that a PostgreSQL server has unless told otherwise.
    """
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: DATABASE_URL")
    with only_crowd(tmp_path_factory.getbasetemp().parent / "crowd.lock"):
        yield run_at_once


@pytest.fixture
def count_queries() -> CountQueries:
    """`count_queries(client, url)`: how many queries a GET runs once process-wide caches are warm.

    The page must answer with `status`. A query-count test asks with 1 row and with 30 and compares.
    """

    def count(client: Client, url: str, *, status: int = HTTPStatus.OK) -> int:
        warm = client.get(url)
        assert warm.status_code == status, f"GET {url} answered {warm.status_code}"
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(url)
        return len(captured)

    return count
