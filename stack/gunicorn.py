"""gunicorn's settings. On the embedded stack one gunicorn serves all five services, on loopback only; in compose each
service has its own, which the gateway reaches (`OPORA_BIND`)."""

import gc
import os
from typing import Any

from prometheus_client.multiprocess import mark_process_dead

from shared import logs

bind = os.environ.get("OPORA_BIND") or f"127.0.0.1:{os.environ.get('OPORA_PORT', '8000')}"
preload_app = True  # what is imported is shared by both processes
worker_class = "stack.web_worker.WebWorker"
workers = 2
threads = 8
timeout = 30
graceful_timeout = 5
keepalive = 5
loglevel = "warning"
logger_class = "stack.web_worker.WebLog"
accesslog = None  # paths of invitations hold their tokens
worker_tmp_dir = os.environ.get("TMPDIR")
control_socket_disable = True  # it would lie in the user's own folder, outside the home
forwarded_allow_ips = ""  # the services themselves read what a gateway says (OPORA_TRUSTED_PROXIES)


def when_ready(server: Any) -> None:
    """What is imported stays as long as the processes do: full collections need not look through it again and again,
    nor copy memory that the processes share."""
    gc.collect()
    gc.freeze()


def post_fork(server: Any, worker: Any) -> None:
    """What services log has fields, such as the id of what failed: without this only its first word is told."""
    logs.set_up(os.environ.get("OPORA_SERVICE", "web"), os.environ.get("OPORA_LOG_LEVEL") or "info")


def child_exit(server: Any, worker: Any) -> None:
    """The figures of a process that has ended no longer count as living ones."""
    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]
