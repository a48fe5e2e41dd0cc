"""Passages, embeddings and the indexes that find them."""
