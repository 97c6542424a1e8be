//! A sign of life for work that cannot say how far it is.

use crate::disk_world::PATIENCE;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// How often the sign moves.
const STEP: Duration = Duration::from_millis(100);

/// Shows a moving sign on the terminal once the work takes longer than half a second, until it is dropped. Draws nothing elsewhere.
pub struct Waiting {
    done: Option<Sender<()>>,
    drawing: Option<JoinHandle<()>>,
}

impl Waiting {
    /// Begins to wait for something.
    pub fn for_(what: String) -> Self {
        let (done, finished) = channel::<()>();
        let drawing = std::thread::spawn(move || {
            // Ends at once when the work is done sooner.
            if finished.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let sign = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())
                .with_style(ProgressStyle::default_spinner())
                .with_message(what);
            while finished.recv_timeout(STEP) == Err(RecvTimeoutError::Timeout) {
                sign.tick();
            }
            sign.finish_and_clear();
        });
        Self {
            done: Some(done),
            drawing: Some(drawing),
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        // Closing the channel ends the drawing; then the line is clean before anything else is printed.
        self.done.take();
        if let Some(drawing) = self.drawing.take() {
            let _ = drawing.join();
        }
    }
}
