"""What `./run` does: sets a machine up, serves the site, tests, measures.

Standard library only: it runs before anything is installed. Imports point down:
run › demo, testing, linting, benchmarks › serving › site, servers › environment, machine,
settings_file, ports › steps › places.
"""
