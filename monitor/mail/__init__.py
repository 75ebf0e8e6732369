"""Mail: messages wait in an outbox in the database, and leave it at most once more than needed."""
