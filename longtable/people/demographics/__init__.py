"""Questions about oneself: optional, several answers welcome, and "prefer not to say" is an answer.

``QUESTIONS`` is the list as data. A package that asks some of them of people without a record
builds a form with :func:`demographics_form`, stores what :func:`clean_answers` gives back as
``{question: [codes]}``, and never stores a name beside it.
"""

from longtable.people.demographics.answers import Answers, clean_answers, spoken
from longtable.people.demographics.bridge import bridged_1997
from longtable.people.demographics.form import DemographicsForm, demographics_form
from longtable.people.demographics.questions import (
    DECLINED,
    QUESTIONS,
    Option,
    Question,
    UnknownQuestion,
    allowed_questions,
    question,
)

__all__ = [
    "DECLINED",
    "QUESTIONS",
    "Answers",
    "DemographicsForm",
    "Option",
    "Question",
    "UnknownQuestion",
    "allowed_questions",
    "bridged_1997",
    "clean_answers",
    "demographics_form",
    "question",
    "spoken",
]
