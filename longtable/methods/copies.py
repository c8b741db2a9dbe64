"""Finds the copies of campaign letters among comments, so that voices are counted apart from copies.

What is a copy, and what are two people who say the same? Under eight words the same sentence is everybody's
own: a hundred times "more buses, please" is a hundred voices. From eight words on nobody hits upon the same
sentence by chance: equal texts are copies. From twelve words on a text is also a copy when it is nearly the
same sentences in any order, with another salutation, name, county or typing mistakes. It is none when it
turns the meaning around ("close" for "do not close", "more" for "less") or names another figure, however
alike it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final

from datasketch import MinHash, MinHashLSH
from rapidfuzz.distance import Indel

FEWEST_WORDS_OF_A_COPY: Final = 8
FEWEST_WORDS_OF_A_NEAR_COPY: Final = 12

_BANDS, _ROWS = 42, 3
"""Texts that share half of their word pairs are compared with a probability of .996, a fiftieth of .0003."""
_SAME_SENTENCE: Final = 0.6

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_SENTENCE_END: Final = re.compile(r"[.!?;:\n]+(?:\s|$)")
_YEARS: Final = frozenset({"year", "years", "yrs", "yr", "ano", "anos"})
_NUMBER_WORDS: Final = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen",
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million",
    "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete",
    "dieciocho diecinueve veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien mil millon",
    "millones doscientos trescientos quinientos",
)
_NUMBERS: Final = frozenset(word for words in _NUMBER_WORDS for word in words.split())

# Words that turn a sentence around, those of one meaning together; a star stands for any ending.
_TURNS: Final = {
    "negation": "not no never nor neither without cannot dont wont nunca jamas sin tampoco ni",
    "approval": "support* agree* favor* approv* endors* apoy* acuerdo aprueb* aprob* respald*",
    "refusal": "oppos* disagree* disapprov* against reject* opon* opus* contra rechaz* desacuerdo",
    "opening": "open* reopen* keep* abr* abiert* reabr* mant* conserv*",
    "closing": "clos* shut* end* cerr* cierr* elimin*",
    "more": "more increas* expan* rais* add* mas aument* ampli* subir suban",
    "less": "less fewer reduc* cut* lower* remov* defund* menos recort* quit* bajar bajen",
    "permission": "allow* permit* legal* permit* permiso",
    "ban": "ban bans banned forbid* prohibit* illegal* prohib*",
    "start": "start* begin* build* empiec* comienc* constru*",
    "stop": "stop* halt* demolish* paren deteng* detener demol*",
    "assent": "yes si",
}
_TURN: Final = re.compile(
    "|".join(
        f"(?P<{turn}>{'|'.join(words.replace('*', '[a-z]*').split())})" for turn, words in _TURNS.items()
    )
)


@dataclass(frozen=True)
class _Letter:
    """One text as it is compared: without case, accents and punctuation."""

    sentences: tuple[tuple[str, ...], ...]

    @classmethod
    def read(cls, text: str) -> _Letter:
        plain = unicodedata.normalize("NFKD", text.lower().replace("’", "'"))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
        sentences = (tuple(_WORD.findall(sentence)) for sentence in _SENTENCE_END.split(plain))
        return cls(tuple(sentence for sentence in sentences if sentence))

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(word for sentence in self.sentences for word in sentence)

    @cached_property
    def bag(self) -> Counter[str]:
        return Counter(self.words)

    @cached_property
    def turns(self) -> Counter[str]:
        """How often each word stands here that can turn the meaning around."""
        return Counter(_turns(self.words))

    def signature(self) -> MinHash:
        signature = MinHash(num_perm=_BANDS * _ROWS, seed=1)
        signature.update_batch(
            [" ".join(pair).encode() for pair in zip(self.words, self.words[1:], strict=False)]
        )
        return signature


def find_copies(texts: Sequence[str], *, alike: float = 0.8) -> list[int]:
    """For each text the place of its original: the earliest text that it copies, or its own place.

    `alike` is the least share of words, from 0 to 1, that a near-copy has in common with its original,
    sentence by sentence. Every copy is compared with its original itself, never with another copy of it, so
    that a chain of small changes cannot lead from one letter to another. Same texts in the same order, same
    answer.

    Candidates come from MinHash signatures of word pairs (A. Broder, On the resemblance and containment of
    documents, 1997) in locality-sensitive buckets; each is then confirmed by the edit distance of its words.
    """
    originals: dict[int, _Letter] = {}
    first_with: dict[tuple[str, ...], int] = {}
    buckets = MinHashLSH(num_perm=_BANDS * _ROWS, params=(_BANDS, _ROWS))
    answer = []
    for place, text in enumerate(texts):
        letter = _Letter.read(text)
        original = place
        if len(letter.words) >= FEWEST_WORDS_OF_A_COPY:
            original = first_with.setdefault(letter.words, place)
        if original == place and len(letter.words) >= FEWEST_WORDS_OF_A_NEAR_COPY:
            signature = letter.signature()
            candidates = sorted(buckets.query(signature))
            original = next((at for at in candidates if _is_copy(letter, originals[at], alike)), place)
            if original == place:
                originals[place] = letter
                buckets.insert(place, signature, check_duplication=False)
            first_with[letter.words] = original
        answer.append(original)
    return answer


def _is_copy(letter: _Letter, original: _Letter, alike: float) -> bool:
    enough = alike * (len(letter.words) + len(original.words))
    if letter.turns != original.turns or 2 * (letter.bag & original.bag).total() < enough:
        return False
    common = 0.0
    for one, other, similarity in _counterparts(letter, original):
        if _figures(one) != _figures(other) or _turns(one) != _turns(other):
            return False
        common += similarity * (len(one) + len(other))
    return common >= enough


def _counterparts(letter: _Letter, original: _Letter) -> Iterator[tuple[Sequence[str], Sequence[str], float]]:
    """Sentences that say the same in both, most alike first, and how alike; each sentence at most once."""
    pairs = sorted(
        (-Indel.normalized_similarity(one, other, score_cutoff=_SAME_SENTENCE), i, j)
        for i, one in enumerate(letter.sentences)
        for j, other in enumerate(original.sentences)
    )
    taken_here: set[int] = set()
    taken_there: set[int] = set()
    for similarity, i, j in pairs:
        if similarity and i not in taken_here and j not in taken_there:
            taken_here.add(i)
            taken_there.add(j)
            yield letter.sentences[i], original.sentences[j], -similarity


def _turns(words: Sequence[str]) -> list[str]:
    found = (("negation" if word.endswith("n't") else _turn(word)) for word in words)
    return [turn for turn in found if turn]


@cache
def _turn(word: str) -> str:
    found = _TURN.fullmatch(word)
    return found.lastgroup or "" if found else ""


def _figures(sentence: Sequence[str]) -> list[str]:
    """Numbers in their order, without how many years somebody has lived or worked."""
    return [
        word
        for word, following in zip(sentence, (*sentence[1:], ""), strict=True)
        if (word.isdigit() or word in _NUMBERS) and following not in _YEARS
    ]
