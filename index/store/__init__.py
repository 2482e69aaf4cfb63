"""The index on disk: brought up to date, opened, watched, and checked."""
