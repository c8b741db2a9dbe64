"""What is taken out of a record, and what is said in its place."""

from longtable.methods.redaction import Rule, redact, unnamed

PHONE = Rule("phone", {"en": "telephone number", "es": "número de teléfono"}, "L. 1-2")
WORDS = "Call me at 919-555-0142 or write to ana@example.org."


def test_the_statute_stands_where_the_words_stood() -> None:
    found = redact("Call 919-555-0142 now", {"phone": PHONE}, "en")
    assert found.text == "Call [redacted: telephone number, L. 1-2] now"
    assert found.applied == ("phone",)


def test_marks_speak_the_language_of_the_text() -> None:
    assert redact("Llámeme al 919-555-0142", {"phone": PHONE}, "es").text == (
        "Llámeme al [tachado: número de teléfono, L. 1-2]"
    )
    assert "[redacted: telephone number" in redact("919-555-0142", {"phone": PHONE}, "fr").text


def test_what_has_no_rule_is_covered_and_says_that_no_statute_is_named() -> None:
    found = redact(WORDS, {"phone": PHONE}, "en")
    assert found.text.endswith("or write to [redacted: email, no statute named].")
    assert unnamed({"phone": PHONE}, found.applied) == ["email"]


def test_what_is_left_in_is_neither_covered_nor_counted() -> None:
    rules = {"phone": PHONE, "email": Rule("email", {}, cover=False)}
    found = redact(WORDS, rules, "en")
    assert "ana@example.org" in found.text
    assert found.applied == ("phone",)


def test_a_text_without_personal_data_stays_as_it_is() -> None:
    assert redact("The clinic closes at five.", {}, "en").text == "The clinic closes at five."


def test_each_unnamed_rule_is_told_once() -> None:
    assert unnamed({"a": Rule("a", {})}, ["a", "b", "a"]) == ["a", "b"]
