// Nothing is taken from it: see package.json.
