"""Importing a file: what it would do is shown before anything is written.

Nothing is fetched here, so that the menus can name the kinds without loading the importers.
"""
