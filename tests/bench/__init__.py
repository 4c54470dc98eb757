"""Measurements: `make bench`. Machines are noisy, so every figure stands beside something measured in the same run."""
