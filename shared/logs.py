"""Logs: one JSON object a line on standard error, with ids and codes, never with personal data."""

import logging
import sys

import structlog

LIBRARIES = ("kafka", "alembic", "sqlalchemy", "werkzeug")


def set_up(service: str, level: str) -> None:
    """Send every log line of this process through structlog's JSON renderer, marked with the service."""

    def mark(_: object, __: str, line: structlog.typing.EventDict) -> structlog.typing.EventDict:
        return {"service": service, **line}

    chain: list[structlog.typing.Processor] = [
        mark,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=chain,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for library in LIBRARIES:
        logging.getLogger(library).setLevel(logging.CRITICAL if library == "kafka" else logging.WARNING)
