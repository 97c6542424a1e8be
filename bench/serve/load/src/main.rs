//! Asks a server so many questions a second, whatever it answers, and tells how long each was waited for.
//!
//! ```text
//! koers-load RATE SECONDS CONNECTIONS HOST:PORT PATH [PATH…]
//! ```
//!
//! Why not one of the known tools: `wrk` and `ab` ask the next question when the last one was answered, so a server that stalls is asked less
//! and looks better than it is; `h2load --rps` counts from the moment of sending. Here question `n` is due at `n / RATE` seconds after the start
//! and its wait counts from that moment, sent or not. Questions are taken in turn by connections that stay open; a question that is due while
//! all connections wait is late, and that counts.
//!
//! What is counted apart: an answer with another status than 200; a kept connection that the server closed before any byte of an
//! answer, after which the question is asked once more on a new one, as browsers do (`again`); no server to connect to (`refused`); and
//! everything else that went wrong (`lost`): a question that was taken in and not answered in full. Questions that were not asked because the
//! server was more than five seconds behind are `asked` less all of these.

mod ask;

use ask::{Answer, Connection, Trouble};
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How long after its end a load goes on asking what was due before. A server that cannot keep up is not waited for without end.
const AFTER: Duration = Duration::from_secs(5);

/// What one connection saw.
#[derive(Default)]
struct Seen {
    /// Microseconds from the moment a question was due to the last byte of its answer.
    waits: Vec<u64>,
    /// Answers by status.
    statuses: BTreeMap<u16, usize>,
    /// Bytes of the bodies.
    bytes: u64,
    again: usize,
    refused: usize,
    lost: Vec<String>,
}

/// What is asked.
struct Plan {
    rate: f64,
    questions: usize,
    /// When to give up, counted from the start.
    end: Duration,
    connections: usize,
    address: String,
    paths: Vec<String>,
}

fn plan() -> Option<Plan> {
    let mut words = std::env::args().skip(1);
    let rate: f64 = words.next()?.parse().ok()?;
    let seconds: f64 = words.next()?.parse().ok()?;
    let connections = words.next()?.parse().ok()?;
    let plan = Plan {
        rate,
        questions: (rate * seconds) as usize,
        end: Duration::from_secs_f64(seconds) + AFTER,
        connections,
        address: words.next()?,
        paths: words.collect(),
    };
    (!plan.paths.is_empty()).then_some(plan)
}

fn main() -> ExitCode {
    let Some(plan) = plan() else {
        eprintln!("koers-load RATE SECONDS CONNECTIONS HOST:PORT PATH [PATH…]");
        return ExitCode::from(2);
    };
    let next = AtomicUsize::new(0);
    let start = Instant::now();
    let all: Vec<Seen> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..plan.connections)
            .map(|_| scope.spawn(|| keep_asking(&plan, &next, start)))
            .collect();
        threads
            .into_iter()
            .filter_map(|thread| thread.join().ok())
            .collect()
    });
    println!("{}", told(&plan, all, start.elapsed()));
    ExitCode::SUCCESS
}

/// Takes questions in turn until there are none left.
fn keep_asking(plan: &Plan, next: &AtomicUsize, start: Instant) -> Seen {
    let mut seen = Seen::default();
    let mut connection: Option<Connection> = None;
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= plan.questions || start.elapsed() > plan.end {
            return seen;
        }
        let due = start + Duration::from_secs_f64(number as f64 / plan.rate);
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        let path = &plan.paths[number % plan.paths.len()];
        match ask_once(&mut connection, plan, path, &mut seen.again) {
            Ok(answer) => {
                seen.waits.push(due.elapsed().as_micros() as u64);
                seen.bytes += answer.body as u64;
                *seen.statuses.entry(answer.status).or_default() += 1;
            }
            Err(Trouble::Refused) => seen.refused += 1,
            Err(trouble) => seen.lost.push(trouble.to_string()),
        }
    }
}

/// Asks on the connection that is kept, else on a new one.
fn ask_once(
    kept: &mut Option<Connection>,
    plan: &Plan,
    path: &str,
    again: &mut usize,
) -> Result<Answer, Trouble> {
    if let Some(mut connection) = kept.take() {
        match connection.ask(path) {
            Ok(answer) => {
                *kept = answer.keeps.then_some(connection);
                return Ok(answer);
            }
            // Closed while nobody asked: a server may do that at any time (RFC 9112, 9.3.1), and a client asks once more.
            Err(Trouble::Closed) => *again += 1,
            Err(trouble) => return Err(trouble),
        }
    }
    let mut connection = Connection::open(&plan.address)?;
    let answer = connection.ask(path)?;
    *kept = answer.keeps.then_some(connection);
    Ok(answer)
}

/// Everything in one line of JSON; times in microseconds.
fn told(plan: &Plan, all: Vec<Seen>, took: Duration) -> String {
    let mut waits: Vec<u64> = all.iter().flat_map(|seen| seen.waits.iter().copied()).collect();
    waits.sort_unstable();
    let at = |part: f64| {
        let place = ((waits.len() as f64 * part).ceil() as usize).clamp(1, waits.len().max(1)) - 1;
        waits.get(place).map_or("null".to_owned(), u64::to_string)
    };
    let mut statuses: BTreeMap<u16, usize> = BTreeMap::new();
    for (status, count) in all.iter().flat_map(|seen| &seen.statuses) {
        *statuses.entry(*status).or_default() += count;
    }
    let statuses: Vec<String> = statuses
        .iter()
        .map(|(status, count)| format!("\"{status}\": {count}"))
        .collect();
    let lost: Vec<&String> = all.iter().flat_map(|seen| &seen.lost).collect();
    let sum = |count: fn(&Seen) -> u64| all.iter().map(count).sum::<u64>();
    format!(
        "{{\"asked\": {}, \"answered\": {}, \"statuses\": {{{}}}, \"again\": {}, \"refused\": {}, \"lost\": {}, \"first_lost\": {:?}, \"seconds\": {:.3}, \
         \"bytes\": {}, \"p50\": {}, \"p90\": {}, \"p99\": {}, \"p999\": {}, \"max\": {}}}",
        plan.questions,
        waits.len(),
        statuses.join(", "),
        sum(|seen| seen.again as u64),
        sum(|seen| seen.refused as u64),
        lost.len(),
        lost.first().map_or("", |text| text.as_str()),
        took.as_secs_f64(),
        sum(|seen| seen.bytes),
        at(0.5),
        at(0.9),
        at(0.99),
        at(0.999),
        at(1.0),
    )
}
