//! What a drawing shows; how it looks is for whoever draws it.

use crate::say::Words;

/// A drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// What stands above it.
    pub title: Words,
    /// What lies across.
    pub x: Words,
    /// What lies upwards.
    pub y: Words,
    /// What is drawn.
    pub shape: Shape,
}

/// What is drawn. Whatever is not there is `None`, and the line is broken there.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Lines over periods.
    Lines {
        /// The periods.
        at: Vec<String>,
        /// The lines, the most important ones first.
        lines: Vec<Line>,
        /// From the least to the most around what is foreseen, at each period.
        band: Option<Band>,
        /// The first period of what something happened in: a line stands before it.
        from: Option<usize>,
    },
    /// Bars beside one another, each of parts that add up (some below nought).
    Bars {
        /// What each bar is of.
        of: Vec<String>,
        /// The parts, each with a value for each bar.
        parts: Vec<(Words, Vec<Option<f64>>)>,
    },
    /// What is estimated of each, from the least to the most.
    Ranges {
        /// What each bar is of.
        of: Vec<String>,
        /// The least, the estimate, the most.
        values: Vec<(f64, f64, f64)>,
    },
    /// Points, each as large as it counts.
    Bubbles {
        /// The points.
        points: Vec<Bubble>,
        /// Where the line across and the line upwards stand, that points are held against.
        axes: (f64, f64),
    },
    /// Values with how sure they are.
    Intervals {
        /// What each is of.
        of: Vec<String>,
        /// The least, the value itself, the most.
        values: Vec<Option<(f64, f64, f64)>>,
        /// The value that says that there is nothing.
        nothing: f64,
        /// How many come before the event.
        before: usize,
    },
    /// People by age, men to the left and women to the right.
    Pyramid {
        /// The ages, youngest first.
        ages: Vec<String>,
        /// Each year with men and women by age.
        years: Vec<(String, Vec<f64>, Vec<f64>)>,
    },
}

/// What a line is in the drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// What the question is about.
    Main,
    /// What it is compared with.
    Beside,
    /// One of many, to see the others against.
    Faint,
}

/// A line.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its name.
    pub name: Named,
    /// What it is in the drawing.
    pub weight: Weight,
    /// A value for each period.
    pub values: Vec<Option<f64>>,
}

/// A name of the figures or of the method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// Of the figures.
    Figures(String),
    /// Of the method.
    Method(Words),
}

/// The band around a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// Its name.
    pub name: Words,
    /// The least and the most at each period.
    pub values: Vec<Option<(f64, f64)>>,
}

/// A point.
#[derive(Debug, Clone, PartialEq)]
pub struct Bubble {
    /// Its name.
    pub name: String,
    /// Across.
    pub x: f64,
    /// Upwards.
    pub y: f64,
    /// How much it counts.
    pub size: f64,
}
