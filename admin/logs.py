"""Sets up logs as JSON lines of events with ids; addresses, forms and values have no way in."""

import json
import logging
import sys

import structlog


class KindsAlone(logging.Formatter):
    """Writes of a library's record who, how grave and the kind of error; never its message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one JSON line."""
        kind = record.exc_info[0] if record.exc_info else None
        told = {"event": "library.told", "level": record.levelname.lower(), "logger": record.name}
        return json.dumps(told | ({"reason": kind.__name__} if kind else {}))


def set_up_logs() -> None:
    """Write structlog events to standard output and silence libraries below a warning."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(KindsAlone())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
    )
