"""The campaign that every version passes: processes killed, calls that fail, broken files, a monkey, exits, leaks."""
