//! How long it takes to build an index and to ask it. Makes documents of the lines of the text files in a folder, again and
//! again until there are enough. Times are those of the processor.
//!
//! ```sh
//! cargo run --release -p koers-search --example measure -- examples/drenthe 2000
//! ```

use koers_model::text::Lang;
use koers_search::{Document, Field, Index, Options};
use std::path::Path;
use std::time::{Duration, Instant};

const LINES: usize = 12;
const QUESTIONS: [&str; 8] = [
    "banen",
    "werkgelegenheid drenthe",
    "woningbouw",
    "\"groene economie\"",
    "arbeidsmarktregio",
    "innovatie mkb onderwijs -assen",
    "werkgelegenhied",
    "wat doet de provincie voor ondernemers in het noorden en hoeveel banen",
];

fn lines(folder: &Path, found: &mut Vec<String>) -> std::io::Result<()> {
    let mut entries: Vec<_> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            lines(&path, found)?;
        } else if path
            .extension()
            .is_some_and(|ending| ending == "yaml" || ending == "md")
        {
            let text = String::from_utf8_lossy(&std::fs::read(path)?).into_owned();
            found.extend(text.lines().filter(|line| line.len() > 20).map(str::to_owned));
        }
    }
    Ok(())
}

/// Time on the processor, where the system says it, so that a busy machine does not count. Elsewhere the time on the clock.
struct Watch(Instant, Option<Duration>);

impl Watch {
    fn start() -> Self {
        Self(Instant::now(), processor())
    }

    fn read(&self) -> Duration {
        match (processor(), self.1) {
            (Some(now), Some(then)) => now.saturating_sub(then),
            _ => self.0.elapsed(),
        }
    }
}

/// What this thread has used of the processor so far.
fn processor() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(told.split(' ').next()?.parse().ok()?))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "examples/drenthe".into());
    let count: usize = arguments.next().as_deref().unwrap_or("2000").parse()?;
    let mut read = Vec::new();
    lines(Path::new(&folder), &mut read)?;
    let documents: Vec<Document<u8>> = (0..count)
        .map(|number| {
            let line = |at: usize| read[(number * 7 + at) % read.len()].as_str();
            let text: Vec<&str> = (1..=LINES).map(line).collect();
            Document::new(format!("{number:05}"), 0, Lang::Nl)
                .with(Field::Code, format!("D{number}"))
                .with(Field::Title, line(0))
                .with(Field::Text, text.join("\n"))
        })
        .collect();
    let bytes: usize = documents
        .iter()
        .flat_map(|document| &document.fields)
        .map(|field| field.text.len())
        .sum();

    let start = Watch::start();
    let index = Index::build(documents);
    println!(
        "{count} documents, {bytes} bytes, {} words: built in {:.1?}",
        index.word_count(),
        start.read()
    );
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        let resident = status
            .lines()
            .find(|line| line.starts_with("VmHWM"))
            .unwrap_or_default();
        println!("memory at most: {}", resident.trim_start_matches("VmHWM:").trim());
    }
    for question in QUESTIONS {
        let start = Watch::start();
        let rounds = 400;
        let mut total = 0;
        for _ in 0..rounds {
            total = index.find(question, &Options::in_lang(Lang::Nl)).total;
        }
        println!("{:>10.1?}  {total:>5} found  {question}", start.read() / rounds);
    }
    let proposal = read
        .iter()
        .take(60)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ");
    let start = Watch::start();
    let hits = index.touched_by(&proposal, Lang::Nl, &Options::in_lang(Lang::Nl));
    println!(
        "{:>10.1?}  {:>5} shown  a text of {} characters",
        start.read(),
        hits.len(),
        proposal.chars().count()
    );
    Ok(())
}
