//! `koers serve`: the dashboard and the open API of a workspace.

use super::{portfolio, tell, world};
use crate::disk_world::DiskWorld;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::register::who;
use clap::ArgMatches;
use koers_model::text::Lang;
use koers_run::world::World;
use koers_web::http::{Server, Settings};
use koers_web::pen::Pen;
use std::net::SocketAddr;
use std::sync::Arc;

pub fn run(matches: &ArgMatches, lang: Lang) -> Result<Exit, Failure> {
    let world = world(matches)?;
    let mut settings = Settings::new(listen(matches), tell);
    settings.address = matches.get_one::<String>("address").cloned();
    settings.hosts = matches
        .get_many::<String>("host")
        .unwrap_or_default()
        .cloned()
        .collect();
    settings.behind_proxy = matches.get_flag("behind-proxy");
    settings.log = matches.get_flag("log");
    settings.staff = matches.get_flag("staff");
    if settings.staff {
        let writer = match who(matches, lang) {
            Err(error) if matches.get_one::<String>("who").is_some() => return Err(error),
            // A machine that knows no user only shows.
            writer => writer.ok(),
        };
        settings.pen = writer.map(|who| Pen::new(Arc::new(world.entered().clone()), who));
    }
    if let Some(rate) = matches.get_one::<u32>("rate") {
        settings.allowance.rate = *rate;
        settings.allowance.burst = rate.saturating_mul(4);
    }
    serve(&world, &settings, lang)
}

/// Where the command line says to listen.
pub fn listen(matches: &ArgMatches) -> SocketAddr {
    let chosen = matches.get_one::<SocketAddr>("listen").copied();
    chosen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)))
}

/// Serves a workspace until the system asks to stop.
pub fn serve(world: &DiskWorld, settings: &Settings, lang: Lang) -> Result<Exit, Failure> {
    // A register that is damaged or gone is told as every command tells it, with the way back.
    portfolio::read(world)?;
    let (folder, entered) = (world.folder().clone(), world.entered().clone());
    let server = Server::start(
        settings,
        Arc::new(move || Arc::new(DiskWorld::new(folder.clone(), entered.clone())) as Arc<dyn World>),
    )?;
    tell(&format!(
        "{} {}{}  ({})",
        lang.pick("Dashboard:", "Dashboard:"),
        server.address(),
        lang.pick("/", "/en"),
        lang.pick("stoppen met Ctrl-C", "stop with Ctrl-C"),
    ));
    if server.takes_forms() {
        tell(&match lang {
            Lang::Nl => format!(
                "Invoeren: {}/invoeren  (alleen op deze machine)",
                server.address()
            ),
            Lang::En => format!("Enter: {}/en/invoeren  (on this machine only)", server.address()),
        });
    }
    server.run()?;
    Ok(Exit::Done)
}
