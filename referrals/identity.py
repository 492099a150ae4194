"""Derives record ids from stable keys; it never draws a random id, so that re-imports match."""

import uuid

_DIRECTORY = uuid.uuid5(uuid.NAMESPACE_URL, "https://amparo.example/directory")


def record_id(kind: str, *parts: str) -> str:
    """Return the UUIDv5 of a record; equal kind and parts always give the same id."""
    return str(uuid.uuid5(_DIRECTORY, "\x1f".join((kind, *parts))))
