"""Words that tell little, and words that say the same, as data."""
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import yaml

from nlp.index import Phrase
from nlp.text import fold, is_marked, normalise

Word = tuple[str, str | None]

def _load(name):
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    p = files("nlp").joinpath("data", name)
    if not p.is_file(): return {"groups": []}
    with p.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=loader)

@dataclass
class Weak:
    phrases: dict
    syllables: set
    def of(self, words):
        out = [1.0] * len(words)
        at = 0
        while at < len(words):
            for forms, weight in self.phrases.get(words[at][0], ()):
                n = len(forms)
                if at + n <= len(words) and all(fold(f) == s and (t is None or t == f) for f, (s, t) in zip(forms, words[at:at+n])):
                    for k in range(at, at + n): out[k] = min(out[k], weight)
                    at += n - 1
                    break
            at += 1
        return out

@cache
def weak_weights(q=0.12, f=0.35):
    data = _load("weak.yaml")
    phrases = {}
    syl = set()
    for name, weight in (("question", q), ("function", f)):
        for phrase in data[name]:
            forms = tuple(normalise(str(phrase)).lower().split())
            phrases.setdefault(fold(forms[0]), []).append((forms, weight))
            syl |= {fold(x) for x in forms}
    for v in phrases.values(): v.sort(key=lambda x: -len(x[0]))
    return Weak(phrases, syl)

class Related:
    def __init__(self, groups):
        self.by_first = {}
        self.syllables = set()
        for g in groups:
            s = g.get("strength", 0.6)
            if "same" in g:
                for a in g["same"]:
                    for b in g["same"]:
                        if a != b: self._add(a, b, s)
            else:
                for a in g["said"]:
                    for b in g["written"]: self._add(a, b, s)
        for v in self.by_first.values(): v.sort(key=lambda x: -len(x[0]))
    def _add(self, a, b, s):
        forms = tuple(normalise(str(a)).lower().split())
        self.syllables |= set(map(fold, forms))
        self.by_first.setdefault(fold(forms[0]), []).append((forms, tuple(fold(normalise(str(b))).split()), s))
    @classmethod
    @cache
    def load(cls): return cls(_load("related.yaml")["groups"])
    def variants(self, words):
        out = []
        for at, (s, t) in enumerate(words):
            for forms, alt, strength in self.by_first.get(s, ()):
                n = len(forms)
                if at + n <= len(words) and all(fold(f) == x and (y is None or y == f) for f, (x, y) in zip(forms, words[at:at+n])):
                    out.append(Phrase(alt, at, at + n, strength))
        return out
