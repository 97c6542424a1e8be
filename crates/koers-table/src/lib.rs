//! From bytes as published to a cube with typed missing values.
