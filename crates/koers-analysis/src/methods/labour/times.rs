//! The periods of a scenario: the one before, now, and what comes.

use crate::fault::Fault;
use crate::frame::Frame;
use crate::grid::{Grid, place};
use crate::method::Question;
use crate::role::{AGE, PARTICIPATION, PERIOD, Role};
use crate::say::say;

/// The periods that count: the one before, now and what comes.
pub(super) struct Times {
    pub now: String,
    pub earlier: Option<String>,
    pub coming: Vec<String>,
    /// How many coming periods fit between the one before and now.
    pub ago: usize,
}

/// The figures of one period by age.
pub(super) fn row(frame: &Frame, role: Role, period: &str, ages: &[String]) -> Result<Grid, Fault> {
    frame.laid_out(role, (PERIOD, vec![period.to_owned()]), (AGE, ages.to_vec()))
}

/// Which periods count.
pub(super) fn times(
    question: &Question<'_>,
    parts: &[(Option<String>, Frame)],
    ages: &[String],
) -> Result<Times, Fault> {
    let settings = question.settings;
    let mut all = Vec::new();
    for (_, part) in parts {
        for period in part.distinct(PERIOD)? {
            if !all.contains(&period) {
                all.push(period);
            }
        }
    }
    // Both sexes are of the same periods, so that the order is that of one of them.
    let whole = |period: &String| -> Result<bool, Fault> {
        for (_, part) in parts {
            let grid = row(part, PARTICIPATION, period, ages)?;
            if grid.cells().iter().any(|cell| cell.number().is_none()) {
                return Ok(false);
            }
        }
        Ok(true)
    };
    let place = |name: &str| place(&all, name);
    let mut known = Vec::new();
    for (at, period) in all.iter().enumerate() {
        if whole(period)? {
            known.push(at);
        }
    }
    let now = match settings.names("now").as_slice() {
        [name, ..] => place(name)?,
        [] => known.last().copied().unwrap_or(0),
    };
    let scenario = settings.text("scenario").unwrap_or_default();
    let before: Vec<usize> = known.iter().copied().filter(|at| *at < now).collect();
    let earlier = match (scenario, settings.names("earlier").as_slice()) {
        ("trend" | "generations", [name, ..]) => Some(place(name)?),
        ("trend", []) => before.first().copied(),
        ("generations", []) => before.last().copied(),
        _ => None,
    };
    if matches!(scenario, "trend" | "generations") && earlier.is_none_or(|earlier| earlier >= now) {
        return Err(Fault::Method(say(
            "voor `{0}` is een periode vóór nu nodig met deelname bij elke leeftijd",
            "`{0}` needs a period before now with participation at every age",
            [scenario.into()],
        )));
    }
    let coming = all.get(now..).map(<[String]>::to_vec).unwrap_or_default();
    let ago = match earlier {
        None => 0,
        Some(earlier) => steps(&all, earlier, now)?,
    };
    Ok(Times {
        now: all.get(now).cloned().unwrap_or_default(),
        earlier: earlier.and_then(|at| all.get(at).cloned()),
        coming,
        ago,
    })
}

/// How many coming periods fit between two: by their numbers where they are years, else by their places.
fn steps(all: &[String], earlier: usize, now: usize) -> Result<usize, Fault> {
    let year = |at: usize| all.get(at)?.parse::<i64>().ok();
    let (Some(from), Some(to), Some(next)) = (year(earlier), year(now), year(now + 1)) else {
        return Ok(now - earlier);
    };
    let (span, step) = (to - from, next - to);
    if step > 0 && span % step == 0 {
        return Ok(usize::try_from(span / step).unwrap_or(1));
    }
    Err(Fault::Method(say(
        "van {0} tot {1} is {2} jaar, en dat is geen heel aantal stappen van {3} jaar: kies een andere periode met --set earlier=…",
        "from {0} to {1} is {2} in years, and that is no whole number of steps of {3}: choose another period with --set earlier=…",
        [
            all.get(earlier).map_or("", String::as_str).into(),
            all.get(now).map_or("", String::as_str).into(),
            span.to_string().as_str().into(),
            step.to_string().as_str().into(),
        ],
    )))
}
