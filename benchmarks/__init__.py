"""Measurements, each run alone: python -m benchmarks.NAME."""
