"""The database goes away under a running hub: every page says so, with Retry-After."""

import os
import subprocess
import sys

PROGRAM = """
import django
django.setup()
from django.conf import settings
from django.test import Client
client = Client(raise_request_exception=False, headers={"host": "localhost"})
client.cookies[settings.SESSION_COOKIE_NAME] = "a-session-of-somebody"
for path in ["/", "/training/", "/forum/", "/events/", "/events/calendar.ics", "/my/", "/search/?q=a", "/cms/"]:
    answer = client.get(path)
    print(path, answer.status_code, answer.get("Retry-After"), "Traceback" in answer.content.decode())
balancer = Client(headers={"host": "localhost"})
print("/readyz", balancer.get("/readyz").status_code, balancer.get("/readyz").json()["database"])
print("/healthz", balancer.get("/healthz").status_code)
"""


def test_every_page_is_a_503_with_retry_after_while_the_database_is_away():
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "community.settings.dev",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/hub",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    *pages, ready, alive = done.stdout.splitlines()
    assert [line.split(" ", 1)[1] for line in pages] == ["503 30 False"] * 8
    assert ready == "/readyz 503 away (OperationalError)"
    assert alive == "/healthz 200"
