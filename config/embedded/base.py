"""The backend Django loads: its own PostgreSQL backend, whose server we start when first needed."""

from pathlib import Path
from typing import Any, ClassVar

from django.db.backends.postgresql import base

from config.embedded import server


class DatabaseWrapper(base.DatabaseWrapper):
    """A PostgreSQL connection to the server in ``EMBEDDED_DATA``, started with the first one."""

    _sockets: ClassVar[dict[Path, Path]] = {}

    def get_connection_params(self) -> dict[str, Any]:
        """Return the parameters of a connection; the server runs once they are returned."""
        folder = self.settings_dict["EMBEDDED_DATA"]
        if folder not in self._sockets:
            socket = server.start(folder)
            server.create_database(socket, self.settings_dict["EMBEDDED_NAME"])
            self._sockets[folder] = socket
        self.settings_dict.update(HOST=str(self._sockets[folder]), USER=server.USER)
        return super().get_connection_params()
