"""gunicorn's settings on the embedded stack: one gunicorn for all five services, loopback only."""

import os

bind = f"127.0.0.1:{os.environ.get('OPORA_PORT', '8000')}"
preload_app = True  # the five apps are imported once and shared by both processes
worker_class = "gthread"
workers = 2
threads = 8
timeout = 30
graceful_timeout = 5
keepalive = 5
loglevel = "warning"
accesslog = None  # paths of invitations hold their tokens
worker_tmp_dir = os.environ.get("TMPDIR")
control_socket_disable = True  # it would lie in the user's own folder, outside the home
forwarded_allow_ips = ""  # no gateway in front, so no header of a gateway is believed
