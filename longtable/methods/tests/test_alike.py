"""Questions that ask the same in other words are suggested; sharing the evening's subject is not enough."""

from longtable.methods.alike import alike

EVENING = [
    ["Will there be a ride to the evening clinic?"],
    ["How do I get a ride to the clinic in the evening?"],
    ["Who pays for the interpreter?"],
    ["¿Habrá transporte a la clínica?", "Will there be transport to the clinic?"],
    ["¿Quién paga el transporte para la clínica por la tarde?", "Who pays for rides to the evening clinic?"],
    ["Does the state pay for an interpreter?"],
    ["When does the clinic open?"],
]


def pairs(questions: list[list[str]]) -> set[tuple[int, int]]:
    return {(each.one, each.other) for each in alike(questions)}


def test_the_same_in_other_words_is_suggested() -> None:
    found = pairs(EVENING)
    assert (0, 1) in found
    assert (2, 5) in found


def test_a_translation_joins_what_was_asked_in_two_languages() -> None:
    assert (0, 4) in pairs(EVENING)
    without = [[texts[0]] for texts in EVENING]
    assert (0, 4) not in pairs(without)


def test_the_subject_of_the_evening_alone_joins_nothing() -> None:
    assert (2, 6) not in pairs(EVENING)
    assert (0, 6) not in pairs(EVENING)


def test_spanish_is_read_without_accents_and_endings() -> None:
    assert pairs([["¿Cuándo abren las clínicas móviles?"], ["¿A qué hora abre la clinica movil?"]]) == {
        (0, 1)
    }


def test_the_most_alike_stand_first_and_nothing_is_nothing() -> None:
    found = alike(EVENING)
    assert [each.likeness for each in found] == sorted((each.likeness for each in found), reverse=True)
    assert alike([]) == []
    assert alike([["???"], ["¿?"]]) == []
