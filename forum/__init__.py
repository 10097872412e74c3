"""Forum sessions: questions, practitioners' answers, and the contacts they named."""
