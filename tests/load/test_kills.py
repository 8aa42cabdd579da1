"""The platform is killed under load, process by process, and nothing acknowledged is lost.

``python -m tools.kills`` does the same fifty times and prints what it found.
"""

import os
import subprocess
import sys

PATIENCE_SECONDS = 300


def test_what_was_acknowledged_outlives_the_web_server_the_worker_and_the_database():
    given = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    command = ["-m", "tools.kills", "--kills", "6", "--clients", "4", "--pause", "1"]
    done = subprocess.run(
        [sys.executable, *command],
        env=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert "database 2, web server 2, worker 2" in done.stdout
