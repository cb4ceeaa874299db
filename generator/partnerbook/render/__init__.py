"""Turns results into text and files: reports, pages, data, appendices. Pure: it never writes."""
