//! The drawing as an image by itself: with its name, what it answers, and notes.

use super::{CSS, Plot};
use crate::chart::paper::{EDGE, Paper};
use crate::chart::px;
use std::fmt::Write;

impl Plot<'_> {
    /// The drawing with everything that it needs to stand alone. `below` says what it answers; `notes` go under it, one paragraph each.
    #[must_use]
    pub fn standalone(&self, below: &str, notes: &[String]) -> String {
        let title = self.drawing.title.get(self.lang);
        let mut paper = Paper::new(title, below);
        let canvas = self.canvas();
        let (top, room) = (paper.top(), paper.room());
        let _ = write!(
            paper.out(),
            "<svg x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" overflow=\"visible\">{}</svg>",
            px(EDGE + canvas.left()),
            px(top),
            px(room - canvas.left()),
            canvas.height(),
            canvas.inner()
        );
        paper.go(canvas.y + 4.0);
        paper.done(self.lang, (title, &self.describe()), CSS, notes)
    }
}
