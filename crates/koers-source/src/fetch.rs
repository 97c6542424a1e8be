//! Asking publishers over the network, within bounds.
//!
//! Only hosts that the workspace names are asked, encrypted, and never at a private address unless the host is one's own ([`door`]). What a
//! publisher sends has a greatest size and a longest time. What fails for a moment is tried again ([`retry`]); what fails for good is told in
//! words ([`fault`]).
//!
//! Reading order: [`door`], [`retry`], [`Fetcher`].

pub mod door;
pub mod fault;
pub mod retry;

use door::{Door, Guarded};
use fault::FetchFault;
use retry::{Next, after_answer, after_break};
use std::io::{self, Read, Write};
use std::time::{Duration, Instant};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, http};

/// Bounds on one question to a publisher.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// The longest time until a connection stands.
    pub connect: Duration,
    /// The longest time until an answer begins.
    pub begin: Duration,
    /// The longest time between two pieces of an answer.
    pub silence: Duration,
    /// The longest time for one whole answer.
    pub whole: Duration,
    /// How often is asked before giving up.
    pub tries: u32,
    /// The longest pause that a publisher may ask for.
    pub longest_pause: Duration,
    /// The pause before the second try; each next one is twice as long.
    pub first_pause: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(15),
            begin: Duration::from_secs(120),
            silence: Duration::from_secs(60),
            whole: Duration::from_secs(30 * 60),
            tries: 5,
            longest_pause: Duration::from_secs(120),
            first_pause: Duration::from_millis(500),
        }
    }
}

/// Redirects are followed so many times, and only to hosts that are named too.
const MOST_REDIRECTS: usize = 5;
/// The name under which publishers know us.
const AGENT: &str = concat!("koers/", env!("CARGO_PKG_VERSION"));
/// Of an answer that is an error, so much is looked at for a reason.
const LOOKED_AT: u64 = 64 << 10;
/// Bytes that are copied at once.
const PIECE: usize = 64 << 10;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    /// The address.
    pub address: &'a str,
    /// The form that is asked for, as `Accept` says it.
    pub accept: &'a str,
    /// What was said of the version that is here already, for a question that need not be answered in full.
    pub known: Option<&'a str>,
    /// The most bytes that are taken.
    pub limit: u64,
    /// Statuses that are not tried again: the same can be asked in another way.
    pub gives_up_on: &'static [u16],
}

/// What was said of an answer besides its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// What is here already is still the same.
    Same,
    /// The answer.
    Whole {
        /// How the publisher tells this version from another: an entity tag or the moment of its last change.
        version: Option<String>,
        /// The last address that was asked, behind redirects.
        address: String,
    },
}

/// Asks publishers.
#[derive(Debug)]
pub struct Fetcher {
    agent: Agent,
    door: Door,
    bounds: Bounds,
}

impl Fetcher {
    /// Asks the hosts behind a door, within bounds. Proxies are those of the environment (`HTTPS_PROXY`, `NO_PROXY`).
    #[must_use]
    pub fn new(door: Door, bounds: Bounds) -> Self {
        let config = Agent::config_builder()
            .user_agent(AGENT)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_resolve(Some(bounds.connect))
            .timeout_connect(Some(bounds.connect))
            .timeout_recv_response(Some(bounds.begin))
            .timeout_per_read(Some(bounds.silence))
            .timeout_global(Some(bounds.whole))
            .max_response_header_size(64 << 10)
            .max_idle_connections_per_host(2)
            .tls_config(
                // An office that looks into its traffic has a certificate of its own, which the system knows.
                ureq::tls::TlsConfig::builder()
                    .root_certs(ureq::tls::RootCerts::PlatformVerifier)
                    .build(),
            )
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Guarded::new(door.clone()));
        Self { agent, door, bounds }
    }

    /// Asks, and writes what comes to what `fresh` makes: anew for each try, so that half an answer is never kept.
    ///
    /// # Errors
    /// [`FetchFault`] once nothing is left to try.
    pub fn get<W: Write>(
        &self,
        asking: &Asking<'_>,
        mut fresh: impl FnMut() -> io::Result<W>,
    ) -> Result<(Reply, W), FetchFault> {
        let mut tried = 0;
        loop {
            tried += 1;
            let mut into = fresh().map_err(|error| FetchFault::disk(&error))?;
            let fault = match self.once(asking, &mut into) {
                Ok(reply) => return Ok((reply, into)),
                Err(fault) => fault,
            };
            let next = match &fault {
                Broken::Answer { status, .. } if asking.gives_up_on.contains(status) => Next::GiveUp,
                Broken::Answer { status, wait, .. } => {
                    after_answer(*status, *wait, tried, asking.address, &self.bounds)
                }
                Broken::Connection { .. } => after_break(tried, asking.address, &self.bounds),
                Broken::Final(_) => Next::GiveUp,
            };
            match next {
                Next::Wait(pause) => std::thread::sleep(pause),
                Next::GiveUp => return Err(fault.told(asking.address, tried)),
            }
        }
    }

    /// Asks for something small and gives its bytes.
    ///
    /// # Errors
    /// As [`Self::get`].
    pub fn small(&self, asking: &Asking<'_>) -> Result<Vec<u8>, FetchFault> {
        self.get(asking, || Ok(Vec::new())).map(|(_, bytes)| bytes)
    }

    /// The pause before something is asked again.
    pub(crate) fn first_pause(&self) -> Duration {
        self.bounds.first_pause
    }

    fn once(&self, asking: &Asking<'_>, into: &mut impl Write) -> Result<Reply, Broken> {
        let began = Instant::now();
        let mut address = asking.address.to_owned();
        for _ in 0..=MOST_REDIRECTS {
            self.door.may(&address).map_err(Broken::Final)?;
            let mut request = self
                .agent
                .get(&address)
                .header("Accept", asking.accept)
                .header("Accept-Encoding", "gzip");
            if let Some(known) = asking.known {
                request = match known.split_once(' ') {
                    Some(("etag", tag)) => request.header("If-None-Match", tag),
                    Some(("changed", moment)) => request.header("If-Modified-Since", moment),
                    _ => request,
                };
            }
            // A proxy leads outside; a host of one's own lies inside.
            let answer = match self.door.is_own(&address) {
                true => request.config().proxy(None).build().call(),
                false => request.call(),
            };
            let answer = answer.map_err(|error| Broken::of(error, &address))?;
            let status = answer.status().as_u16();
            if matches!(status, 301 | 302 | 303 | 307 | 308) {
                let to = header(&answer, "location").unwrap_or_default();
                address = door::join(&address, &to).ok_or_else(|| {
                    Broken::Final(FetchFault::Redirect {
                        address: address.clone(),
                        to,
                    })
                })?;
                continue;
            }
            if status == 304 && asking.known.is_some() {
                return Ok(Reply::Same);
            }
            // A part of an answer (206) is no answer, and nobody asked whether it is the same.
            if status != 200 {
                let wait = header(&answer, "retry-after").and_then(|text| retry::pause_asked(&text));
                let mut said = Vec::new();
                let _ = answer
                    .into_body()
                    .into_reader()
                    .take(LOOKED_AT)
                    .read_to_end(&mut said);
                return Err(Broken::Answer {
                    status,
                    wait,
                    said: fault::reason(&said),
                });
            }
            let version = header(&answer, "etag")
                .map(|tag| format!("etag {tag}"))
                .or_else(|| header(&answer, "last-modified").map(|moment| format!("changed {moment}")));
            self.copy(answer, into, asking, &address, began)?;
            return Ok(Reply::Whole { version, address });
        }
        Err(Broken::Final(FetchFault::Redirect {
            address: asking.address.to_owned(),
            to: address,
        }))
    }

    /// Copies an answer, which must end as it said that it would.
    fn copy(
        &self,
        answer: http::Response<ureq::Body>,
        into: &mut impl Write,
        asking: &Asking<'_>,
        address: &str,
        began: Instant,
    ) -> Result<(), Broken> {
        let mut body = answer.into_body().into_reader();
        let mut piece = vec![0; PIECE];
        let mut bytes = 0_u64;
        loop {
            let read = match body.read(&mut piece) {
                Ok(0) => return Ok(()),
                Ok(read) => read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    return Err(Broken::Connection {
                        said: error.to_string(),
                        bytes,
                        is_slow: error.kind() == io::ErrorKind::TimedOut
                            || began.elapsed() > self.bounds.whole,
                    });
                }
            };
            bytes += read as u64;
            if bytes > asking.limit {
                return Err(Broken::Final(FetchFault::TooLarge {
                    address: address.to_owned(),
                    limit: asking.limit,
                }));
            }
            let piece = piece.get(..read).unwrap_or_default();
            into.write_all(piece)
                .map_err(|error| Broken::Final(FetchFault::disk(&error)))?;
        }
    }
}

fn header(answer: &http::Response<ureq::Body>, name: &str) -> Option<String> {
    let value = answer.headers().get(name)?;
    value.to_str().ok().map(str::to_owned)
}

/// Why one try gave no answer.
enum Broken {
    /// An answer that is none.
    Answer {
        status: u16,
        wait: Option<Duration>,
        said: Option<String>,
    },
    /// Nothing, or half of it.
    Connection { said: String, bytes: u64, is_slow: bool },
    /// Something that another try will not mend.
    Final(FetchFault),
}

impl Broken {
    fn of(error: ureq::Error, address: &str) -> Self {
        match error {
            ureq::Error::Other(inner) => match inner.downcast::<FetchFault>() {
                Ok(fault) => Self::Final(*fault),
                Err(other) => Self::Connection {
                    said: other.to_string(),
                    bytes: 0,
                    is_slow: false,
                },
            },
            ureq::Error::Timeout(_) => Self::Connection {
                said: error.to_string(),
                bytes: 0,
                is_slow: true,
            },
            ureq::Error::HostNotFound => Self::Connection {
                said: "host not found".to_owned(),
                bytes: 0,
                is_slow: false,
            },
            ureq::Error::BadUri(_) | ureq::Error::Http(_) => Self::Final(FetchFault::NotAnAddress {
                address: address.to_owned(),
            }),
            ureq::Error::Tls(_) | ureq::Error::Rustls(_) => Self::Final(FetchFault::Tls {
                address: address.to_owned(),
                said: error.to_string(),
            }),
            // What the other side sent to prove who it is comes as data that are not valid.
            ureq::Error::Io(inner) if inner.kind() == io::ErrorKind::InvalidData => {
                Self::Final(FetchFault::Tls {
                    address: address.to_owned(),
                    said: inner.to_string(),
                })
            }
            other => Self::Connection {
                said: other.to_string(),
                bytes: 0,
                is_slow: false,
            },
        }
    }

    fn told(self, address: &str, tried: u32) -> FetchFault {
        let address = address.to_owned();
        match self {
            Self::Final(fault) => fault,
            Self::Answer { status, wait, said } => FetchFault::Status {
                address,
                status,
                said,
                wait,
                tried,
            },
            Self::Connection { said, bytes, is_slow } => match (is_slow, bytes) {
                (true, _) => FetchFault::TooSlow { address, tried },
                (false, 0) => FetchFault::NoConnection { address, said, tried },
                (false, bytes) => FetchFault::CutOff {
                    address,
                    bytes,
                    tried,
                },
            },
        }
    }
}
