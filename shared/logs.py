"""Logs: one JSON object a line on standard error, with ids and codes, never with personal data."""

import logging
import sys

import structlog

LIBRARIES = ("kafka", "alembic", "sqlalchemy", "werkzeug")


def place_of(problem: BaseException) -> str:
    """The function and line where it was raised: of a defect, all that may be told. Its text may hold content."""
    trace = problem.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else ""


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
