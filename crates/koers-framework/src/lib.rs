//! Read and check policy files.
