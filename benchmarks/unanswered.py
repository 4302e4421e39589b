"""How long a mail is on its way, so that nobody knows whether it arrived: from our note of it to what ends that.

    python -m benchmarks.unanswered [--mails N] [--seconds S]

A mail server on loopback takes each mail, after S seconds of thinking. The note is a transaction that is forced to
the disk.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from smtplib import SMTP
from statistics import median, quantiles
from typing import Any
from unittest.mock import patch

from benchmarks.tables import Row, print_table
from summarizer.delivering import Delivery, DeliverySettings, deliver, smtp
from summarizer.delivering.addresses import parse_address
from summarizer.delivering.settings import MailSettings, SmtpSettings
from summarizer.remembering import Archive, Delivered
from tests.mail_server import serve_mail
from tests.test_remembering import MONDAY, new_brief

MAILS = 200
LINES = f"{'words ' * 12}\r\n" * 500
"""Of a mail: 37 KB, as a brief has."""


class Clock(dict[str, float]):
    """When a mail passed each point."""

    def mark(self, point: str) -> None:
        """Note that it does now."""
        self[point] = time.perf_counter()


def measure(archive: Archive, port: int, mails: int) -> list[Clock]:
    """Send mails, and return when each was noted, handed over and answered."""
    clocks: list[Clock] = []
    send = SMTP.send

    def send_timed(session: SMTP, data: Any) -> None:  # noqa: ANN401 — as the library has it
        send(session, data)
        if data == smtp.END:
            clocks[-1].mark("handed over")

    def launch(channel: str, key: str) -> None:
        archive.note_delivery(MONDAY, Delivered(channel, key, False, "", "launched"))
        clocks[-1].mark("noted")

    def record(delivery: Delivery) -> None:
        archive.note_delivery(MONDAY, Delivered(delivery.channel, delivery.key, delivery.ok))
        clocks[-1].mark("answered")

    ana = parse_address("ana@example.org")
    settings = DeliverySettings(
        None, smtp=SmtpSettings("127.0.0.1", port, "none"), mail=MailSettings(ana, (ana,))
    )
    with patch.object(SMTP, "send", send_timed):
        for number in range(mails):
            clocks.append(Clock())
            text = f"Subject: {number}\r\nMessage-ID: <{number}@example.org>\r\n\r\n{LINES}"
            (found,) = deliver(f"{MONDAY}-{number}", {"eml": text}, settings, record=record, launch=launch)
            if not found.ok:
                raise SystemExit(found.reason)
    return clocks


def main() -> None:
    """Measure, and print both spans."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=MAILS)
    parser.add_argument("--seconds", type=float, default=0.0)
    asked = parser.parse_args()
    with (
        serve_mail() as server,
        tempfile.TemporaryDirectory() as folder,
        Archive(Path(folder) / "archive.sqlite3") as archive,
    ):
        server.before["taken"] = lambda: time.sleep(asked.seconds)
        archive.keep(new_brief())
        clocks = measure(archive, server.port, asked.mails)
    rows: list[Row] = []
    for point in ("handed over", "answered"):
        spans = [1e3 * (clock[point] - clock["noted"]) for clock in clocks]
        rows.append(
            {"from the note to": point, "median ms": median(spans), "19 of 20 ms": quantiles(spans, n=20)[-1]}
        )
    print_table("A mail on its way", rows)


if __name__ == "__main__":
    main()
