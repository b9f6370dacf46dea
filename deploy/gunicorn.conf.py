"""gunicorn's settings for `make run` and for production; a setting on its command line wins.

A fault in one of the variables is told with all others, when the first worker loads the hub's settings.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from community.settings.environment import env

if TYPE_CHECKING:
    from gunicorn.workers.base import Worker

host = env.text("HOST", "127.0.0.1", doc="the address the web server listens on")
port = env.number("PORT", 8000, least=1, doc="its port")
bind = f"{host}:{port}"
worker_class = "gthread"
workers = env.number("WEB_WORKERS", 2, least=1, most=64, doc="processes of the web server")
threads = env.number("WEB_THREADS", 8, least=1, most=256, doc="threads in each: a request takes one while it lasts")
timeout = 30
graceful_timeout = 5
keepalive = 5
max_requests = 10_000
max_requests_jitter = 1_000
accesslog = None
errorlog = "-"
loglevel = "warning"
# How many proxies stand in front is said once, by TRUSTED_PROXY_COUNT; gunicorn itself believes no header.
forwarded_allow_ips = ""
control_socket_disable = True  # two hubs of one person would fight over one file in the home directory


def post_worker_init(worker: Worker) -> None:
    """Refuse sample accounts on any socket that others can reach; no request has been served yet."""
    from community.people.sample_guard import SampleExposed, refuse_sample_unless_loopback

    names = [listener.getsockname() for listener in worker.sockets]
    try:
        refuse_sample_unless_loopback(name[0] if isinstance(name, tuple) else f"unix:{name}" for name in names)
    except SampleExposed as refusal:
        worker.log.error("%s", refusal)
        sys.exit(3)  # gunicorn's code for a worker that can't start: the whole server stops
