"""What goes on paper: records in, pages out; no window, no desk, no clock."""
