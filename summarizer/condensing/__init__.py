"""Turns a claim, one or more sentences that say the same, into one short statement's draft."""
