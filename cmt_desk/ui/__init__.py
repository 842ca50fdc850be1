"""What the user sees. Tabs read the store and write through operations; no tab knows another."""
