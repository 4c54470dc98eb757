"""Proofs by many cases: a simulated year of reminders, and a storm of faults while they are sent (`make prove`)."""
