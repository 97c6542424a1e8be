//! `koers sync`: figures that come in by themselves.

use super::{both, count, day, plain, print, print_list, tell, text, world};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::publishers::Network;
use clap::ArgMatches;
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use koers_framework::parse;
use koers_model::dataset::Dataset;
use koers_model::id::Id;
use koers_model::text::Lang;
use koers_report::list::{Column, Field, List};
use koers_report::{date, number};
use koers_run::error::RunError;
use koers_run::publishers::{Progress, TableState};
use koers_run::sync::{Asked, News, Outcome, Synced, sync};
use koers_run::world::World as _;
use koers_source::fetch::Bounds;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How often a bar moves by itself.
const STEP: Duration = Duration::from_millis(100);

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let asked = Asked {
        datasets: matches
            .get_many::<String>("datasets")
            .into_iter()
            .flatten()
            .cloned()
            .collect(),
        dry: matches.get_flag("dry-run"),
        whole: matches.get_flag("all"),
        accept: matches.get_flag("accept"),
    };
    let Some(_only) = world.folder().lock_fetching()? else {
        return Err(Failure::Usage(busy(lang).to_owned()));
    };
    let files = world.policy_files().map_err(RunError::from)?;
    let parsed = parse(&files);
    let datasets = parsed.datasets();
    // A row with a fault is no data set, and would be left out every night without a word.
    let faulty: Vec<&str> = files
        .iter()
        .filter_map(|file| file.path.strip_prefix("catalogue/")?.strip_suffix(".yaml"))
        .filter(|stem| !datasets.contains_key(*stem))
        .collect();
    for stem in &faulty {
        tell(&match lang {
            Lang::Nl => {
                format!("catalogue/{stem}.yaml heeft fouten en doet niet mee: `koers check` laat ze zien")
            }
            Lang::En => {
                format!("catalogue/{stem}.yaml has errors and takes no part: `koers check` shows them")
            }
        });
    }
    if asked.datasets.is_empty() && datasets.values().all(|dataset| dataset.from.is_none()) {
        if text(matches, "format") == "json" {
            print("[]")?;
        }
        tell(lang.pick(
            "Geen gegevensset van de catalogus zegt waar hij vandaan komt: zet `from:` in catalogue/<id>.yaml.",
            "No data set of the catalogue says where it comes from: write `from:` in catalogue/<id>.yaml.",
        ));
        return Ok(if faulty.is_empty() {
            Exit::Done
        } else {
            Exit::Findings
        });
    }
    let network = Network::of(world.folder().clone(), &parsed, &datasets, Bounds::default());
    let bars = Bars::new(lang);
    let synced = sync(&world, &network, &asked, &|dataset, progress| {
        bars.told(dataset, progress)
    });
    bars.clear();
    let synced = synced?;
    let list = list(&synced);
    if text(matches, "format") == "table" {
        print_list(matches, &list.without("says"), lang)?;
        for (dataset, outcome) in &synced.outcomes {
            let says = says(outcome, lang);
            if !says.is_empty() {
                print(&format!("\n{}: {says}", dataset.id))?;
            }
        }
        tell(&summary(&synced, lang));
    } else {
        print_list(matches, &list, lang)?;
    }
    Ok(match exit(&synced) {
        Exit::Done if !faulty.is_empty() => Exit::Findings,
        other => other,
    })
}

/// That another run is at work.
pub(super) fn busy(lang: Lang) -> &'static str {
    lang.pick(
        "een andere `koers sync` of `koers store prune` is bezig met deze werkmap: wacht tot die klaar is",
        "another `koers sync` or `koers store prune` is at work on this workspace: wait until it is done",
    )
}

fn exit(synced: &Synced) -> Exit {
    let any = |is: fn(&Outcome) -> bool| synced.outcomes.iter().any(|(_, outcome)| is(outcome));
    let ours = |outcome: &Outcome| match outcome {
        Outcome::Failed(RunError::World(_)) => true,
        Outcome::Unfetched(why) => why.is_ours,
        _ => false,
    };
    if any(ours) {
        Exit::System
    } else if any(|outcome| matches!(outcome, Outcome::Unsound(_) | Outcome::Failed(_))) {
        Exit::BadData
    } else if any(|outcome| matches!(outcome, Outcome::Unfetched(_))) {
        Exit::Unfetched
    } else {
        Exit::Done
    }
}

/// The word of an outcome in interfaces, in Dutch and in English.
fn words(outcome: &Outcome) -> (&'static str, &'static str, &'static str) {
    match outcome {
        Outcome::Current(_) => ("current", "niet veranderd", "not changed"),
        Outcome::SameBytes => ("same", "zelfde cijfers", "same figures"),
        Outcome::Would(_) => ("would", "op te halen", "to be fetched"),
        Outcome::New(_) => ("new", "nieuw", "new"),
        Outcome::Unsound(_) => ("unsound", "klopt niet", "not sound"),
        Outcome::Unfetched(_) => ("unfetched", "niet opgehaald", "not fetched"),
        Outcome::Failed(RunError::World(_)) => ("failed", "niet gelukt", "failed"),
        Outcome::Failed(_) => ("failed", "niet te lezen", "cannot be read"),
    }
}

/// What a reader should know of an outcome, beside its counts.
fn says(outcome: &Outcome, lang: Lang) -> String {
    let joined = |found: &[koers_run::sync::Finding]| {
        let said: Vec<&str> = found.iter().map(|one| one.says.get(lang)).collect();
        said.join("; ")
    };
    match outcome {
        Outcome::Current(_) | Outcome::SameBytes => String::new(),
        Outcome::Would(state) => {
            state
                .as_ref()
                .and_then(|state| state.rows)
                .map_or_else(String::new, |rows| {
                    let rows = usize::try_from(rows).unwrap_or(usize::MAX);
                    format!("{} {}", number::count(rows, lang), lang.pick("rijen", "rows"))
                })
        }
        Outcome::New(news) => {
            let notes = news.notes.iter().map(ToString::to_string);
            let found = Some(joined(&news.findings)).filter(|found| !found.is_empty());
            let remarks = news.remarks.iter().map(|remark| remark.sentence(lang));
            let all: Vec<String> = found.into_iter().chain(remarks).chain(notes).collect();
            all.join("; ")
        }
        Outcome::Unsound(found) => format!(
            "{}; {}",
            joined(found),
            lang.pick(
                "de vorige blijft in gebruik (klopt het toch: --accept)",
                "the last one stays in use (when it is right after all: --accept)",
            )
        ),
        Outcome::Unfetched(why) => why.sentence(lang),
        Outcome::Failed(error) => error.message(lang),
    }
}

fn list(synced: &Synced) -> List {
    let row = |(dataset, outcome): &(Dataset, Outcome)| {
        let (word, nl, en) = words(outcome);
        let news: Option<&News> = match outcome {
            Outcome::New(news) => Some(news),
            _ => None,
        };
        let state: Option<&TableState> = match outcome {
            Outcome::Current(state) => Some(state),
            Outcome::Would(state) => state.as_ref(),
            _ => None,
        };
        let known = match (news, state) {
            (Some(news), _) => Some(news.provenance.known_since()),
            (_, Some(state)) => state.changed,
            _ => None,
        };
        let number = |of: fn(&News) -> usize| news.map_or(Field::Empty, |news| count(of(news)));
        let periods = news.map_or(Field::Empty, |news| {
            let periods = &news.step.new_periods;
            Field::many_named(periods, |lang| date::periods(periods, lang))
        });
        vec![
            plain(&dataset.id),
            Field::named(word, |lang| lang.pick(nl, en).to_owned()),
            day(known),
            number(|news| news.step.cells),
            periods,
            number(|news| news.step.revised.len()),
            number(|news| news.step.vanished),
            both(|lang| says(outcome, lang)),
        ]
    };
    List {
        columns: vec![
            Column::new("dataset", "gegevensset", "data set"),
            Column::new("outcome", "uitkomst", "outcome"),
            Column::new("known_since", "veranderd op", "changed on"),
            Column::new("cells", "cijfers", "figures"),
            Column::new("new_periods", "nieuwe perioden", "new periods"),
            Column::new("revised", "herzien", "revised"),
            Column::new("vanished", "verdwenen", "gone"),
            Column::new("says", "bijzonderheden", "remarks"),
        ],
        rows: synced.outcomes.iter().map(row).collect(),
    }
}

fn summary(synced: &Synced, lang: Lang) -> String {
    let of = |is: fn(&Outcome) -> bool| synced.outcomes.iter().filter(|(_, outcome)| is(outcome)).count();
    let new = of(|outcome| matches!(outcome, Outcome::New(_)));
    let same = of(|outcome| matches!(outcome, Outcome::Current(_) | Outcome::SameBytes));
    let would = of(|outcome| matches!(outcome, Outcome::Would(_)));
    let failed = synced.outcomes.len() - new - same - would;
    let mut parts = Vec::new();
    let mut add = |count: usize, nl: &str, en: &str| {
        if count > 0 {
            parts.push(format!("{count} {}", lang.pick(nl, en)));
        }
    };
    add(new, "nieuw", "new");
    add(would, "op te halen", "to be fetched");
    add(same, "niet veranderd", "not changed");
    add(failed, "niet gelukt", "failed");
    parts.join(", ")
}

/// A bar for every table that is being fetched, once that takes long enough to be seen. Draws nothing but on a terminal.
struct Bars {
    lang: Lang,
    all: MultiProgress,
    each: Mutex<BTreeMap<Id, ProgressBar>>,
}

impl Bars {
    fn new(lang: Lang) -> Self {
        Self {
            lang,
            all: MultiProgress::with_draw_target(ProgressDrawTarget::stderr()),
            each: Mutex::default(),
        }
    }

    fn told(&self, dataset: &Dataset, progress: Progress) {
        let mut each = self.each.lock().unwrap_or_else(PoisonError::into_inner);
        let bar = each.entry(dataset.id.clone()).or_insert_with(|| {
            let bar = self.all.add(ProgressBar::no_length());
            bar.set_message(dataset.id.to_string());
            bar.enable_steady_tick(STEP);
            bar
        });
        let rows = self.lang.pick("rijen", "rows");
        let form = match progress.of {
            Some(of) => {
                bar.set_length(of);
                format!("{{msg:28!}} [{{bar:24}}] {{human_pos}}/{{human_len}} {rows}")
            }
            None => format!("{{msg:28!}} {{spinner}} {{human_pos}} {rows}"),
        };
        if let Ok(style) = ProgressStyle::with_template(&form) {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_position(progress.rows);
        if progress.of.is_some_and(|of| progress.rows >= of) {
            bar.finish_and_clear();
        }
    }

    fn clear(&self) {
        // Where even this cannot be written there is nothing left to clear.
        let _ = self.all.clear();
    }
}
