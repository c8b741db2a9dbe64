"""Facts for measurement: what happened, when and where, and to nobody in particular.

A package's ``facts.py`` offers a dataset. Measurement reads the Parquet that ``longtable facts
build`` writes, and never the tables.

    SCHEMA = pa.schema([*TIMES, person_column(), identifier("comment_id"), code("answer", ANSWERS)])

    @facts("voices.votes", version=1, schema=SCHEMA, grain="person and comment")
    def votes(since, until):
        yield pa.RecordBatch.from_pylist([...], schema=SCHEMA)
"""

from longtable.core.facts.building import BuildReport, build
from longtable.core.facts.columns import TIMES, UnfitFacts, code, identifier, person_column
from longtable.core.facts.people import AGE_BANDS, age_band, person_key
from longtable.core.facts.registry import FactSource, facts, sources

__all__ = [
    "AGE_BANDS",
    "TIMES",
    "BuildReport",
    "FactSource",
    "UnfitFacts",
    "age_band",
    "build",
    "code",
    "facts",
    "identifier",
    "person_column",
    "person_key",
    "sources",
]
