//! PostgreSQL.

use super::{
    super::super::{Cause, Connection, Failure, Result, Transport, tls::Pin},
    Database, Dialect, Param, Row,
};
use std::{future::Future, sync::Arc, time::Duration};
use tls::PinnedTls;
use tokio::runtime::Runtime;
use tokio_postgres::{
    Client, Config, Error, NoTls, Socket,
    config::SslMode,
    error::SqlState,
    tls::{MakeTlsConnect, TlsConnect},
    types::ToSql,
};

mod tls;

/// A connection, with the runtime of one thread that it lives on.
pub(super) struct Postgres {
    runtime: Runtime,
    client: Client,
    patience: Duration,
}

impl Postgres {
    pub(super) fn connect(connection: &Connection, database: &str, pin: &Arc<Pin>) -> Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("freeradius-sql")
            .enable_all()
            .build()
            .map_err(|error| Failure::new(Cause::Busy, error))?;
        let mut config = Config::new();
        let _ = config
            .port(connection.port.unwrap_or(Dialect::Postgres.port()))
            .user(&connection.user)
            .password(connection.password.reveal())
            .dbname(database)
            .application_name("innkeeper")
            .connect_timeout(connection.patience);
        // A path is the folder of a socket on this computer.
        let _ = config.host(connection.host.trim());
        let client = match connection.transport {
            Transport::Plain => {
                let _ = config.ssl_mode(SslMode::Disable);
                opened(&runtime, connection.patience, &config, NoTls)?
            }
            Transport::Tls => {
                let _ = config.ssl_mode(SslMode::Require);
                let tls = PinnedTls::new(pin)?;
                opened(&runtime, connection.patience, &config, tls)
                    .map_err(|failure| pin.refused().unwrap_or(failure))?
            }
        };
        let mut this = Self {
            runtime,
            client,
            patience: connection.patience,
        };
        // So that the server does not go on with what nobody waits for.
        let patience = connection.patience.as_millis();
        this.batch(&format!("SET statement_timeout = {patience}"))?;
        Ok(this)
    }
}

impl Database for Postgres {
    fn query(&mut self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>> {
        let sql = Dialect::Postgres.spelt(sql, params);
        let params = bound(params);
        let asking = self.client.query(&sql, &params);
        let rows =
            waited(&self.runtime, self.patience, asking)?.map_err(|error| failure(&error))?;
        let cells = |row: &tokio_postgres::Row| {
            (0..row.len())
                .map(|at| row.try_get(at))
                .collect::<Result<Row, Error>>()
        };
        rows.iter()
            .map(cells)
            .collect::<Result<_, Error>>()
            .map_err(|error| failure(&error))
    }

    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64> {
        let sql = Dialect::Postgres.spelt(sql, params);
        let params = bound(params);
        let doing = self.client.execute(&sql, &params);
        waited(&self.runtime, self.patience, doing)?.map_err(|error| failure(&error))
    }

    fn batch(&mut self, sql: &str) -> Result<()> {
        let doing = self.client.batch_execute(sql);
        waited(&self.runtime, self.patience, doing)?.map_err(|error| failure(&error))
    }

    fn insert(&mut self, table: &str, columns: &[&str], rows: &[Vec<&str>]) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let column = |at: usize| -> Vec<&str> {
            rows.iter()
                .map(|row| row.get(at).copied().unwrap_or_default())
                .collect()
        };
        let lists: Vec<Vec<&str>> = (0..columns.len()).map(column).collect();
        let marks: Vec<_> = (1..=columns.len())
            .map(|at| format!("${at}::text[]"))
            .collect();
        let sql = format!(
            "INSERT INTO {table} ({}) SELECT * FROM UNNEST({})",
            columns.join(", "),
            marks.join(", ")
        );
        let params: Vec<&(dyn ToSql + Sync)> = lists
            .iter()
            .map(|list| list as &(dyn ToSql + Sync))
            .collect();
        let doing = self.client.execute(&sql, &params);
        let inserted = waited(&self.runtime, self.patience, doing)?;
        inserted.map(drop).map_err(|error| failure(&error))
    }
}

/// Connects, and keeps the connection going on the runtime.
fn opened<T>(runtime: &Runtime, patience: Duration, config: &Config, tls: T) -> Result<Client>
where
    T: MakeTlsConnect<Socket>,
    T::TlsConnect: Send,
    T::Stream: Send + 'static,
    <T::TlsConnect as TlsConnect<Socket>>::Future: Send,
{
    let connecting = waited(runtime, patience, config.connect(tls))?;
    let (client, wire) = connecting.map_err(|error| {
        if tls::is_of_tls(&error) {
            Failure::new(Cause::NoTls, error)
        } else {
            failure(&error)
        }
    })?;
    drop(runtime.spawn(async move {
        if let Err(error) = wire.await {
            tracing::debug!(%error, "the connection to a RADIUS database ended");
        }
    }));
    Ok(client)
}

/// Waits for an answer as long as there is patience.
fn waited<T>(runtime: &Runtime, patience: Duration, answer: impl Future<Output = T>) -> Result<T> {
    runtime
        .block_on(async { tokio::time::timeout(patience, answer).await })
        .map_err(|_| Failure::new(Cause::Silent, ""))
}

fn bound<'a>(params: &'a [Param<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    params
        .iter()
        .map(|param| match param {
            Param::Text(text) => text as &(dyn ToSql + Sync),
            Param::List(list) => list as &(dyn ToSql + Sync),
        })
        .collect()
}

fn failure(error: &Error) -> Failure {
    let Some(said) = error.as_db_error() else {
        let cause = if error.is_closed() || std::error::Error::source(error).is_some() {
            Cause::Unreachable
        } else {
            Cause::Strange
        };
        return Failure::new(cause, error);
    };
    let code = said.code();
    let cause = match code {
        _ if *code == SqlState::INVALID_PASSWORD
            || *code == SqlState::INVALID_AUTHORIZATION_SPECIFICATION =>
        {
            Cause::Login
        }
        _ if *code == SqlState::INSUFFICIENT_PRIVILEGE => Cause::Rights,
        _ if *code == SqlState::INVALID_CATALOG_NAME => Cause::Settings,
        _ if *code == SqlState::UNDEFINED_TABLE || *code == SqlState::UNDEFINED_COLUMN => {
            Cause::WrongProduct
        }
        _ if *code == SqlState::QUERY_CANCELED => Cause::Silent,
        _ if *code == SqlState::TOO_MANY_CONNECTIONS
            || *code == SqlState::CANNOT_CONNECT_NOW
            || *code == SqlState::T_R_DEADLOCK_DETECTED =>
        {
            Cause::Busy
        }
        _ if *code == SqlState::ADMIN_SHUTDOWN || *code == SqlState::CRASH_SHUTDOWN => {
            Cause::Unreachable
        }
        _ => Cause::Refused,
    };
    Failure::new(cause, said.message())
}
