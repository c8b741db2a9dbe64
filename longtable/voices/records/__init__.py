"""The records of a conversation as files for a public-records request: redacted by rule, and saying so.

report = write_records(conversation, folder, rules_of_the_state())
"""

from longtable.voices.records.ledger import Report
from longtable.voices.records.rules import rules_as_decided, rules_of_the_state
from longtable.voices.records.writing import write_records

__all__ = ["Report", "rules_as_decided", "rules_of_the_state", "write_records"]
