"""Static files under names that carry their digest, and the integrity of each for the page.

Packages under ``vendor/<package>/<version>/`` keep their names: the version already says what they
are, and their modules import each other by relative path.
"""

import base64
import hashlib
import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

VENDOR = "vendor/"
INTEGRITY = "sri.json"
SIGNED = (".css", ".js")


class AssetStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # untyped package
    """WhiteNoise's storage, with vendor names kept and an integrity list beside the manifest."""

    manifest_strict = True

    def hashed_name(self, name: str, *args: Any, **kwargs: Any) -> str:
        """Return ``name`` with its digest, or unchanged for a versioned package."""
        if name.startswith(VENDOR):
            return name
        hashed: str = super().hashed_name(name, *args, **kwargs)
        return hashed

    def post_process(self, *args: Any, **kwargs: Any) -> Iterator[tuple[str, str, bool]]:
        """Process as WhiteNoise does, then write the integrity of the final bytes."""
        yield from super().post_process(*args, **kwargs)
        if not kwargs.get("dry_run"):
            self._write_integrity()

    def _write_integrity(self) -> None:
        listed = {}
        for name in {**self.hashed_files}.values():
            if name.endswith(SIGNED):
                with self.open(name) as file:
                    digest = base64.b64encode(hashlib.sha384(file.read()).digest()).decode()
                listed[name] = f"sha384-{digest}"
        if self.exists(INTEGRITY):
            self.delete(INTEGRITY)
        self._save(INTEGRITY, ContentFile(json.dumps(listed, sort_keys=True).encode()))

    @cached_property
    def integrity(self) -> dict[str, str]:
        """Return ``{stored name: sha384-…}``.

        Raises: ``ImproperlyConfigured`` when the assets have not been built.
        """
        try:
            with self.open(INTEGRITY) as file:
                listed: dict[str, str] = json.loads(file.read())
        except FileNotFoundError:
            raise ImproperlyConfigured(
                f"The web assets are not built: no {self.path(INTEGRITY)}. Run: make assets"
            ) from None
        return listed

    def require_built(self) -> None:
        """Make sure that there is something to serve.

        Raises: ``ImproperlyConfigured`` with the command to run.
        """
        _ = self.integrity

    def find_vendor(self, package: str, file: str) -> str:
        """Return the stored name of a package's file, whatever version is installed.

        Raises: ``ImproperlyConfigured`` when frontend/vendor.toml does not serve it.
        """
        for name in self.integrity:
            if name.startswith(f"{VENDOR}{package}/") and name.endswith(f"/{file}"):
                return name
        raise ImproperlyConfigured(
            f"{package}/{file} is not served; list it in frontend/vendor.toml"
        )
