//! Which columns of a binary programme to take.
