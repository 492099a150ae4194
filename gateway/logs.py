"""Sets up logs as JSON lines of events with ids; texts, numbers and names have no way in."""

import logging
import sys

import structlog


def set_up_logs() -> None:
    """Write structlog events to standard output and silence libraries below a warning."""
    logging.basicConfig(stream=sys.stdout, level=logging.WARNING, format="%(message)s", force=True)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
    )
