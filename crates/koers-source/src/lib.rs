//! Fetch and keep what publishers published: snapshots, append-only, by hash.
