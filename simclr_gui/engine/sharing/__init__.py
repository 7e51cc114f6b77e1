"""What is handed on: reports, tables, and whole runs as one file."""
