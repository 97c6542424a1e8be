//! `koers log export` and `koers log import`: a register carried to another place with everything that ever happened to it.

use super::{folder, head_of, ledger, there};
use crate::commands::{print, tell};
use crate::exit::Exit;
use crate::failure::{Failure, said_by_system};
use crate::register::keep_policy;
use clap::ArgMatches;
use koers_model::text::Lang;
use koers_source::atomic;
use koers_store::carry::{self, NoLog};
use koers_store::{Head, Proof};
use std::fs::File;
use std::io::{BufReader, ErrorKind};
use std::path::PathBuf;

/// Writes the log to a new file.
pub fn out(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let Some(path) = matches.get_one::<PathBuf>("file") else {
        return Ok(Exit::Usage);
    };
    let store = there(matches, lang)?;
    // Who carries a log that is not whole would only find out where it is to be taken over.
    if let Proof::Broken { seq, fault } = store.verify(None)? {
        return Err(koers_store::Error::Broken { seq, fault }.into());
    }
    let mut text = Vec::new();
    let head = store.carry_out(&mut text)?;
    atomic::write_new(path, &text).map_err(|source| match source.kind() {
        ErrorKind::AlreadyExists => Failure::Usage(match lang {
            Lang::Nl => format!("`{}` bestaat al: kies een andere naam", path.display()),
            Lang::En => format!("`{}` is there already: choose another name", path.display()),
        }),
        _ => Failure::Write {
            path: path.clone(),
            source,
        },
    })?;
    print(&format!("{}: {}", path.display(), changes(head.seq, lang)))?;
    tell(&mark(head, lang));
    Ok(Exit::Done)
}

/// Takes a log over into a register in which nothing was entered yet.
pub fn taken_in(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let Some(path) = matches.get_one::<PathBuf>("file") else {
        return Ok(Exit::Usage);
    };
    let file = File::open(path).map_err(|source| Failure::Read {
        path: path.clone(),
        source,
    })?;
    let lines = carry::read(BufReader::new(file)).map_err(|error| match error {
        NoLog::Read(source) => Failure::Read {
            path: path.clone(),
            source,
        },
        other => Failure::Unfit(format!("`{}`: {}", path.display(), no_log(&other, lang))),
    })?;
    let known = matches.get_one::<String>("known").map(|text| head_of(text, lang));
    if let Some(known) = known.transpose()? {
        let last = lines.last().map(|line| (line.seq, line.hash.clone()));
        if last != Some((known.seq, known.hash.to_string())) {
            return Err(Failure::Unfit(match lang {
                Lang::Nl => format!(
                    "`{}` loopt niet tot {}:{}: het is niet het hele logboek, of een ander; er is niets overgenomen",
                    path.display(),
                    known.seq,
                    known.hash
                ),
                Lang::En => format!(
                    "`{}` does not go to {}:{}: it is not the whole log, or another one; nothing was taken over",
                    path.display(),
                    known.seq,
                    known.hash
                ),
            }));
        }
    }
    // A log that is refused leaves no empty register behind.
    carry::prove(&lines)?;
    keep_policy(&folder(matches)?)?;
    let head = ledger(matches)?.open()?.carry_in(&lines)?;
    print(&match lang {
        Lang::Nl => format!(
            "{} overgenomen, met wie, wanneer en waarom.",
            changes(head.seq, lang)
        ),
        Lang::En => format!("{} taken over, with who, when and why.", changes(head.seq, lang)),
    })?;
    tell(&mark(head, lang));
    tell(lang.pick(
        "Bewezen is dat er tot en met die wijziging niets aan veranderd is. Of het einde ontbreekt, is alleen te zien met --known en het laatste nummer en controlegetal van waar het logboek vandaan komt. Of alles bij deze werkmap past, zegt koers portfolio check.",
        "Proven is that nothing was altered up to that change. Whether the end is missing is seen only with --known and the last number and hash of where the log comes from. Whether everything fits this workspace koers portfolio check tells.",
    ));
    Ok(Exit::Done)
}

/// So many changes.
pub(super) fn changes(count: u64, lang: Lang) -> String {
    match count {
        1 => lang.pick("1 wijziging", "1 change").to_owned(),
        _ => format!("{count} {}", lang.pick("wijzigingen", "changes")),
    }
}

/// What stays the same wherever the log is.
fn mark(head: Head, lang: Lang) -> String {
    let word = lang.pick(
        "Laatste nummer en controlegetal, hier en waar het heen gaat:",
        "Last number and hash, here and where it goes:",
    );
    format!("{word} {}:{}", head.seq, head.hash)
}

fn no_log(error: &NoLog, lang: Lang) -> String {
    if lang == Lang::En {
        return error.to_string();
    }
    match error {
        NoLog::Opening => {
            "regel 1: dit is geen logboek van Koers: dat begint met {\"koers_log\":1}".to_owned()
        }
        NoLog::Newer { found } => format!(
            "regel 1: het logboek heeft vorm {found}; deze Koers kent vorm {}: gebruik een nieuwere",
            carry::FORM
        ),
        NoLog::Line { line, what } => format!("regel {line} is geen wijziging: {}", what.get(lang)),
        NoLog::Nothing => "het logboek heeft geen wijzigingen: er is niets over te nemen".to_owned(),
        NoLog::TooLong { line } => format!("regel {line} is langer dan een wijziging kan zijn"),
        NoLog::Read(source) => said_by_system(source, lang),
    }
}
