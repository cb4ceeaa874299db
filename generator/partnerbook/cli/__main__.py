"""Lets ``python -m partnerbook.cli`` do what ``partnerbook`` does."""

from partnerbook.cli import main

raise SystemExit(main())
