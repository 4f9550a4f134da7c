"""When a document was written, and how one can tell: metadata, dateline, captions, file name.

Grounds are tried from the surest to the weakest, and each answer carries a sentence for a reader.
A document without a ground has no date: the date a story tells is never taken for it blindly.
"""

from __future__ import annotations

import re

from maps.dates import parse
from timeline.model import DocumentDate
from timeline.timex.captions import from_captions
from timeline.timex.datelines import from_head, from_stamp
from timeline.timex.full_dates import full_dates, made
from timeline.timex.options import DEFAULT_OPTIONS, TimexOptions

#: How much of a text is looked at for its head, and how much for all the rest: a document's date
#: stands at its front, and a 50 MB file must not be read twice.
_HEAD = 1500
_BODY = 60_000
_IN_NAME = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_.]?(?P<month>\d\d)[-_.]?(?P<day>\d\d)(?!\d)"
)
_IN_NAME_REVERSED = re.compile(
    r"(?<!\d)(?P<day>\d\d)[-_.](?P<month>\d\d)[-_.](?P<year>(?:19|20)\d\d)(?!\d)"
)


def find_document_date(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    name: str | None = None,
    options: TimexOptions = DEFAULT_OPTIONS,
) -> DocumentDate | None:
    """The document creation time and its reason, or None when there is no ground for one.

    Args:
        published: what the metadata or the config say, an ISO day or instant or a written date.
        name: the file's name.
    """
    return (
        _from_metadata(published, options)
        or from_head(text[:_HEAD], options, titled=bool(title))
        or from_stamp(text[:_BODY], options)
        or from_captions(text[:_BODY], title, options)
        or _from_name(name)
    )


def _from_metadata(published: str | None, options: TimexOptions) -> DocumentDate | None:
    if not published or not published.strip():
        return None
    written = (
        published.strip().replace(" ", "T", 1)
        if re.match(r"\d{4}-\d\d-\d\d \d", published.strip())
        else published.strip()
    )
    moment = parse(written)
    if moment is None and re.match(r"\d{4}-\d\d-\d\dT", written):
        written = written[:10]
        moment = parse(written)
    if moment is not None and moment.day is not None:
        return DocumentDate(written, "metadata", f"The metadata say {published.strip()}.", 1.0)
    days = list(full_dates(published, options))
    if not days:
        return None
    return made(days[0].number, "metadata", f"The metadata say {published.strip()}.", 0.95)


def _from_name(name: str | None) -> DocumentDate | None:
    for pattern in (_IN_NAME, _IN_NAME_REVERSED):
        match = pattern.search(name or "")
        if match is None:
            continue
        written = f"{match['year']}-{match['month']}-{match['day']}"
        if parse(written) is not None:
            return DocumentDate(written, "filename", f"The file's name {name} holds the date.", 0.8)
    return None
