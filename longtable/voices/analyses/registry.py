"""The methods by which a conversation is worked out, each registered under the kind of its results."""

from collections.abc import Callable
from typing import Any

from longtable.voices.models import Analysis, Conversation

Progress = Callable[[int], None]
"""Called with the share that is done, in percent, at least every half minute: it keeps the work ours."""

Method = Callable[[Conversation, dict[str, Any], Progress], dict[str, Any]]
"""From a conversation and the options to a result that JSON can hold."""

METHODS: dict[str, Method] = {}


def method(kind: Analysis.Kind) -> Callable[[Method], Method]:
    """Registers how results of this kind come about."""

    def register(compute: Method) -> Method:
        METHODS[kind] = compute
        return compute

    return register
