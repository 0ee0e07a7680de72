"""A child as small as can be: /healthz on the port it is given, and a few acts."""

import os
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

from samverkan.demo.control import control_streams, serve_control


class Health(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/healthz" else 404)
        self.end_headers()


def refuse(*, what):
    raise ValueError(f"Nothing can be done with {what}.")


def stumble():
    raise LookupError("no berth")


def rest(*, seconds):
    time.sleep(seconds)
    return "rested"


def worker():
    """Start a grandchild that would live on; give its process id."""
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]).pid


ACTS = {
    "add": lambda *, first, second: first + second,
    "refuse": refuse,
    "stumble": stumble,
    "rest": rest,
    "worker": worker,
    "crash": lambda: os._exit(3),
    "say": lambda *, words: sys.stdout.write(f"{words}\n"),
}


def main():
    if sys.argv[1:] == ["fail"]:
        sys.exit("No database was found.")
    sys.stdout.reconfigure(line_buffering=True)
    server = HTTPServer(("127.0.0.1", int(os.environ["PORT"])), Health)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with control_streams(os.environ) as (stream_in, stream_out):
        serve_control(stream_in, stream_out, ACTS)


if __name__ == "__main__":
    main()
