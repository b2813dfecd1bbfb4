"""``ics-export serve`` beside nginx: CPU time per request for the same feed, with 200 and with 304, as ratios.

    python tests/benchmark_serve.py [--rounds N] [--seconds S]

Needs nginx and wrk (Debian: apt-get install nginx-light wrk); says so and ends with 0 where they are missing. Only
127.0.0.1 is asked. The servers run one after the other on one core and wrk on another, in rounds, so that whatever
else the machine does falls on both.
"""

from __future__ import annotations

import argparse
import http.client
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SERVE = (sys.executable, "-c", "from ics_export.cli import main; main()", "serve")
NGINX = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  types {{ text/calendar ics; }} charset utf-8; charset_types text/calendar;
  server {{ listen 127.0.0.1:{port}; root {site}; }}
}}
"""
CONNECTIONS = 16


class Run(NamedTuple):
    """One run of wrk: microseconds of the server's CPU per request, requests per second."""

    cpu: float
    rate: float


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def pinned(core: int, *command: str) -> list[str]:
    """``command`` on one core, where there are two and a tool to say so."""
    if (os.cpu_count() or 1) < 2 or not shutil.which("taskset"):
        return [*command]
    return ["taskset", "-c", str(core), *command]


@contextmanager
def server(command: list[str], port: int) -> Iterator[int]:
    """Run ``command`` until it listens; yields its process id."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        else:
            raise SystemExit(f"did not start: {command}")
        yield process.pid
    finally:
        process.terminate()
        process.wait(10)


def cpu_seconds(pid: int) -> float:
    """User and system time of a process (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def etag(port: int, path: str) -> str:
    """The ETag that a server gives; its answer must be a whole 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200 or not body.startswith(b"BEGIN:VCALENDAR"):
        raise SystemExit(f"no feed at {path}: {response.status}")
    return str(response.headers["ETag"])


def wrk(pid: int, port: int, path: str, seconds: int, *headers: str) -> Run:
    """One run of wrk against the server with process id ``pid``."""
    extra = [word for header in headers for word in ("-H", header)]
    url = f"http://127.0.0.1:{port}{path}"
    before = cpu_seconds(pid)
    command = pinned(1, "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *extra, url)
    text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    spent = cpu_seconds(pid) - before
    if "Non-2xx" in text or "Socket errors" in text:
        raise SystemExit(text)
    count = int(re.search(r"(\d+) requests in", text)[1])  # type: ignore[index]
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])  # type: ignore[index]
    return Run(spent / count * 1e6, rate)


def make_feed(site: Path) -> str:
    """A feed of about 40 kB from the sample programme, repeated; returns its path."""
    command = [*SERVE[:-1], str(ROOT / "samples/month.txt"), "--out", str(site), "-q"]
    subprocess.run(command, check=True, cwd=ROOT)
    name = max((path for path in site.glob("*.ics")), key=lambda path: path.stat().st_size).name
    return f"/{name}"


def measure(rounds: int, seconds: int, site: Path, work: Path) -> dict[tuple[str, int], list[Run]]:
    """All runs, by server and status."""
    path = make_feed(site)
    found: dict[tuple[str, int], list[Run]] = {}
    for _ in range(rounds):
        for name in ("nginx", "serve"):
            port = free_port()
            if name == "nginx":
                (work / "nginx.conf").write_text(NGINX.format(folder=work, site=site, port=port), encoding="utf-8")
                command = ["nginx", "-p", str(work), "-e", str(work / "error.log"), "-c", str(work / "nginx.conf")]
            else:
                command = [*SERVE, str(site), "--port", str(port), "-q"]
            with server(pinned(0, *command), port) as pid:
                tag = etag(port, path)
                wrk(pid, port, path, 1)
                found.setdefault((name, 200), []).append(wrk(pid, port, path, seconds))
                found.setdefault((name, 304), []).append(wrk(pid, port, path, seconds, f"If-None-Match: {tag}"))
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--seconds", type=int, default=2)
    options = parser.parse_args()
    missing = [tool for tool in ("nginx", "wrk") if not shutil.which(tool)]
    if missing or not Path("/proc/self/stat").exists():
        print(f"serve: not measured, missing: {', '.join(missing) or '/proc'}")
        return
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        site, work = Path(name, "site"), Path(name, "work")
        site.mkdir()
        work.mkdir()
        found = measure(options.rounds, options.seconds, site, work)
        size = max(path.stat().st_size for path in site.glob("*.ics"))
    print(f"serve beside nginx, one feed of {size / 1000:.1f} kB, {CONNECTIONS} connections, one core")
    print("| status | CPU per request, times nginx's | serve µs | nginx µs | serve req/s | nginx req/s |")
    print("|---|---|---|---|---|---|")
    for status in (200, 304):
        ours, theirs = found["serve", status], found["nginx", status]
        ratio = statistics.median(a.cpu / b.cpu for a, b in zip(ours, theirs, strict=True))
        cpu = [statistics.median(run.cpu for run in runs) for runs in (ours, theirs)]
        rate = [max(run.rate for run in runs) for runs in (ours, theirs)]
        print(f"| {status} | {ratio:.1f} | {cpu[0]:.1f} | {cpu[1]:.1f} | {rate[0]:,.0f} | {rate[1]:,.0f} |")


if __name__ == "__main__":
    main()
