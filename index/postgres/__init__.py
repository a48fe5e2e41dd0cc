"""A library in PostgreSQL with pgvector, for more texts or more servers than one folder serves."""
