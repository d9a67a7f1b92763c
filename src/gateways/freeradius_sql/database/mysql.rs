//! MySQL and MariaDB.

use super::{
    super::super::{Cause, Connection, Failure, Result},
    Database, Dialect, Param, Row,
};
use mysql::{Conn, Error, OptsBuilder, Value, prelude::Queryable as _};
use std::io;

/// Rows of one statement: below the 65,535 parameters that the protocol takes.
const ROWS: usize = 1000;

/// A connection.
pub(super) struct Mysql(Conn);

impl Mysql {
    pub(super) fn connect(connection: &Connection, database: &str) -> Result<Self> {
        let host = connection.host.trim();
        let patience = Some(connection.patience);
        let options = OptsBuilder::new()
            .tcp_port(connection.port.unwrap_or(Dialect::Mysql.port()))
            .user(Some(&connection.user))
            .pass(Some(connection.password.reveal()))
            .db_name(Some(database))
            .tcp_connect_timeout(patience)
            .read_timeout(patience)
            .write_timeout(patience)
            .prefer_socket(false);
        // A path is a socket on this computer.
        let options = if host.starts_with('/') {
            options.socket(Some(host)).prefer_socket(true)
        } else {
            options.ip_or_hostname(Some(host))
        };
        let conn = Conn::new(options).map_err(|error| failure(&error))?;
        let mut this = Self(conn);
        // Names of guests are in any script; what does not fit is refused and not cut off.
        this.batch("SET NAMES utf8mb4, sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')")?;
        Ok(this)
    }
}

impl Database for Mysql {
    fn query(&mut self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>> {
        let sql = Dialect::Mysql.spelt(sql, params);
        let rows: Vec<mysql::Row> = self
            .0
            .exec(sql, bound(params))
            .map_err(|error| failure(&error))?;
        Ok(rows
            .into_iter()
            .map(|row| row.unwrap().into_iter().map(text).collect())
            .collect())
    }

    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64> {
        let sql = Dialect::Mysql.spelt(sql, params);
        self.0
            .exec_drop(sql, bound(params))
            .map_err(|error| failure(&error))?;
        Ok(self.0.affected_rows())
    }

    fn batch(&mut self, sql: &str) -> Result<()> {
        self.0.query_drop(sql).map_err(|error| failure(&error))
    }

    fn insert(&mut self, table: &str, columns: &[&str], rows: &[Vec<&str>]) -> Result<()> {
        let one = format!("({})", vec!["?"; columns.len()].join(","));
        for part in rows.chunks(ROWS) {
            let sql = format!(
                "INSERT INTO {table} ({}) VALUES {}",
                columns.join(", "),
                vec![one.as_str(); part.len()].join(",")
            );
            let params: Vec<Value> = part.iter().flatten().map(Value::from).collect();
            self.0
                .exec_drop(sql, params)
                .map_err(|error| failure(&error))?;
        }
        Ok(())
    }
}

fn bound(params: &[Param<'_>]) -> mysql::Params {
    let mut values = Vec::new();
    for param in params {
        match param {
            Param::Text(text) => values.push(Value::from(*text)),
            Param::List(list) => values.extend(list.iter().map(Value::from)),
        }
    }
    if values.is_empty() {
        mysql::Params::Empty
    } else {
        mysql::Params::Positional(values)
    }
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::NULL => None,
        Value::Bytes(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
        Value::Int(number) => Some(number.to_string()),
        Value::UInt(number) => Some(number.to_string()),
        Value::Float(number) => Some(number.to_string()),
        Value::Double(number) => Some(number.to_string()),
        // Instants are asked for as seconds.
        Value::Date(..) | Value::Time(..) => Some(value.as_sql(true)),
    }
}

fn failure(error: &Error) -> Failure {
    match error {
        Error::MySqlError(said) => {
            let cause = match said.code {
                1045 | 1698 => Cause::Login,
                1044 | 1142 | 1143 | 1227 => Cause::Rights,
                1049 => Cause::Settings,
                1054 | 1146 => Cause::WrongProduct,
                1040 | 1205 | 1213 => Cause::Busy,
                1053 => Cause::Unreachable,
                _ => Cause::Refused,
            };
            Failure::new(cause, &said.message)
        }
        Error::IoError(io)
            if matches!(
                io.kind(),
                io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock
            ) =>
        {
            Failure::new(Cause::Silent, "")
        }
        Error::IoError(io) => Failure::new(Cause::Unreachable, io),
        Error::DriverError(mysql::DriverError::CouldNotConnect(why)) => {
            let why = why.as_ref().map(|(_, why, _)| why.as_str());
            Failure::new(Cause::Unreachable, why.unwrap_or_default())
        }
        other => Failure::new(Cause::Strange, other),
    }
}
