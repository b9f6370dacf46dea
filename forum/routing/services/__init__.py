"""What puts questions to people, keeps first answers, and reminds of questions that wait."""
