"""The time, always in UTC and always with its zone; it knows no other zone."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def aware(moment: datetime) -> datetime:
    """Return a time out of the database with its zone, which SQLite does not keep."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
