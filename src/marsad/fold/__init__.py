"""Statements into records: events, movements, agreements, control."""
