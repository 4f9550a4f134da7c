"""The temporal tagger: time expressions of a text with their values, and the document's date.

    text ── tokens ──> grammar ──> lists ──> filters ──> sharing ──> resolver ──> writing ──> bounds
            numerals   engine                 names, figures         │
            lexicon    (stages of rules)      (neighbours)           └ survey, discourse, cues

tagger           the way through, in order
lexicon/         the words of a language (data), read into kinds; checking: the shape of a file
tokens, numerals a text cut into typed tokens; what a numeral can be by its shape
engine, grammar/ finite-state rules over kinds; spec: what they make, as open as the words are
lists, sharing   what members of a list or range leave out and share; joints: the words between them
filters          what is no time: figures (counts, scores), names (the Sunday Times); neighbours
ancient, doubts  small years of ancient history; numbers that only their digits make years
survey           news, narrative or diary, headings, years of the story; language: of the text
discourse, cues  the last date told, by grain; tense
resolver         from words to periods: naming, missing_year, bare_day, counting (units, numeric)
value, calendar  a period and its three faces; days, weeks, signed years; lengths: P2W
writing, bounds  the expression that leaves; since, until, by, before, from … to
document_date    when a document was written: datelines, captions, full_dates
"""

from __future__ import annotations

from timeline.timex.document_date import find_document_date
from timeline.timex.options import TimexOptions
from timeline.timex.tagger import Reading, Refused, read, tag

__all__ = ["Reading", "Refused", "TimexOptions", "find_document_date", "read", "tag"]
