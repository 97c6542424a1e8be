//! The server: listening, taking in, stopping.

use super::clients::{Allowance, Clients};
use super::hosts::Hosts;
use super::office::Office;
use super::outspoken::Outspoken;
use super::patience::Patient;
use super::reload::Fresh;
use super::shelf::Shelf;
use super::workshop::Workshop;
use super::{reload, service};
use crate::pen::Pen;
use crate::site::Site;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use koers_run::error::RunError;
use koers_run::permission::Visitor;
use koers_run::world::World;
use std::convert::Infallible;
use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A client that takes longer over the head of a request, or over thinking of the next one, is let go.
const HEAD: Duration = Duration::from_secs(15);
/// A client that takes nothing of its answer for this long is let go.
const READ: Duration = Duration::from_secs(20);
/// How long connections that the system let in already are still taken over, once the server is asked to stop.
const LAST_IN: Duration = Duration::from_millis(20);
/// How long kept connections may then still ask. They hear with the answer that there is no next one; a connection that is simply closed
/// may have a question on its way.
const FAREWELL: Duration = Duration::from_millis(250);
/// How long requests in flight may take when the server stops.
const LAST: Duration = Duration::from_secs(10);
/// Connections at a time, of all clients together.
const CONNECTIONS: u32 = 1024;
/// The largest head of a request, in bytes, and its most headers.
const LARGEST_HEAD: usize = 16 * 1024;
const MOST_HEADERS: usize = 64;

/// Makes the world anew, as it is at that moment.
pub type Worlds = Arc<dyn Fn() -> Arc<dyn World> + Send + Sync>;

/// How to serve.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address that visitors use, when it is another one.
    pub address: Option<String>,
    /// More names under which to answer; `*` is any.
    pub hosts: Vec<String>,
    /// How much one client may ask.
    pub allowance: Allowance,
    /// Whether a proxy of our own stands before us, so that the last address in `X-Forwarded-For` is the client's.
    pub behind_proxy: bool,
    /// Whether to tell of every request: what, status, time, bytes; never who.
    pub log: bool,
    /// Whether those who work on the workspace are looking, and not the public: they see the gaps that are not published.
    pub staff: bool,
    /// Where things that are entered are written. They are, when those who work on the workspace are looking, on this machine only.
    pub pen: Option<Pen>,
    /// Tells the operator something.
    pub tell: fn(&str),
}

impl Settings {
    /// The limits that fit a public site on one machine: a page with its parts takes four requests, a reader clicks once a second.
    pub const ALLOWANCE: Allowance = Allowance {
        rate: 100,
        burst: 400,
        connections: 64,
    };

    /// As [`Settings::ALLOWANCE`], on an address of this machine.
    #[must_use]
    pub fn new(listen: SocketAddr, tell: fn(&str)) -> Self {
        Self {
            listen,
            address: None,
            hosts: Vec::new(),
            allowance: Self::ALLOWANCE,
            behind_proxy: false,
            log: false,
            staff: false,
            pen: None,
            tell,
        }
    }
}

/// Why a server did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The workspace cannot be served.
    #[error(transparent)]
    Run(#[from] RunError),
    /// The address is taken, or not ours.
    #[error("cannot listen on {address}: {source}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// The system gives no threads.
    #[error("cannot start: {0}")]
    Start(#[source] std::io::Error),
}

/// A state of the workspace with the answers made from it.
pub struct Live {
    /// What pages answer from.
    pub site: Arc<Site>,
    /// Answers made from it, and those on their way.
    pub shelf: Arc<Shelf>,
    /// Where they are made.
    pub workshop: Workshop,
    /// The same for visitors who may enter nothing, where others may; `None` where nobody may.
    public: Option<Arc<Self>>,
}

impl Live {
    /// A state nobody has asked anything yet.
    #[must_use]
    pub fn new(site: Site, workshop: Workshop) -> Self {
        let public = site.entry.then(|| {
            Arc::new(Self {
                site: Arc::new(site.without_entry()),
                shelf: Arc::default(),
                workshop: workshop.clone(),
                public: None,
            })
        });
        Self {
            site: Arc::new(site),
            shelf: Arc::default(),
            workshop,
            public,
        }
    }
    /// What a visitor sees of it.
    #[must_use]
    pub fn seen_by(self: Arc<Self>, visitor: Visitor) -> Arc<Self> {
        match (visitor, &self.public) {
            (Visitor::Public, Some(public)) => Arc::clone(public),
            (Visitor::Public, None) | (Visitor::Local, _) => self,
        }
    }
    /// The same state, of which nothing was answered yet.
    #[must_use]
    pub fn unasked(&self) -> Self {
        Self {
            site: Arc::clone(&self.site),
            shelf: Arc::default(),
            workshop: self.workshop.clone(),
            public: self.public.as_ref().map(|public| Arc::new(public.unasked())),
        }
    }
}

/// Who may come in.
pub struct Door {
    /// Under which names we answer.
    pub hosts: Hosts,
    /// What clients asked lately.
    pub clients: Arc<Clients>,
    /// Whether a proxy of our own tells who the client is.
    pub behind_proxy: bool,
    /// Whether to tell of every request.
    pub log: bool,
    /// Whether visitors come by https, so that their browsers may be told never to come another way.
    pub secure: bool,
    /// Tells the operator something.
    pub tell: fn(&str),
    /// Whether the server was asked to stop.
    pub closing: AtomicBool,
    /// Where forms come in, when they do.
    pub office: OnceLock<Arc<Office>>,
}

impl Door {
    /// As the settings say, for visitors who use an address.
    #[must_use]
    pub fn new(settings: &Settings, address: &str) -> Self {
        Self {
            hosts: Hosts::new(address, &settings.hosts),
            clients: Arc::new(Clients::new(settings.allowance)),
            behind_proxy: settings.behind_proxy,
            log: settings.log,
            secure: address
                .get(..8)
                .is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://")),
            tell: settings.tell,
            closing: AtomicBool::new(false),
            office: OnceLock::new(),
        }
    }
}

/// A server that listens already.
pub struct Server {
    listener: std::net::TcpListener,
    at: SocketAddr,
    address: String,
    fresh: Arc<Fresh>,
    door: Arc<Door>,
}

impl Server {
    /// Reads the workspace and listens. Nobody is answered before [`Server::run`].
    ///
    /// # Errors
    /// [`ServeError`].
    pub fn start(settings: &Settings, worlds: Worlds) -> Result<Self, ServeError> {
        let listen = |address| {
            let listener = std::net::TcpListener::bind(address)?;
            listener.set_nonblocking(true)?;
            let real = listener.local_addr()?;
            Ok((listener, real))
        };
        let (listener, real) = listen(settings.listen).map_err(|source| ServeError::Listen {
            address: settings.listen,
            source,
        })?;
        let address = settings
            .address
            .clone()
            .unwrap_or_else(|| format!("http://{real}"));
        // One person, at the machine itself. Behind a proxy everybody seems to be.
        let is_local = settings.staff && real.ip().is_loopback() && !settings.behind_proxy;
        let pen = settings.pen.clone().filter(|_| is_local);
        let site = Site::read(worlds(), &address)?
            .for_staff(settings.staff)
            .for_entry(pen.is_some());
        let live = Live::new(site, Workshop::new(settings.tell));
        let fresh = Arc::new(Fresh::new(live, worlds, address.clone()));
        let door = Door::new(settings, &address);
        if let Some(pen) = pen {
            let office = Office::open(pen, Arc::clone(&fresh), settings.tell).map_err(ServeError::Start)?;
            door.office.get_or_init(|| Arc::new(office));
        }
        Ok(Self {
            listener,
            at: real,
            fresh,
            door: Arc::new(door),
            address,
        })
    }

    /// The address for visitors.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Whether things can be entered: on this machine, by who works on the workspace.
    #[must_use]
    pub fn takes_forms(&self) -> bool {
        self.door.office.get().is_some()
    }

    /// Where it listens.
    #[must_use]
    pub fn local_address(&self) -> SocketAddr {
        self.at
    }

    /// Answers until the system asks it to stop; then requests in flight are finished. Who asks twice is not kept waiting.
    ///
    /// # Errors
    /// [`ServeError::Start`] when the system gives no threads.
    pub fn run(self) -> Result<(), ServeError> {
        self.run_until(asked_to_stop)
    }

    /// Answers until `stop` is over; then requests in flight are finished, or until `stop` is over once more.
    ///
    /// # Errors
    /// [`ServeError::Start`] when the system gives no threads.
    pub fn run_until<F: Future<Output = ()>>(self, stop: impl Fn() -> F) -> Result<(), ServeError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(ServeError::Start)?;
        let done = runtime.block_on(self.answer_all(stop));
        // An answer that is still being made has nobody left to go to.
        runtime.shutdown_background();
        done
    }

    async fn answer_all<F: Future<Output = ()>>(self, stop: impl Fn() -> F) -> Result<(), ServeError> {
        let listener = TcpListener::from_std(self.listener).map_err(ServeError::Start)?;
        let watching = tokio::spawn(reload::watch(Arc::clone(&self.fresh), self.door.tell));
        let warming = tokio::spawn(reload::warm(Arc::clone(&self.fresh)));
        let graceful = GracefulShutdown::new();
        let room = Arc::new(Semaphore::new(CONNECTIONS as usize));
        let stopping = stop();
        tokio::pin!(stopping);
        loop {
            let taken = tokio::select! {
                taken = listener.accept() => taken,
                () = &mut stopping => break,
            };
            let Ok((stream, peer)) = taken else {
                // Too many open files, or a client that went away: a moment later it may go well.
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            };
            // No room is no answer: one that says so would take as much room.
            let Ok(place) = Arc::clone(&room).try_acquire_owned() else {
                continue;
            };
            take_in(stream, peer.ip(), place, &self.fresh, &self.door, &graceful);
        }
        watching.abort();
        warming.abort();
        self.door.closing.store(true, Ordering::Relaxed);
        let last_in = tokio::time::Instant::now() + LAST_IN;
        while let Ok(taken) = tokio::time::timeout_at(last_in, listener.accept()).await {
            if let (Ok((stream, peer)), Ok(place)) = (taken, Arc::clone(&room).try_acquire_owned()) {
                take_in(stream, peer.ip(), place, &self.fresh, &self.door, &graceful);
            }
        }
        drop(listener);
        let leaving = async {
            // All places free: everybody is gone.
            let _ = tokio::time::timeout(FAREWELL, room.acquire_many(CONNECTIONS)).await;
            let _ = tokio::time::timeout(LAST, graceful.shutdown()).await;
        };
        tokio::select! {
            () = leaving => {}
            () = stop() => {}
        }
        Ok(())
    }
}

/// Answers on one connection, for as long as its client keeps it.
fn take_in(
    stream: TcpStream,
    peer: IpAddr,
    place: OwnedSemaphorePermit,
    fresh: &Arc<Fresh>,
    door: &Arc<Door>,
    graceful: &GracefulShutdown,
) {
    // Behind a proxy all connections are those of the proxy.
    let own = (!door.behind_proxy).then(|| door.clients.connect(peer, Instant::now()));
    if matches!(own, Some(None)) {
        return;
    }
    let _ = stream.set_nodelay(true);
    let (fresh, door) = (Arc::clone(fresh), Arc::clone(door));
    let (now, there) = (Arc::clone(&fresh), Arc::clone(&door));
    let say = move |status| service::unread(&now.live(), &there, status);
    let stream = Outspoken::new(Patient::new(stream, READ), say);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(LARGEST_HEAD)
        .max_headers(MOST_HEADERS)
        // Who has said all may stop talking and still listen.
        .half_close(true)
        .serve_connection(
            TokioIo::new(stream),
            service_fn(move |request| {
                let (live, door) = (fresh.live(), Arc::clone(&door));
                async move { Ok::<_, Infallible>(service::answer(live, &door, peer, request).await) }
            }),
        );
    let watched = graceful.watch(connection);
    tokio::spawn(async move {
        // A client that breaks off is no news.
        let _ = watched.await;
        drop((own, place));
    });
}

/// Waits until the system asks the process to stop.
async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let (Ok(mut terminate), Ok(mut interrupt)) =
            (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
        {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
