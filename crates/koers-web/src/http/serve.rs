//! The server: listening, taking in, stopping.

use super::cache::{Answers, answers};
use super::{reload, service};
use crate::site::Site;
use arc_swap::ArcSwap;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use koers_run::error::RunError;
use koers_run::world::World;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// A client that takes longer over the head of a request is no browser.
const HEAD: Duration = Duration::from_secs(10);
/// How long requests in flight may take when the server stops.
const LAST: Duration = Duration::from_secs(10);

/// Makes the world anew, as it is at that moment.
pub type Worlds = Arc<dyn Fn() -> Arc<dyn World> + Send + Sync>;

/// How to serve.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address that visitors use, when it is another one.
    pub address: Option<String>,
    /// Tells the operator something.
    pub tell: fn(&str),
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
    pub site: Site,
    /// Finished answers.
    pub answers: Answers,
}

impl Live {
    /// A state nobody has asked anything yet.
    #[must_use]
    pub fn new(site: Site) -> Self {
        Self {
            site,
            answers: answers(),
        }
    }
}

/// A server that listens already.
pub struct Server {
    listener: std::net::TcpListener,
    address: String,
    current: Arc<ArcSwap<Live>>,
    worlds: Worlds,
    tell: fn(&str),
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
        let site = Site::read(worlds(), &address)?;
        Ok(Self {
            listener,
            address,
            current: Arc::new(ArcSwap::from_pointee(Live::new(site))),
            worlds,
            tell: settings.tell,
        })
    }

    /// The address for visitors.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Answers until the system asks it to stop; then requests in flight are finished.
    ///
    /// # Errors
    /// [`ServeError::Start`] when the system gives no threads.
    pub fn run(self) -> Result<(), ServeError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(ServeError::Start)?;
        runtime.block_on(self.answer_all())
    }

    async fn answer_all(self) -> Result<(), ServeError> {
        let listener = TcpListener::from_std(self.listener).map_err(ServeError::Start)?;
        let watching = tokio::spawn(reload::watch(
            Arc::clone(&self.current),
            self.worlds,
            self.address,
            self.tell,
        ));
        let graceful = GracefulShutdown::new();
        let stop = stop();
        tokio::pin!(stop);
        loop {
            let stream = tokio::select! {
                taken = listener.accept() => match taken {
                    Ok((stream, _)) => stream,
                    // Too many open files, or a client that went away: a moment later it may go well.
                    Err(_) => {
                        tokio::time::sleep(Duration::from_millis(50)).await;
                        continue;
                    }
                },
                () = &mut stop => break,
            };
            let _ = stream.set_nodelay(true);
            let current = Arc::clone(&self.current);
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD)
                .serve_connection(
                    TokioIo::new(stream),
                    service_fn(move |request| {
                        let live = current.load_full();
                        async move { Ok::<_, Infallible>(service::answer(live, request).await) }
                    }),
                );
            let watched = graceful.watch(connection);
            tokio::spawn(async move {
                // A client that breaks off is no news.
                let _ = watched.await;
            });
        }
        drop(listener);
        watching.abort();
        let _ = tokio::time::timeout(LAST, graceful.shutdown()).await;
        Ok(())
    }
}

/// Waits until the system asks the process to stop.
async fn stop() {
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
