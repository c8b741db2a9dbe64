"""Logs as data. Tracking codes, links and what people look for are masked before a line leaves us."""

import logging.config
import re
from typing import Any

import structlog

_TRACKING = re.compile(
    r"(/track/|/invitation/|/pulse/|/still-right/|/password/reset/key/)[^/\s\"'?]+|(?<![A-Z0-9])[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}(?![A-Z0-9])"
)
_SOUGHT = re.compile(r"([?&](?:q|near|at|need|speaks|age)=)[^&\s\"']+")
"""What somebody asked in "Find help", and where: it stands in the address so that one can share it."""


def mask(text: str) -> str:
    """``text`` without tracking links and codes, which one could use, and without what people look for."""
    text = _TRACKING.sub(lambda found: f"{found.group(1) or ''}[masked]", text)
    return _SOUGHT.sub(r"\1[masked]", text)


def _mask_event(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
    return {key: mask(value) if isinstance(value, str) else value for key, value in event.items()}


def configure_logging(*, json: bool, level: str) -> None:
    """Send everything, Django's lines included, to standard error in one form."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info if json else structlog.processors.UnicodeDecoder(),
        _mask_event,
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {
                "lines": {
                    "()": structlog.stdlib.ProcessorFormatter,
                    "foreign_pre_chain": [structlog.stdlib.PositionalArgumentsFormatter(), *shared],
                    "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
                }
            },
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
            "root": {"handlers": ["stderr"], "level": level},
            "loggers": {"django.server": {"level": "WARNING"}, "fontTools": {"level": "WARNING"}},
        }
    )
