//! The classic interface: a login with a cookie, on a controller of one's own or behind UniFi OS (GATEWAYS 2.2).

use super::super::{
    Cause, Connection, Failure, Result,
    http::{Client, Response},
    json::word,
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use ureq::http::{Method, Request};

/// The logins of this process, by controller and user. They outlive their drivers: whoever logs in too often is locked out
/// for a while, and the engine comes twice a minute.
static LOGINS: Mutex<BTreeMap<[u8; 32], Login>> = Mutex::new(BTreeMap::new());

fn logins() -> MutexGuard<'static, BTreeMap<[u8; 32], Login>> {
    LOGINS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A controller, with the login that is kept for it.
#[derive(Debug)]
pub(super) struct Classic {
    client: Client,
    user: String,
    password: super::super::Secret,
    site: String,
    /// Whose login it is among [`LOGINS`].
    key: [u8; 32],
}

#[derive(Debug, Clone)]
struct Login {
    /// UniFi OS, which has the controller behind `/proxy/network`.
    os: bool,
    cookie: String,
    csrf: Option<String>,
}

impl Classic {
    pub(super) fn new(client: Client, connection: &Connection) -> Self {
        let mut key = Sha256::new();
        for part in [
            client.base(),
            &connection.user,
            connection.password.reveal(),
            &format!("{:?}", connection.fingerprint),
        ] {
            key.update(part.len().to_be_bytes());
            key.update(part);
        }
        Self {
            key: key.finalize().into(),
            client,
            user: connection.user.clone(),
            password: connection.password.clone(),
            site: connection.option("site").unwrap_or("default").to_owned(),
        }
    }

    /// Whether it is UniFi OS.
    pub(super) fn is_os(&self) -> bool {
        logins().get(&self.key).is_some_and(|login| login.os)
    }

    /// A call within the site, such as `stat/voucher`; the rows of its answer.
    pub(super) fn call(
        &mut self,
        method: &Method,
        what: &str,
        body: Option<&Value>,
    ) -> Result<Vec<Value>> {
        let path = format!(
            "/api/s/{}/{what}",
            crate::gateways::http::encoded(&self.site)
        );
        for again in [true, false] {
            let login = self.logged_in()?;
            let response = self.send(&login, method, &path, body)?;
            let text = response.text();
            let unknown = response.status == 401
                || text.contains("api.err.LoginRequired")
                || response.status == 403 && text.contains("CSRF");
            if unknown && again {
                // It refused before it did anything: the login had run out, or somebody else has the newer token.
                let _ = logins().remove(&self.key);
                continue;
            }
            return rows(&response);
        }
        Err(Failure::new(Cause::Login, ""))
    }

    fn send(
        &mut self,
        login: &Login,
        method: &Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Response> {
        let prefix = if login.os { "/proxy/network" } else { "" };
        let mut request = Request::builder()
            .method(method.clone())
            .uri(format!("{}{prefix}{path}", self.client.base()))
            .header("Accept", "application/json")
            .header("Cookie", &login.cookie);
        if let Some(csrf) = login.csrf.as_ref().filter(|_| *method != Method::GET) {
            request = request.header("X-CSRF-Token", csrf);
        }
        if body.is_some() {
            request = request.header("Content-Type", "application/json");
        }
        let octets = body.map_or_else(Vec::new, |body| body.to_string().into_bytes());
        let request = request
            .body(octets)
            .map_err(|error| Failure::new(Cause::Settings, error))?;
        let response = self.client.send(request)?;
        // A newer token may come with any answer; from then on the older one is refused.
        let newer = response
            .header("X-Updated-CSRF-Token")
            .or_else(|| response.header("X-CSRF-Token"));
        if let (Some(newer), Some(kept)) = (newer, logins().get_mut(&self.key)) {
            kept.csrf = Some(newer.to_owned());
        }
        Ok(response)
    }

    fn logged_in(&mut self) -> Result<Login> {
        if let Some(login) = logins().get(&self.key) {
            return Ok(login.clone());
        }
        let settings = |error| Failure::new(Cause::Settings, error);
        let home = Request::get(format!("{}/", self.client.base()));
        let home = self.client.send(home.body(Vec::new()).map_err(settings)?)?;
        let os = match home.status {
            200 => true,
            300..=399 => false,
            502..=504 => return Err(Failure::new(Cause::Busy, home.text())),
            _ => return Err(Failure::new(Cause::WrongProduct, home.text())),
        };
        let path = if os { "/api/auth/login" } else { "/api/login" };
        let body = json!({
            "username": self.user, "password": self.password.reveal(),
            "remember": true, "rememberMe": true,
        });
        let request = Request::post(format!("{}{path}", self.client.base()))
            .header("Content-Type", "application/json")
            .body(body.to_string().into_bytes())
            .map_err(settings)?;
        let response = self.client.send(request)?;
        let said = said(&response);
        let cause = match response.status {
            200 if said.contains("api.err") => Cause::Login,
            200 => {
                let cookie = cookies(&response);
                if cookie.is_empty() {
                    return Err(Failure::new(Cause::WrongProduct, response.text()));
                }
                let login = Login {
                    os,
                    cookie,
                    csrf: response.header("X-CSRF-Token").map(str::to_owned),
                };
                let _ = logins().insert(self.key, login.clone());
                return Ok(login);
            }
            429 => Cause::Throttled {
                after: waits(&response),
            },
            // 499: an account with a second factor cannot be used here.
            400 | 401 | 403 | 499 => Cause::Login,
            502..=504 => Cause::Busy,
            _ => Cause::WrongProduct,
        };
        Err(Failure::new(cause, said))
    }
}

/// `name=value` of every cookie that was set.
fn cookies(response: &Response) -> String {
    let set = response.headers.get_all("Set-Cookie").into_iter();
    set.filter_map(|cookie| cookie.to_str().ok()?.split(';').next())
        .collect::<Vec<_>>()
        .join("; ")
}

/// How long to wait, if it says so.
pub(super) fn waits(response: &Response) -> Option<Duration> {
    let seconds = response.header("Retry-After")?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

/// What it says for itself: `meta.msg`, `code` or `errorCode`, else the text.
fn said(response: &Response) -> String {
    let body: Value = response.json().unwrap_or_default();
    let meta = body.get("meta").map(|meta| word(meta, "msg"));
    let code = ["code", "errorCode"].map(|name| word(&body, name));
    meta.into_iter()
        .chain(code)
        .find(|word| !word.is_empty())
        .unwrap_or_else(|| response.text())
}

/// The rows of an answer. Failures come with HTTP 200, too: `meta.rc` is what counts.
fn rows(response: &Response) -> Result<Vec<Value>> {
    let said = said(response);
    let cause = match response.status {
        401 => Some(Cause::Login),
        403 => Some(Cause::Rights),
        429 => Some(Cause::Throttled {
            after: waits(response),
        }),
        502..=504 => Some(Cause::Busy),
        _ => None,
    };
    if let Some(cause) = cause {
        return Err(Failure::new(cause, said));
    }
    let mut body: Value = response.json()?;
    if body.pointer("/meta/rc").and_then(Value::as_str) == Some("ok") {
        return match body.get_mut("data").map(Value::take) {
            Some(Value::Array(rows)) => Ok(rows),
            _ => Ok(Vec::new()),
        };
    }
    let cause = match said.as_str() {
        "api.err.NoPermission" => Cause::Rights,
        "api.err.LoginRequired" | "api.err.Ubic2faTokenRequired" => Cause::Login,
        "api.err.NoSiteContext" => Cause::Settings,
        "api.err.IdInvalid" | "api.err.UnknownUser" | "api.err.UnknownStation" => Cause::NotThere,
        "api.err.DuplicateName" => Cause::Taken,
        _ if body.get("meta").is_some() => Cause::Refused,
        _ => Cause::Strange,
    };
    Err(Failure::new(cause, said))
}
