"""What earlier briefs read and said, in one SQLite file, and what today's sources make of it.

`archive` keeps it, `comparing` tells new from updated, corrected and told before, `locking` sees to it that
only one run at a time writes a brief.
"""

from __future__ import annotations

from summarizer.remembering.archive import Archive as Archive
from summarizer.remembering.archive import default_path as default_path
from summarizer.remembering.records import Delivered as Delivered
from summarizer.remembering.records import Found as Found
from summarizer.remembering.records import KeptBrief as KeptBrief
from summarizer.remembering.records import NewBrief as NewBrief
from summarizer.remembering.records import Quoted as Quoted
from summarizer.remembering.records import Told as Told

__all__ = ["Archive", "Delivered", "Found", "KeptBrief", "NewBrief", "Quoted", "Told", "default_path"]
