"""Really started on an open address, or with production settings: the hub with sample accounts refuses."""

import subprocess
import sys

import pytest

from tests.browser.hub import ROOT, free_port

SENTENCE = "The hub can't start: it holds sample accounts, whose password everybody can read, and listens on 0.0.0.0."
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "community.settings.production",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "hub.example.gov",
    "SITE_ADDRESS": "https://hub.example.gov",
}


def run(hub, *command, **variables):
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env=hub.environment | {"PORT": str(free_port()), "WEB_WORKERS": "1", **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_serve_on_every_address_is_refused(hub):
    answer = run(hub, "deploy/serve.py", HOST="0.0.0.0")
    assert answer.returncode == 3
    assert SENTENCE in answer.stderr
    assert "The web server ended by itself" in answer.stdout


@pytest.mark.parametrize("bind", ["0.0.0.0", "[::]"])
def test_gunicorn_is_refused_whatever_its_command_line_binds(hub, bind):
    command = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "-b", f"127.0.0.1:{free_port()}"]
    answer = run(hub, *command, "-b", f"{bind}:{free_port()}", "community.wsgi")
    assert answer.returncode == 3
    assert "The hub can't start: it holds sample accounts" in answer.stderr


def test_runserver_is_refused(hub):
    answer = run(hub, "manage.py", "runserver", "--noreload", f"0.0.0.0:{free_port()}")
    assert answer.returncode == 1
    assert SENTENCE in answer.stderr


def test_production_settings_refuse_a_database_with_sample_accounts(hub):
    answer = run(hub, "-c", "import community.wsgi", **PRODUCTION)
    assert answer.returncode == 1
    assert "production settings refuse a database that holds sample accounts" in answer.stderr


def test_production_settings_refuse_to_load_the_sample(hub):
    answer = run(hub, "manage.py", "load_sample_hub", **PRODUCTION)
    assert answer.returncode == 1
    assert "These settings refuse the sample hub" in answer.stderr
