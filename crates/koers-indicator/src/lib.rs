//! From cubes and a definition to readings with their trace.
