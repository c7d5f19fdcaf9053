"""What an old tracker says of the work: bodies, statuses, due dates. Said, compared, written, taken back, shown."""
