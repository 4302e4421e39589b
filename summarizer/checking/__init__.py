"""Checks a draft against its evidence and turns it into a statement; what is not carried does not pass."""
