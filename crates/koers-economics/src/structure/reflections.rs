use super::Presence;
use crate::{Fault, Matrix};

/// What [`reflections`] gives: row n holds step n.
#[derive(Debug, Clone, PartialEq)]
pub struct Reflections {
    /// Steps × regions. Step 0 is the number of activities.
    pub regions: Matrix,
    /// Steps × activities. Step 0 is the number of regions.
    pub activities: Matrix,
}

/// The method of reflections: regions by what their activities are like, activities by what their regions are like, and again.
///
/// # What it measures
/// Step 0: how many activities a region has. Step 1: in how many regions its activities are on average. Step 2: how many activities those regions have on average, and so on.
///
/// # Formula
/// k(r, n) = Σᵢ M(r, i) k(i, n − 1) ÷ k(r, 0); k(i, n) = Σ M(r, i) k(r, n − 1) ÷ k(i, 0).
///
/// # In and out
/// A [`Presence`] without empty rows and columns; the number of steps, at most 1,000. Out without unit.
///
/// # Limits
/// Step by step all values draw together (they converge to one number, the same for all); only their differences carry something, and those become what [`super::complexity`] computes at once. Use the first two or three steps.
///
/// # Withheld cells
/// Refused.
///
/// # Errors
/// [`Fault::EmptyRow`] names a region without activities, or, as a row of the table of activities, an activity without regions; [`Fault::Setting`] for too many steps.
///
/// # Sources
/// C. A. Hidalgo and R. Hausmann (2009), *The building blocks of economic complexity*, PNAS 106, pp. 10570-10575.
///
/// # Example
/// Figure S4 of its supplement, step 2: 2.9583, 2.5, 2.6667 and 2.3333.
/// ```
/// use koers_economics::structure::{Presence, reflections};
/// let s4 = [[1, 1, 1, 1], [0, 1, 0, 0], [0, 0, 1, 1], [0, 0, 0, 1]].concat().iter().map(|&x| x == 1).collect::<Vec<_>>();
/// let found = reflections(&Presence::new(4, 4, &s4)?, 2)?;
/// let second: Vec<_> = found.regions.row(2).iter().map(|k| format!("{k:.4}")).collect();
/// assert_eq!(second, ["2.9583", "2.5000", "2.6667", "2.3333"]);
/// # Ok::<(), koers_economics::Fault>(())
/// ```
pub fn reflections(presence: &Presence, steps: usize) -> Result<Reflections, Fault> {
    if steps > 1000 {
        return Err(Fault::Setting {
            name: "steps",
            value: steps as f64,
            needs: "at most 1,000 are done",
        });
    }
    let rows: Vec<Vec<usize>> = (0..presence.rows()).map(|row| presence.activities(row)).collect();
    let columns: Vec<Vec<usize>> = (0..presence.columns())
        .map(|column| presence.regions(column))
        .collect();
    for (input, lists) in [("regions", &rows), ("activities", &columns)] {
        if let Some(row) = lists.iter().position(Vec::is_empty) {
            return Err(Fault::EmptyRow { input, row });
        }
    }
    let counts = |lists: &[Vec<usize>]| lists.iter().map(|list| list.len() as f64).collect::<Vec<f64>>();
    let mean = |lists: &[Vec<usize>], of: &[f64]| -> Vec<f64> {
        lists
            .iter()
            .map(|list| list.iter().map(|&at| of[at]).sum::<f64>() / list.len() as f64)
            .collect()
    };
    let mut regions = vec![counts(&rows)];
    let mut activities = vec![counts(&columns)];
    for step in 0..steps {
        let (region, activity) = (mean(&rows, &activities[step]), mean(&columns, &regions[step]));
        regions.push(region);
        activities.push(activity);
    }
    Ok(Reflections {
        regions: Matrix::computed(rows.len(), regions.concat()),
        activities: Matrix::computed(columns.len(), activities.concat()),
    })
}
