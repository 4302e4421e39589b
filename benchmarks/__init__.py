"""Measurements, peers beside us in the same run; each module offers ``measure()`` and ``main()``."""
