//! Bounds on what a file may unpack to, so that a small one cannot fill the memory.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// All parts of a workbook together unpack to no more.
pub(crate) const MOST_BYTES: u64 = 256 << 20;
/// One tag or one text between tags is no longer; a cell holds at most 32,767 letters.
const MOST_AT_ONCE: u64 = 2 << 20;

/// What is left of the bounds, shared by all parts.
#[derive(Debug, Clone)]
pub(crate) struct Meter {
    left: Rc<Cell<u64>>,
    at_once: Rc<Cell<u64>>,
    over: Rc<Cell<bool>>,
}

impl Meter {
    pub(crate) fn new() -> Self {
        Self {
            left: Rc::new(Cell::new(MOST_BYTES)),
            at_once: Rc::new(Cell::new(0)),
            over: Rc::new(Cell::new(false)),
        }
    }
    /// A tag or text was read to its end.
    pub(crate) fn next(&self) {
        self.at_once.set(0);
    }
    /// Whether a bound was passed.
    pub(crate) fn is_over(&self) -> bool {
        self.over.get()
    }
    pub(crate) fn watch<R: Read>(&self, inner: R) -> Watched<R> {
        Watched {
            inner,
            meter: self.clone(),
        }
    }
}

/// A source that stops with an error when a bound is passed.
pub(crate) struct Watched<R> {
    inner: R,
    meter: Meter,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let meter = &self.meter;
        let left = meter.left.get().checked_sub(read as u64);
        let at_once = meter.at_once.get() + read as u64;
        meter.at_once.set(at_once);
        match left {
            Some(left) if at_once <= MOST_AT_ONCE => {
                meter.left.set(left);
                Ok(read)
            }
            _ => {
                meter.over.set(true);
                Err(io::Error::other("more than a workbook may hold"))
            }
        }
    }
}
