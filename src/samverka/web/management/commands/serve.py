"""`samverka serve`: web, worker and tick, started, watched and stopped together."""

import errno
import ipaddress
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from samverka.core import clock
from samverka.journal import queries as journal
from samverka.web import tick

LOOK_EVERY = 0.25
TICK_EVERY = 60.0
# How often the worker looks for a job: a sign-in code leaves within two seconds.
POLL = "0.4"
PATIENCE = 15.0
# A worker that stops so often in a row is not started again: something is wrong that a restart does not mend.
MOST_RESTARTS = 5


class Stopped(Exception):  # noqa: N818 - names what happened
    """Somebody asked us to stop."""


class Command(BaseCommand):
    """Start web, worker and tick; stop all when one asks, or when the web process is gone."""

    help = "Serve: web, worker and tick in one, watched and stopped together."
    requires_system_checks = ()  # the web process makes them

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen."""
        parser.add_argument("--host", default=os.environ.get("SAMVERKA_BIND", "127.0.0.1"), help="address to listen on")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="port to listen on")

    def handle(self, *, host: str, port: int, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        """Serve until stopped."""
        refuse_taken(host, port)
        make_ready(self.stdout.write)
        refuse_open_example(host)
        connection.close()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _stop)
        where = f"[{host}]" if ":" in host else host
        python = [sys.executable, "-m"]
        web = [*python, "gunicorn", "-c", "python:samverka.web.serving", "-b", f"{where}:{port}", "samverka.web.wsgi"]
        worker = [*python, "samverka", "db_worker", "--interval", POLL, "--no-startup-delay", "--no-reload", "-v", "0"]
        children: dict[str, subprocess.Popen[bytes]] = {}
        try:
            children["web"] = start(web)
            children["worker"] = start(worker)
            self.stdout.write(f"Samverka serves on http://{where}:{port}/ (Ctrl-C stops)")
            self.stdout.flush()
            watch(children, worker)
        except Stopped:
            pass
        finally:
            stop(children)


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the signature of signal handlers
    raise Stopped


def refuse_taken(host: str, port: int) -> None:
    """Say so plainly when something else listens there.

    Raises:
        CommandError: when the place is taken or can't be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as place:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            place.bind((host, port))
        except OSError as fault:
            if fault.errno == errno.EADDRINUSE:
                message = f"Port {port} is taken. Stop what uses it, or choose another: PORT={port + 1} samverka serve"
            else:
                message = f"Can not listen on {host}:{port}: {fault.strerror}"
            raise CommandError(message) from fault


def make_ready(say: Callable[[str], object]) -> None:
    """Lay out an empty database; refuse one that is older than the program, since an upgrade begins with a copy.

    Raises:
        CommandError: when there are changes to make to a database that holds something.
    """
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    if executor.loader.applied_migrations:
        raise CommandError(
            f"The database lacks {len(plan)} changes of this version. Take a copy of it, then run: samverka migrate"
        )
    say("The database is empty; laying out its tables ...")
    call_command("migrate", interactive=False, verbosity=0)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_open_example(host: str) -> None:
    """An example lets anyone in as anyone, so it is not for others to reach, unless somebody has said so.

    Raises:
        CommandError: when an example is to listen beyond this machine.
    """
    if journal.installation().is_example and not settings.EXAMPLE_PUBLIC and not is_loopback(host):
        raise CommandError(
            f"This is an example: everyone who reaches it can enter as any role, so it does not listen on {host}. "
            "Set SAMVERKA_EXAMPLE_PUBLIC=1 if that is what you want."
        )


def start(words: list[str]) -> subprocess.Popen[bytes]:
    """Start one of our own processes."""
    return subprocess.Popen(words)  # noqa: S603 - our own words, nothing from outside


def watch(children: dict[str, subprocess.Popen[bytes]], worker: list[str]) -> None:
    """Look after the children and the clock, until one of them can't be kept up.

    Raises:
        CommandError: when the web process is gone, or the worker does not stay up.
    """
    next_tick = time.monotonic() + 5
    restarts = 0
    started = time.monotonic()
    while True:
        code = children["web"].poll()
        if code is not None:
            raise CommandError(f"The web process stopped ({code}).", returncode=code or 1)
        if children["worker"].poll() is not None:
            restarts = restarts + 1 if time.monotonic() - started < TICK_EVERY else 1
            if restarts > MOST_RESTARTS:
                raise CommandError("The worker does not stay up; the log says why.")
            started = time.monotonic()
            children["worker"] = start(worker)
        if time.monotonic() >= next_tick:
            next_tick = time.monotonic() + TICK_EVERY
            tick.run(clock.now())
        time.sleep(LOOK_EVERY)


def stop(children: dict[str, subprocess.Popen[bytes]]) -> None:
    """Ask all to stop, wait, and end those that do not."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    last = time.monotonic() + PATIENCE
    for child in children.values():
        try:
            child.wait(timeout=max(0.1, last - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
