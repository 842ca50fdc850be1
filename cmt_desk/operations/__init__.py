"""What a user can do: one function, one transaction, one undo step."""
