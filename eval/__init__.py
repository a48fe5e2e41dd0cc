"""Evaluation sets, metrics and benchmarks for the whole system."""
