"""The command line: one file per command, wired together in `app`.

The brief goes to standard output, everything else to standard error. Nothing heavy is imported before a
command runs, so that ``--help`` and shell completion answer at once.
"""
