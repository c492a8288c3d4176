"""The records' shapes, for type checkers. doc/inputs.md and doc/ledger.md tell what each field means."""

from __future__ import annotations

from typing import List, Optional, TypedDict

Span = List[int]  # [from, to) in code points of the article's text, or of its title where in_title is true


class Party(TypedDict):
    text: str
    code: Optional[str]


class ArticleInfo(TypedDict):
    id: str
    title: Optional[str]
    publisher: Optional[str]
    published: Optional[str]
    url: Optional[str]


# "class" is a word of Python's.
ConditionRecord = TypedDict("ConditionRecord", {"class": str, "text": Optional[str]})


class Link(TypedDict):
    kind: str
    to: int


class Statement(TypedDict):
    """One act that an article reports: `troth.read`, `Ledger.list`."""

    id: str
    article: ArticleInfo
    n: int
    in_title: bool
    sentence: str
    trigger: str
    act: str
    event: Optional[str]
    actors: List[Party]
    recipients: List[Party]
    object: Optional[str]
    means: List[str]
    condition: Optional[ConditionRecord]
    caveat: Optional[str]
    when: Optional[str]
    amount: Optional[str]
    speaker: Optional[Party]
    status: str
    links: List[Link]
    confidence: float
    reader: str


class Quote(TypedDict):
    """Who said, believed or decided what: `troth.quotes`."""

    article: ArticleInfo
    in_title: bool
    direct: bool
    source: List[Span]
    cue: List[Span]
    content: List[Span]
    source_text: List[str]
    cue_text: List[str]
    content_text: List[str]
    speaker: Optional[Party]


class Commitment(TypedDict):
    """What the statements of one actor on one thing for one recipient come to: `Ledger.book`."""

    id: str
    actor: Party
    means: Optional[str]
    recipient: Optional[Party]
    state: str
    disputed: bool
    revised: bool
    object: Optional[str]
    condition: Optional[ConditionRecord]
    caveat: Optional[str]
    when: Optional[str]
    amount: Optional[str]
    first_said: Optional[str]
    last_said: Optional[str]
    statements: int
    articles: int
    sources: int
