"""A supervisor to be killed: starts one child with one worker, prints their ids, then waits."""

import sys
import time
from pathlib import Path

from samverkan.demo.child import Plan
from samverkan.demo.supervisor import Supervisor, free_ports

CHILD = (sys.executable, str(Path(__file__).with_name("child_program.py")))

if __name__ == "__main__":
    (port,) = free_ports(1)
    with Supervisor(Path(sys.argv[1]), grace=1) as supervisor:
        child = supervisor.start(Plan("KBV", CHILD, port, {"PORT": str(port)}))
        supervisor.wait_healthy(20)
        sys.stdout.write(f"{child.pid} {child.ask('worker')}\n")
        sys.stdout.flush()
        time.sleep(600)
