"""The program for machines: JSON and CSV files with their descriptions beside them.

What lives here: files that programs and spreadsheets read, in plain decimals and ISO dates. What
does not: pages (pages), the choice of what a viewer sees (views).
"""
