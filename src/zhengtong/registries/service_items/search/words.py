"""Chinese texts as words: cut, cleaned, and every synonym written as its official name."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rjieba import Jieba

SYNONYMS = Path(__file__).resolve().parents[5] / "data" / "catalogue" / "synonyms.txt"
FREQUENT = 20  # enough to be a word, too few to break 法律所 into 法 and 律所
START_LENGTH = 12
STARTS = 16

ASKING = frozenset(
    [
        "怎么",
        "怎样",
        "如何",
        "哪里",
        "哪儿",
        "在哪",
        "去哪",
        "我",
        "要",
        "想",
        "我要",
        "我想",
        "请问",
        "请",
        "吗",
        "呢",
        "的",
        "了",
        "啊",
        "什么",
        "需要",
        "可以",
        "能",
        "应该",
        "是",
        "办",
        "办理",
        "去",
        "到",
        "在",
        "和",
        "与",
        "及",
        "或",
        "怎么办",
        "办事",
        "a",
        "an",
        "the",
        "to",
        "of",
        "how",
    ]
)
WORD = re.compile(r"[0-9a-z一-鿿㐀-䶿]")
GAPS = re.compile(r"[^0-9a-z一-鿿㐀-䶿]+")


def plain(text: str) -> str:
    """Return the text in half width and lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def read_synonyms(text: str) -> dict[str, str]:
    """Return everyday word -> official words from lines ``official = everyday, everyday``.

    A line without ``=`` is a word that must not be cut; it stands for itself.
    """
    found: dict[str, str] = {}
    for line in text.splitlines():
        official, sign, everyday = plain(line.partition("#")[0]).partition("=")
        for word in everyday.split(",") if sign else [official]:
            if word.strip() and official.strip():
                found[word.strip()] = official.strip()
    return found


class Words:
    """Cuts texts the same way for the index and for the question.

    Guarantee: an everyday word and its official name give the same words.
    """

    def __init__(self, synonyms: dict[str, str]) -> None:
        self._jieba = Jieba()
        self._synonyms = synonyms
        for word in synonyms:
            self._jieba.add_word(word, FREQUENT, "n")

    def _tokens(self, text: str) -> Iterator[str]:
        for token in self._jieba.cut(plain(text), hmm=True):
            if WORD.search(token):
                yield self._synonyms.get(token, token)

    def of_question_finely(self, text: str) -> list[str]:
        """Return the telling words of a question and the shorter ones inside them."""
        return [token for token in dict.fromkeys(self.of_document(text)) if token not in ASKING]

    def _spaced(self, text: str) -> str:
        return " ".join(self._tokens(text))

    def official(self, text: str) -> str:
        """Return the text with every everyday word replaced by its official name."""
        return "".join(self._tokens(text))

    def of_document(self, text: str) -> list[str]:
        """Return all words of a text, long ones and the shorter ones inside them."""
        tokens = self._jieba.cut_for_search(self._spaced(text), hmm=True)
        return [token for token in tokens if WORD.search(token)]

    def of_question(self, text: str) -> list[str]:
        """Return the telling words of a question, each once, in order."""
        cut = self._jieba.cut(self._spaced(text), hmm=True)
        tokens = [token for token in cut if WORD.search(token)]
        telling = [token for token in tokens if token not in ASKING]
        return list(dict.fromkeys(telling or tokens))

    def start(self, typed: str) -> str:
        """Return what somebody has typed so far in the form in which beginnings are kept."""
        return GAPS.sub("", self.official(typed) or plain(typed))[:START_LENGTH]

    def heads_of(self, name: str) -> list[str]:
        """Return what a name begins with, word by word: 律师, 律师事务所, 律师事务所设立."""
        cut = self._jieba.cut(self._spaced(name), hmm=True)
        tokens = [token for token in cut if WORD.search(token)]
        return ["".join(tokens[:end]) for end in range(1, len(tokens) + 1)]

    def starts_of(self, *names: str) -> list[str]:
        """Return the beginnings under which these names are suggested: from any of their words."""
        found: list[str] = []
        for name in names:
            tokens = [GAPS.sub("", token) for token in self._tokens(name)][:STARTS]
            found += ["".join(tokens[at:])[:START_LENGTH] for at in range(len(tokens))]
        return list(dict.fromkeys(filter(None, found)))


@cache
def get_words() -> Words:
    """Return the project's words, loaded once per process."""
    return Words(read_synonyms(SYNONYMS.read_text(encoding="utf-8")))
