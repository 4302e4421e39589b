"""Measures briefs: how long, how repetitive, how far from the sources' words, how well carried, how costly."""
