"""The only reading room: bytes in; plain data with a position for every value, or findings, out.

Here live the trees (a folder, a mapping in memory), the one YAML door, the one CSV door and the
packaged geography. What a value means, which keys a file may have and how files belong together
is judged above; nothing here knows what a partner or a tier is.
"""
