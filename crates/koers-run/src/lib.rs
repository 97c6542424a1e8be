//! The thread: knows the order of the rooms, and owns the one door to the world.
