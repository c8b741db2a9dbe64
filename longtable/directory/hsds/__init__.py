"""The directory as the Human Services Data Specification (HSDS) 3.1 tells it: tables, import, export."""
