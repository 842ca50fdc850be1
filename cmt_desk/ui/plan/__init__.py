"""BC Plan: its level, the register of decisions with their signatures, and who may decide.

Nothing is fetched here: the header asks `seat` for a name at every start, and the pages are long.
"""
