//! Compose and render what people read.
