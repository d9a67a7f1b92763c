//! The two databases behind one small set of calls. Every value goes as a parameter and every cell comes as text.

use super::super::{Cause, Connection, Failure, Result, Transport, tls::Pin};
use std::{fmt::Write as _, sync::Arc};

mod mysql;
mod postgres;

/// What SQL is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    Postgres,
    Mysql,
}

/// A value for a question mark, or a list for `IN ?`.
#[derive(Debug, Clone, Copy)]
pub(super) enum Param<'a> {
    Text(&'a str),
    List(&'a [&'a str]),
}

/// A row, each cell as text.
pub(super) type Row = Vec<Option<String>>;

/// An open connection. SQL is written with `?` for a value and `IN ?` for a list; each dialect makes its own of it.
pub(super) trait Database: Send {
    /// Rows of a question.
    fn query(&mut self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>>;

    /// Does something; the number of rows that it touched.
    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64>;

    /// Statements without values: `BEGIN`, `COMMIT`.
    fn batch(&mut self, sql: &str) -> Result<()>;

    /// Adds rows to a table, all columns being texts.
    fn insert(&mut self, table: &str, columns: &[&str], rows: &[Vec<&str>]) -> Result<()>;
}

/// Connects and logs in.
pub(super) fn connect(
    dialect: Dialect,
    connection: &Connection,
    database: &str,
    pin: &Arc<Pin>,
) -> Result<Box<dyn Database>> {
    if connection.transport == Transport::Tls && !dialect.has_tls() {
        return Err(Failure::new(Cause::NoTls, ""));
    }
    Ok(match dialect {
        Dialect::Postgres => Box::new(postgres::Postgres::connect(connection, database, pin)?),
        Dialect::Mysql => Box::new(mysql::Mysql::connect(connection, database)?),
    })
}

impl Dialect {
    /// By the option's word.
    pub(super) fn named(word: &str) -> Result<Self> {
        match word {
            "postgresql" => Ok(Self::Postgres),
            "mysql" | "mariadb" => Ok(Self::Mysql),
            _ => Err(Failure::new(
                Cause::Settings,
                "dialect: postgresql or mysql",
            )),
        }
    }

    /// Whether it is spoken to with encryption: a certificate of MySQL could not be pinned.
    pub(super) const fn has_tls(self) -> bool {
        matches!(self, Self::Postgres)
    }

    /// The usual port.
    pub(super) const fn port(self) -> u16 {
        match self {
            Self::Postgres => 5432,
            Self::Mysql => 3306,
        }
    }

    /// The statement in this dialect: PostgreSQL numbers its parameters and has arrays, MySQL counts question marks.
    fn spelt(self, sql: &str, params: &[Param<'_>]) -> String {
        let mut spelt = String::with_capacity(sql.len() + params.len() * 4);
        let mut pieces = sql.split('?');
        spelt.push_str(pieces.next().unwrap_or_default());
        for (at, (param, piece)) in params.iter().zip(pieces).enumerate() {
            match (self, param) {
                (Self::Postgres, Param::Text(_)) => {
                    let _ = write!(spelt, "${}", at + 1);
                }
                (Self::Postgres, Param::List(_)) => {
                    let kept = spelt.trim_end().trim_end_matches("IN").len();
                    spelt.truncate(kept);
                    let _ = write!(spelt, "= ANY(${})", at + 1);
                }
                (Self::Mysql, Param::Text(_)) => spelt.push('?'),
                // An empty list matches nothing, and `IN ()` is no SQL.
                (Self::Mysql, Param::List([])) => spelt.push_str("(NULL)"),
                (Self::Mysql, Param::List(list)) => {
                    let marks = vec!["?"; list.len()].join(",");
                    let _ = write!(spelt, "({marks})");
                }
            }
            spelt.push_str(piece);
        }
        spelt
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_in_both_dialects() {
        let sql = "DELETE FROM radcheck WHERE username IN ? AND attribute = ?";
        let params = [Param::List(&["a", "b"]), Param::Text("x")];
        assert_eq!(
            Dialect::Postgres.spelt(sql, &params),
            "DELETE FROM radcheck WHERE username = ANY($1) AND attribute = $2"
        );
        assert_eq!(
            Dialect::Mysql.spelt(sql, &params),
            "DELETE FROM radcheck WHERE username IN (?,?) AND attribute = ?"
        );
        let nobody = [Param::List(&[])];
        assert_eq!(
            Dialect::Mysql.spelt("username IN ?", &nobody),
            "username IN (NULL)"
        );
    }
}
