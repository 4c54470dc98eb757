"""The data that plans hold. Field names are the field's own terms; dates are ISO on the outside."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from nlp.times import Timing

Kind = Literal["task", "report", "target", "funding", "directive"]
LeadFrom = Literal["explicit", "heading", "sentence", "addressee", "none"]


class Model(BaseModel):
    """Base of all models: unknown fields are a mistake."""

    model_config = ConfigDict(extra="forbid")


class Span(Model):
    """The years that a plan covers; an open end is None."""

    start: date | None = None
    end: date | None = None


class Document(Model):
    """The header of a plan (thể thức văn bản: Nghị định 30/2020/NĐ-CP, phụ lục I)."""

    number: str | None = None
    """số hiệu, as printed: "488/KH-UBND"."""
    type: str | None = None
    """Kế hoạch, Công văn, Chương trình công tác, Quyết định, Nghị quyết, Chỉ thị, ..."""
    title: str | None = None
    """trích yếu, on one line, without the type."""
    issuer: str | None = None
    """cơ quan ban hành, short form: "UBND tỉnh Nghệ An"."""
    locality: str | None = None
    """the province, city or district: "Nghệ An", "Tân Yên"."""
    issued_on: str | None = None
    """as precise as the text says: "2021-08-23", "2024-03" or "2017"."""
    effective_on: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    based_on: list[str] = Field(default_factory=list)
    """numbers of the documents that this one carries out (căn cứ, thực hiện)."""
    period: Span = Field(default_factory=Span)
    """the years that the plan is named for; open when none is stated."""

    @property
    def issue_year(self) -> int | None:
        """The year of issue, or None when the document does not tell."""
        return int(self.issued_on[:4]) if self.issued_on else None


class Item(Model):
    """One duty, report, target, funding rule or directive of a plan."""

    ref: str
    """path inside the document, unique: "II.2.3.4", "PL.2.4.2"."""
    code: str | None = None
    """numbering as printed: "2.3.4", "a"."""
    kind: Kind = "task"
    section: str | None = None
    """roman section, or "PL" for an appendix."""
    heading: str | None = None
    """nearest titled heading above, without its number."""
    text: str
    """full wording, white space folded, without lead, coordinator and time lines."""
    lines: tuple[int, int]
    """first and last line in the file, 1-based."""
    page: int | None = None
    """page in the file, for paged formats."""
    leads_raw: str | None = None
    leads: list[str] = Field(default_factory=list)
    """lead agencies, each in its full official form."""
    lead_from: LeadFrom = "none"
    coordinators_raw: str | None = None
    coordinators: list[str] = Field(default_factory=list)
    timing_raw: str | None = None
    timings: list[Timing] = Field(default_factory=list)
    status: str | None = None
    """completion note as printed: "đã hoàn thành"."""
    report_to: list[str] = Field(default_factory=list)
    """for kind report: who receives it."""
    details: list[str] = Field(default_factory=list)
    """what else is told of it under a heading of its own, in its row of a table or its lines: "Sản phẩm: Báo cáo"."""
    twins: list[str] = Field(default_factory=list)
    """refs of items of the same plan that tell the same duty (body and appendix)."""

    notes: list[str] = Field(default_factory=list)
    """how the reader came to unprinted or doubtful fields, in Vietnamese: "chép xuống từ dòng trên"."""


class Passage(Model):
    """A paragraph that belongs to no item, kept so that nothing of the document is lost."""

    lines: tuple[int, int]
    page: int | None = None
    section: str | None = None
    text: str


class Plan(Model):
    """A document as read: header, items and what is left between them, both in document order."""

    file: str
    """name of the file, without folders."""
    document: Document
    items: list[Item] = Field(default_factory=list)
    passages: list[Passage] = Field(default_factory=list)
