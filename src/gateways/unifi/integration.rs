//! The official interface, version 1: a key in a header (GATEWAYS 2.3).

use super::{
    super::{
        Cause, Connection, Failure, Result, Secret,
        http::{Client, Response, encoded},
        json::word,
    },
    classic::waits,
};
use serde_json::Value;
use ureq::http::{Method, Request};

/// Rows of one page of clients, and of vouchers.
const PAGE: (usize, usize) = (200, 1000);

/// A controller behind its key.
#[derive(Debug)]
pub(super) struct Integration {
    client: Client,
    key: Secret,
    site: String,
    /// The site's own id, once it was asked.
    id: Option<String>,
}

impl Integration {
    pub(super) fn new(client: Client, connection: &Connection) -> Self {
        Self {
            client,
            key: connection.password.clone(),
            site: connection.option("site").unwrap_or("default").to_owned(),
            id: None,
        }
    }

    /// The version of the application.
    pub(super) fn version(&self) -> Result<String> {
        Ok(word(
            &self.ask(&Method::GET, "/info", None)?,
            "applicationVersion",
        ))
    }

    /// A call within the site.
    pub(super) fn call(
        &mut self,
        method: &Method,
        what: &str,
        body: Option<&Value>,
    ) -> Result<Value> {
        let id = self.site_id()?;
        self.ask(method, &format!("/sites/{id}/{what}"), body)
    }

    /// All pages of a list within the site.
    pub(super) fn list(&mut self, what: &str, filter: Option<&str>) -> Result<Vec<Value>> {
        let limit = if what == "clients" { PAGE.0 } else { PAGE.1 };
        let filter =
            filter.map_or_else(String::new, |filter| format!("&filter={}", encoded(filter)));
        let mut rows = Vec::new();
        loop {
            let offset = rows.len();
            let path = format!("{what}?offset={offset}&limit={limit}{filter}");
            let mut page = self.call(&Method::GET, &path, None)?;
            let Some(Value::Array(mut data)) = page.get_mut("data").map(Value::take) else {
                return Err(Failure::new(Cause::Strange, &page));
            };
            let total = page.get("totalCount").and_then(Value::as_u64).unwrap_or(0);
            let none = data.is_empty();
            rows.append(&mut data);
            if none || u64::try_from(rows.len()).unwrap_or(u64::MAX) >= total {
                return Ok(rows);
            }
        }
    }

    fn site_id(&mut self) -> Result<String> {
        if let Some(id) = &self.id {
            return Ok(id.clone());
        }
        let filter = format!("internalReference.eq({})", quoted(&self.site));
        let page = self.ask(
            &Method::GET,
            &format!("/sites?filter={}", encoded(&filter)),
            None,
        )?;
        let id = page.pointer("/data/0").map(|site| word(site, "id"));
        let id = id.ok_or_else(|| Failure::new(Cause::Settings, format!("site: {}", self.site)))?;
        self.id = Some(id.clone());
        Ok(id)
    }

    fn ask(&self, method: &Method, path: &str, body: Option<&Value>) -> Result<Value> {
        let request = Request::builder()
            .method(method.clone())
            .uri(format!(
                "{}/proxy/network/integration/v1{path}",
                self.client.base()
            ))
            .header("Accept", "application/json")
            .header("X-API-KEY", self.key.reveal());
        let request = match body {
            Some(_) => request.header("Content-Type", "application/json"),
            None => request,
        };
        let octets = body.map_or_else(Vec::new, |body| body.to_string().into_bytes());
        let request = request
            .body(octets)
            .map_err(|error| Failure::new(Cause::Settings, error))?;
        judged(&self.client.send(request)?)
    }
}

/// A text in the filter language: in single quotes, a quote doubled.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn judged(response: &Response) -> Result<Value> {
    let body: Option<Value> = response.json().ok();
    let said = body.as_ref().map(|body| word(body, "message"));
    let said = said
        .filter(|said| !said.is_empty())
        .unwrap_or_else(|| response.text());
    let cause = match response.status {
        200..=299 => {
            return body.ok_or_else(|| Failure::new(Cause::WrongProduct, said));
        }
        300..=399 => Cause::WrongProduct,
        401 => Cause::Login,
        403 => Cause::Rights,
        // The controller of one's own, and older ones, have no such interface.
        404 if body.is_none() => Cause::WrongProduct,
        404 => Cause::NotThere,
        429 => Cause::Throttled {
            after: waits(response),
        },
        502..=504 => Cause::Busy,
        _ => Cause::Refused,
    };
    Err(Failure::new(cause, said))
}
