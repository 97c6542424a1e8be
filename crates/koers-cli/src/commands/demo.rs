//! `koers demo`: the whole loop on an example, from policy text and figures to verdicts and a report, without a network. The example is
//! Drenthe, or a made-up region to practise on.

use super::status::style;
use super::{print_page, report, serve, tell};
use crate::disk_world::DiskWorld;
use crate::example::{DRENTHE, Example, PRACTICE};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::register::{Ledger, Shared, keep_policy, now};
use crate::terminal::Page;
use clap::ArgMatches;
use jiff::civil::Date;
use koers_framework::render;
use koers_model::framework::Framework;
use koers_model::text::Lang;
use koers_run::import::{Import, import};
use koers_run::status::{Asked, status_of};
use koers_run::workspace;
use koers_run::world::World as _;
use koers_source::folder::Folder;
use koers_store::{At, Author, NoteError, Reason, carry, exchange};
use koers_web::http::Settings;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};

/// Name of the report in the workspace.
const REPORT: &str = "verslag.html";

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let Some(root) = matches.get_one::<PathBuf>("dir") else {
        return Ok(Exit::Usage);
    };
    let practice = matches.get_flag("practice");
    let example = if practice { PRACTICE } else { DRENTHE };
    let folder = Folder::create(root, example.workspace())?;
    let entered = Shared::new(folder.clone(), Ledger::of(&folder, None));
    let world = DiskWorld::new(folder, entered);
    let filled = fill(matches, lang, root, &world, example);
    if filled.is_err() {
        // Half an example would only be in the way of the next try; everything in it was made just now.
        let _ = std::fs::remove_dir_all(root);
    }
    let filled = filled?;
    tell(&next(root, practice, lang));
    if matches.get_flag("no-serve") {
        return Ok(filled);
    }
    serve(matches, &world, lang)
}

/// Opens the dashboard. The demo takes another port when its own is taken: nobody should have to know about ports to see it.
fn serve(matches: &ArgMatches, world: &DiskWorld, lang: Lang) -> Result<Exit, Failure> {
    let mut settings = Settings::new(serve::listen(matches), tell);
    let taken =
        matches.get_one::<SocketAddr>("listen").is_none() && TcpListener::bind(settings.listen).is_err();
    if taken {
        settings.listen.set_port(0);
    }
    serve::serve(world, &settings, lang)
}

/// Enters what is known of proposals and actions.
fn enter(world: &DiskWorld, lang: Lang, example: Example) -> Result<(), Failure> {
    // The example is tested to be sound; a fault in it is told as in any other file.
    let register = exchange::read(example.register()).map_err(|faults| {
        Failure::Unfit(
            faults
                .iter()
                .map(|fault| fault.say(lang))
                .collect::<Vec<_>>()
                .join("\n"),
        )
    })?;
    let store = Ledger::of(world.folder(), None).open()?;
    let unfit = |error: NoteError| Failure::Unfit(error.to_string());
    let who = Author::new("koers demo").map_err(unfit)?;
    let why = Reason::new(lang.pick("eerste vulling", "first filling")).map_err(unfit)?;
    if let Some(log) = example.log() {
        let lines = carry::read(log).map_err(|error| Failure::Unfit(error.to_string()))?;
        // The files of the example say since when they hold: they were there when the first thing was entered.
        let first = lines.first().and_then(|line| line.at.parse::<At>().ok());
        if let Some(first) = first {
            world
                .folder()
                .keep_policy(first.timestamp())
                .map_err(|error| Failure::Unfit(error.to_string()))?;
        }
        store.carry_in(&lines)?;
    }
    keep_policy(world.folder())?;
    let changes = exchange::changes(&store.kept()?, &register);
    let written = store.write(&changes, &who, now()?, &why)?;
    let (actions, all) = (register.actions.len(), written.head.seq);
    tell(&match lang {
        Lang::Nl => format!(
            "{actions} acties ingevoerd, met hun geld, beloften en besluiten ({all} wijzigingen in het logboek)."
        ),
        Lang::En => format!(
            "{actions} actions entered, with their money, promises and decisions ({all} changes in the log)."
        ),
    });
    Ok(())
}

/// Takes over the figures, checks, judges and reports.
fn fill(
    matches: &ArgMatches,
    lang: Lang,
    root: &Path,
    world: &DiskWorld,
    example: Example,
) -> Result<Exit, Failure> {
    tell(&format!(
        "{} {}",
        lang.pick("Werkmap gemaakt:", "Workspace made:"),
        root.display()
    ));
    let tables: Vec<_> = example.published().collect();
    let what = lang.pick("Cijfers overnemen", "Taking over figures");
    for (done, (dataset, origin, bytes)) in tables.iter().enumerate() {
        world.progress(what, done, tables.len());
        import(
            world,
            &Import {
                dataset,
                bytes,
                origin,
                format: None,
                published: None,
                stamp: None,
            },
        )?;
    }
    world.progress(what, tables.len(), tables.len());
    tell(&match lang {
        Lang::Nl if tables.len() == 1 => "1 publicatie overgenomen als momentopname.".to_owned(),
        Lang::Nl => format!("{} publicaties overgenomen als momentopname.", tables.len()),
        Lang::En => format!("{} publications taken over as snapshots.", tables.len()),
    });

    enter(world, lang, example)?;

    let workspace = workspace::read(world, lang)?;
    tell(&format!(
        "{} {}",
        lang.pick("Beleid getoetst:", "Policy checked:"),
        render::summary(&workspace.checked.diagnostics, lang)
    ));
    let definitions = workspace.definitions()?;
    let judged = |on: Option<Date>| {
        let asked = Asked {
            on,
            ..Asked::default()
        };
        status_of(world, &workspace, &asked)
    };
    let own_day = |framework: &Framework| framework.period.to.min(world.today());
    let wanted = matches.get_one::<Date>("on").copied();
    // The report answers one question, so it has one day for all.
    let status = judged(wanted.or_else(|| definitions.frameworks.first().map(own_day)))?;
    if wanted.is_some() {
        print_page(&Page::drawn(koers_report::status_table(&status, lang, style())))?;
    } else {
        // As the dashboard: each programme on its own last day, or today while it lasts.
        for framework in &definitions.frameworks {
            let mut own = judged(Some(own_day(framework)))?;
            own.frameworks.retain(|other| other.id == framework.id);
            print_page(&Page::drawn(koers_report::status_table(&own, lang, style())))?;
        }
    }

    let path = root.join(REPORT);
    report::write(&path, &koers_report::html(&status, lang))?;
    tell(&format!(
        "{} {}: {}",
        lang.pick("Verslag, peildatum", "Report, day judged"),
        koers_report::date::date(status.record.question.on, lang),
        path.display()
    ));
    Ok(Exit::Done)
}

/// What to try now.
fn next(root: &Path, practice: bool, lang: Lang) -> String {
    let asks: &[&str] = if practice {
        &[
            "appraise oven-zonder-gas",
            "select ronde-2027",
            "select ronde-2027 --budget \"*=-10%\"",
            "promises calibration",
            "portfolio export --xlsx register.xlsx",
            "serve",
        ]
    } else {
        &["explain ck-werkgelegenheid --on 2019-12-31"]
    };
    let mut out = lang.pick("Verder:", "Next:").to_owned();
    for ask in asks {
        let english = lang.pick("", " --lang en");
        out.push_str(&format!(
            "\n  koers {ask} --workspace {}{english}",
            root.display()
        ));
    }
    out
}
