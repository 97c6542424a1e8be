//! A cube as Parquet.
