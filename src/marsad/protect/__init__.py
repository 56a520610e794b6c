"""What may leave the house: tiers, delay, coarsening, redaction. Every export and every public page goes through here."""
