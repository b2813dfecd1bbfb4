"""The parser's tests: rules of the genre, shown on small documents."""
