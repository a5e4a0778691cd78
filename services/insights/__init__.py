"""What follows from answers: groups and scores of clients. Answers in, answers out, so notes and export come along."""
