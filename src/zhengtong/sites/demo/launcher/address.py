"""Where the platform listens, and whether it answers there."""

import http.client
import socket

ANSWER_TIMEOUT_SECONDS = 10


def is_free(host: str, port: int) -> bool:
    """Return whether nobody listens on the port yet."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def status_of(host: str, port: int, path: str) -> int:
    """Return the HTTP status of a page, or 0 while nobody answers."""
    connection = http.client.HTTPConnection(host, port, timeout=ANSWER_TIMEOUT_SECONDS)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
