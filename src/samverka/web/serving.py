"""How gunicorn serves: everything is loaded once, then shared by the workers."""

import gc
import os
from pathlib import Path
from typing import Any

workers = int(os.environ.get("SAMVERKA_WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("SAMVERKA_THREADS", "4"))
preload_app = True
timeout = 60
graceful_timeout = 10
keepalive = 5
loglevel = "warning"
# The heartbeat of a worker is a file; on a disk it could wait for the disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - memory, not a folder for files
forwarded_allow_ips = "127.0.0.1,::1"


def pre_fork(server: Any, worker: Any) -> None:  # noqa: ARG001 - gunicorn's signature
    """Leave what is loaded alone when garbage is collected, so that the workers go on sharing its pages."""
    gc.collect()
    gc.freeze()
