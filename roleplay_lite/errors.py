"""Every error this library raises, under one root.

    RoleplayError
    ├── ConfigError          a file a person wrote is wrong: names file, line and field
    │   ├── DeviceError          device.toml
    │   ├── PersonaError         personas/*.toml
    │   ├── ManifestError        models/manifest.toml
    │   └── DocumentError        a document for the private knowledge
    ├── InputError           what was said or given cannot be used (too long, not text)
    │   └── AudioError           not a WAV, nothing in it, too long
    ├── ModelError           weights on disk
    │   ├── ModelUnknown         no such name in the manifest
    │   ├── ModelMissing         known, not pulled
    │   ├── ModelCorrupt         the bytes do not have the pinned sha256
    │   └── PullError            a pull could not finish (network, disk, package client)
    ├── EngineError          a backend failed; carries the stage
    │   └── EngineMissing        the package of a backend is not installed: carries the line that installs it
    ├── StoreError           the conversation store cannot be opened, read or written
    ├── PackError            a knowledge pack cannot be opened, built or written
    ├── KnowledgeError       a pack broke while it was looked in
    └── CloudError           a source outside the device gave nothing that can be used

A `code` is stable and meant for programs; the message is meant for people and says the fix.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar


class RoleplayError(Exception):
    """Root of the tree. `code` is stable across releases."""

    code: ClassVar[str] = "error"


class ConfigError(RoleplayError):
    """A file is wrong. The message reads `FILE:LINE: FIELD: what is wrong; what is allowed`."""

    code = "config"

    def __init__(self, problem: str, *, file: Path | str = "", line: int = 0, field: str = "") -> None:
        self.problem, self.file, self.line, self.field = problem, str(file), line, field
        place = f"{self.file}:{line}" if self.file and line else self.file
        super().__init__(": ".join(part for part in (place, field, problem) if part))


class DeviceError(ConfigError):
    """`device.toml` is wrong."""

    code = "device"


class PersonaError(ConfigError):
    """A persona file is wrong."""

    code = "persona"


class ManifestError(ConfigError):
    """`models/manifest.toml` is wrong."""

    code = "manifest"


class InputError(RoleplayError):
    """What was said cannot be used."""

    code = "input"


class AudioError(InputError):
    """The sound cannot be used."""

    code = "audio"


class ModelError(RoleplayError):
    """Weights on disk."""

    code = "model"


class ModelUnknown(ModelError):
    """No model of that name in the manifest."""

    code = "model-unknown"


class ModelMissing(ModelError):
    """The model is known but its files are not here."""

    code = "model-missing"


class ModelCorrupt(ModelError):
    """A file does not have the pinned sha256 and is not used."""

    code = "model-corrupt"


class PullError(ModelError):
    """A pull did not finish. What arrived is kept for the next try; nothing half-written is in use."""

    code = "pull"


class EngineError(RoleplayError):
    """A backend failed. `stage` is the step of the line it served."""

    code = "engine"

    def __init__(self, message: str, *, stage: str) -> None:
        self.stage = stage
        super().__init__(message)


class EngineMissing(EngineError):
    """A backend's package is not installed; `hint` is the line that installs it."""

    code = "engine-missing"

    def __init__(self, message: str, *, stage: str, hint: str) -> None:
        self.hint = hint
        super().__init__(f"{message}; install it with: {hint}", stage=stage)


class StoreError(RoleplayError):
    """The conversation store cannot be opened, read or written."""

    code = "store"


class PackError(RoleplayError):
    """A knowledge pack cannot be opened, built or written."""

    code = "pack"


class DocumentError(ConfigError):
    """A document that was to be added to the private knowledge cannot be read; nothing of it was added."""

    code = "document"


class CloudError(RoleplayError):
    """A source outside the device gave nothing that can be used. `kind` says why, in one word (`timeout`, `tls`);
    `wait_seconds` is how long the source asks to be left alone."""

    code = "cloud"

    def __init__(self, message: str, *, kind: str, wait_seconds: float = 0.0) -> None:
        self.kind, self.wait_seconds = kind, wait_seconds
        super().__init__(message)


class KnowledgeError(RoleplayError):
    """A pack broke while it was looked in, and is left out from now on; the others are still read."""

    code = "knowledge"
