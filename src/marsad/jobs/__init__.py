"""What a person asks for; every door calls these."""
