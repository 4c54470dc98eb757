"""One catalogue of agencies: official names, spellings, groups, lists of names, and whom a sentence charges."""

import re
from functools import cache

from knowledge.names import agency_boards, agency_lists, agency_names, agency_scope, agency_sentences
from knowledge.names.agency_forms import form_at
from knowledge.names.agency_names import agencies, index
from knowledge.names.agency_writing import full_words, written
from knowledge.names.groups import even
from nlp.names import Mention

_EDGES = " \t\n.;,:-–"
_BETWEEN_POSTS = re.compile(r"\s[-–]\s|,\s")


class Catalogue:
    """The door to all that is known of agencies' names. Stateless; get it through `load`."""

    @classmethod
    def load(cls) -> "Catalogue":
        """The one catalogue, its data read on first use."""
        return _catalogue()

    def official(self, name: str) -> str:
        """The fullest official form of one agency's name: "sở gd tỉnh" -> "Sở Giáo dục và Đào tạo tỉnh".

        A name that is not in the catalogue comes back as printed, on one line, without punctuation at its ends.
        """
        text = even(name).strip(_EDGES)
        form = form_at(text, 0)
        if form and form.agency:
            return full_words(written(text, form) + text[form.end :])
        return full_words(text)

    def split(self, printed: str) -> list[str]:
        """The agencies and groups of a printed cell or line, each in official form, in order; a group stays whole."""
        return agency_lists.lists(printed)

    def find(self, text: str) -> list[Mention]:
        """All agencies in running text, left to right; `key` is the official name with its level and place.

        The span leaves out a place's proper name, which may be looked for on its own: "Sở Y tế | Nghệ An".
        """
        return agency_sentences.mentions(text)

    def subject(self, sentence: str) -> tuple[list[str], str, int] | None:
        """The agencies charged at the start of a duty: (each as printed, the whole subject, where the rest begins).

        None when the sentence does not begin with agencies. Numbering is the caller's to strip.
        """
        return agency_sentences.subject(sentence)

    def is_agency(self, text: str) -> bool:
        """Whether a whole heading names an agency or a list of them: "5. Sở Y tế", "Các sở, ngành liên quan"."""
        return agency_sentences.is_heading(text)

    def is_board(self, text: str) -> bool:
        """Whether words that stand alone are one board's name of many parts: "Tổ công tác rà soát, xử lý ... tỉnh"."""
        shadow = even(text).strip(_EDGES)
        return agency_boards.board_end(shadow, 0) == len(shadow) > 0

    def is_post(self, text: str) -> bool:
        """Whether a whole cell names the holder of a post: "Phó Hiệu trưởng", "Trưởng phòng Đào tạo"."""
        return agency_sentences.is_post(text)

    def is_group(self, name: str) -> bool:
        """Whether a name stands for several agencies: "các sở, ngành", "UBND các huyện"."""
        return agency_scope.is_group(name)

    def takes_in(self, group: str, agency: str) -> bool:
        """Whether a group's words take in an agency; False too where the words do not tell."""
        return agency_scope.takes_in(group, agency)

    def level(self, name: str) -> str:
        """The level that a name tells: "tinh", "huyen", "xa", "cac cap"; "" where it tells none."""
        return agency_scope.level(name)

    def key(self, name: str) -> str:
        """What all names of one agency share, place, level and title aside; folded."""
        return agency_scope.key(name)

    def posts(self, name: str) -> tuple[str, ...]:
        """What a lead's or partner's name may be asked for by: itself, and the posts of heads of agencies that are told
        behind a person's name or another post: "Phó Trưởng ban - Giám đốc Sở Y tế".
        """
        return (name, *filter(_heads_agency, _BETWEEN_POSTS.split(even(name))[1:]))

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys that a lead's or partner's name is found by (see `posts`)."""
        return tuple(dict.fromkeys(map(self.key, self.posts(name))))

    def listed(self, text: str) -> tuple[list[str], int]:
        """The agencies listed at the start of a text, in official form, and where the list ends; else ([], 0)."""
        return agency_sentences.listed(text)

    @property
    def names(self) -> list[str]:
        """All full names, and the spellings that are written out in words."""
        return agency_names.written_out()

    def has(self, name: str) -> bool:
        """Whether the catalogue lists an agency, so that many places have one; else it is known by its form only."""
        form = form_at(even(name).strip(_EDGES), 0)
        return form is not None and form.agency is not None

    def closest(self, text: str, limit: int = 3) -> list[tuple[str, float]]:
        """Official names that a fragment with slips may mean, best first, with a likeness of 0..1."""
        return index().closest(text, limit)

    def meant(self, name: str) -> list[str]:
        """The full names that a loose name may stand for ("Sở Văn hóa": two); the name itself where it is not loose."""
        form = form_at(even(name).strip(), 0)
        entry = agencies().get(form.agency) if form and form.agency else None
        return list(entry.any_of) if entry and entry.any_of else [self.official(name)]


def _heads_agency(post: str) -> bool:
    form = form_at(post.strip(_EDGES), 0)
    return form is not None and form.is_titled and form.agency is not None


@cache
def _catalogue() -> Catalogue:
    return Catalogue()
