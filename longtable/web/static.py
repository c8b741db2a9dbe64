"""Static files under names that change with their content, compressed beforehand."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, for packages that mention source maps which they do not ship.

    A page that names a file nobody built yet shows without it, instead of not at all.
    """

    manifest_strict = False

    def hashed_name(self, name: str, content: Any = None, filename: str | None = None) -> str:
        """The hashed name, or the name itself for a file that is not there."""
        try:
            return super().hashed_name(name, content, filename)
        except ValueError:
            return name
