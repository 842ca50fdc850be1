"""What is true: rules and records in plain Python. No Qt, no SQL, no files, no clock."""
