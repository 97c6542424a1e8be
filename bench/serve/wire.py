"""Requests over a plain socket, so that every byte and moment can be counted, and what the system tells of a process."""

import gzip
import pathlib
import socket
import time


class Answer:
    def __init__(self, status, headers, body, first, size):
        self.status, self.headers, self.body = status, headers, body
        # Seconds from before connecting to the first byte, and all bytes that came, head included.
        self.first, self.size = first, size

    def text(self):
        return self.body.decode()


def get(port, path, headers=None, timeout=30):
    """One request on a connection of its own."""
    given = {"host": f"127.0.0.1:{port}", "accept-encoding": "gzip", "connection": "close", **(headers or {})}
    head = f"GET {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in given.items()) + "\r\n"
    start = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sendall(head.encode())
        came = connection.recv(65536)
        first = time.perf_counter() - start
        parts = [came]
        while came:
            came = connection.recv(65536)
            parts.append(came)
    everything = b"".join(parts)
    head, _, body = everything.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    headers = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    if headers.get("transfer-encoding") == "chunked":
        body = unchunked(body)
    if headers.get("content-encoding") == "gzip":
        body = gzip.decompress(body)
    return Answer(int(lines[0].split()[1]), headers, body, first, len(everything))


def unchunked(body):
    whole = b""
    while body:
        length, _, body = body.partition(b"\r\n")
        length = int(length, 16)
        whole, body = whole + body[:length], body[length + 2:]
    return whole


def wait_for(port, path, process, patience=30):
    """Seconds until the first answer with 200, asked again every half millisecond."""
    start = time.perf_counter()
    while time.perf_counter() - start < patience:
        if process.poll() is not None:
            raise SystemExit(f"{process.args[0]} stopped with {process.returncode}")
        try:
            if get(port, path).status == 200:
                return
        except (OSError, IndexError):
            time.sleep(0.0005)
    raise SystemExit(f"{process.args[0]} does not answer")


def free_port():
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def children(pid):
    """A process and those that it started."""
    found = [pid]
    for number in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        found += children(int(number))
    return found


def memory(pid):
    """Resident memory of a process and those that it started, in megabytes: what is shared between them is counted once."""
    total = 0
    family = children(pid)
    for member in family:
        key = "Rss:" if len(family) == 1 else "Pss:"
        for line in pathlib.Path(f"/proc/{member}/smaps_rollup").read_text().splitlines():
            if line.startswith(key):
                total += int(line.split()[1])
    return total / 1024
