"""The harness itself: closed network, strict warnings, fresh caches, counted queries."""

import socket
import warnings

import pytest
from django.core.cache import cache
from pytest_socket import SocketConnectBlockedError

from tests.factories.people import DepartmentFactory


def test_network_is_closed_but_for_loopback():
    with pytest.raises(SocketConnectBlockedError), socket.socket() as outside:
        outside.connect(("192.0.2.1", 80))


def test_warning_is_an_error():
    with pytest.raises(UserWarning, match="planted"):
        warnings.warn("planted", UserWarning, stacklevel=1)


@pytest.mark.parametrize("turn", [1, 2])
def test_cache_is_empty_at_the_start_of_each_test(turn):
    assert cache.get("turn") is None
    cache.set("turn", turn)


@pytest.mark.django_db
def test_count_queries_sees_a_query_per_row(count_queries, client_for, settings):
    settings.ROOT_URLCONF = "tests.guards.faulty_urls"
    client = client_for()
    DepartmentFactory()
    with_one = count_queries(client, "/loop/")
    DepartmentFactory.create_batch(29)
    assert (with_one, count_queries(client, "/loop/")) == (2, 31)


def test_test_without_a_database_runs_on_one(request):
    assert request.node.get_closest_marker("once")


def test_test_with_a_database_runs_on_each(request, db):
    assert not request.node.get_closest_marker("once")


def test_site_has_one_root_of_type_home_page(site, home):
    assert site.root_page.specific == home
    assert [page.title for page in home.get_ancestors(inclusive=True)] == ["Root", "Home"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_transactional_test_keeps_what_migrations_made():
    from wagtail.models import Page

    assert Page.objects.filter(depth=1).exists()
