"""All papers of a day in one list, to be printed at once. The window opens it; no tab knows it."""
