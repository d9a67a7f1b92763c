//! stub
use super::service::Service;
use std::{net::SocketAddr, sync::Arc};
#[derive(Debug, thiserror::Error)]
#[error("stub")]
pub struct Error;
pub struct Server;
impl Server {
    pub fn start(_: SocketAddr, _: SocketAddr, _: Arc<dyn Service>) -> Result<Self, Error> {
        Err(Error)
    }
    pub fn auth_addr(&self) -> SocketAddr {
        ([0, 0, 0, 0], 0).into()
    }
    pub fn acct_addr(&self) -> SocketAddr {
        ([0, 0, 0, 0], 0).into()
    }
}
