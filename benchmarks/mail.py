"""What comes of mails that were collected for being broken: read, left out with a reason, labelled.

A traceback is a failure, and so is a mail that takes longer than a person would wait.
"""

from __future__ import annotations

import time
from collections import Counter

from benchmarks.datasets import read_archive, shared_path
from benchmarks.tables import Row, print_table


def read_case(data: bytes, name: str) -> Counter[str]:
    """Return what came of a file: how many articles and labels, or the reason for which there are none."""
    from summarizer.errors import SourceError
    from summarizer.reading.mail import read_mail
    from summarizer.records import Article

    try:
        found = read_mail(data, name)
    except SourceError as error:
        return Counter({"omitted": 1, f"because {str(error).split('(')[0].strip()}": 1})
    except Exception:
        return Counter({"tracebacks": 1})
    articles = [one for one in found if isinstance(one, Article)]
    return Counter(
        {
            "read": 1,
            "articles": len(articles),
            "labelled": sum(bool(one.labels) for one in articles),
            "with a title": sum(one.title is not None for one in articles),
            "with a date": sum(one.published is not None for one in articles),
            "parts omitted": len(found) - len(articles),
        }
    )


def measure() -> list[Row]:
    """Return one line per count, and the slowest file.

    Raises:
        DataMissing: where the mails are not on this machine.
    """
    total: Counter[str] = Counter({"tracebacks": 0})
    slowest = (0.0, "")
    for name, data in read_archive(shared_path("dirty", "eml.tar.gz")):
        started = time.perf_counter()
        total += read_case(data, name)
        slowest = max(slowest, (time.perf_counter() - started, name))
        total["files"] += 1
    rows: list[Row] = [{"what": what, "count": count} for what, count in sorted(total.items())]
    if not total["tracebacks"]:
        rows.append({"what": "tracebacks", "count": 0})
    return [
        *rows,
        {"what": f"slowest, ms: {slowest[1].rsplit('/', 1)[-1]}", "count": round(1000 * slowest[0])},
    ]


if __name__ == "__main__":
    print_table("Mails from the test suites of two mail libraries", measure())
