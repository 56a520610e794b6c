"""Mentions into statements: who did what to whom, where, when, how many, how sure, who says so."""
