//! The server without a socket: a request in, the answer that would go out. For tests, fuzzing, and who has a server of their own.

use super::hosts::authority;
use super::serve::{Door, Live, ServeError, Settings};
use super::service;
use super::workshop::Workshop;
use crate::site::Site;
use bytes::Bytes;
use http::header::{HOST, HeaderValue};
use http::{Request, Response};
use http_body_util::{BodyExt as _, Empty};
use std::net::IpAddr;
use std::sync::Arc;
use tokio::runtime::{Builder, Runtime};

/// A site with everything that stands between it and a socket: limits, routing, answers that are kept, headers.
pub struct Desk {
    runtime: Runtime,
    live: Arc<Live>,
    door: Door,
}

impl Desk {
    /// Opens for a site. Of the settings, `listen` does nothing.
    ///
    /// # Errors
    /// [`ServeError::Start`] when the system gives no threads.
    pub fn open(site: Site, settings: &Settings) -> Result<Self, ServeError> {
        let runtime = Builder::new_current_thread()
            .enable_time()
            .build()
            .map_err(ServeError::Start)?;
        Ok(Self {
            runtime,
            door: Door::new(settings, &site.address),
            live: Arc::new(Live::new(site, Workshop::new(settings.tell))),
        })
    }

    /// The answer to a request of a client. What stands in the body of the request is not looked at. A request without a name is meant
    /// for us: who has it in hand brought it here.
    pub fn answer<B>(&self, client: IpAddr, mut request: Request<B>) -> Response<Bytes> {
        if let Ok(ours) = HeaderValue::from_str(authority(&self.live.site.address)) {
            request.headers_mut().entry(HOST).or_insert(ours);
        }
        let answered = service::answer(
            Arc::clone(&self.live),
            &self.door,
            client,
            request.map(|_| Empty::new()),
        );
        self.runtime.block_on(async {
            let (head, body) = answered.await.into_parts();
            // A body that is all there cannot fail to come.
            let body = body.collect().await.map(|all| all.to_bytes());
            Response::from_parts(head, body.unwrap_or_default())
        })
    }
}
