"""Passages, embeddings and the indexes that find them."""

import os

# Left to itself, onnxruntime writes an identifier of the user's into the cache as it is imported,
# and tells its makers which models are run. Whoever sets this otherwise has asked for it.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
