//! What the house changes of its vouchers.

use super::PrintError;
use crate::{
    domain::time::Instant,
    i18n::Language,
    services::{Actor, Error, Result, event, write},
    store::{NewEvent, Reader, Store},
    voucher::{
        Logo, LogoError, Look, Paper, VoucherData,
        look::{LOGO_FILE_MAX, TEXT_MAX},
    },
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::{fs::File, io::Read as _, path::Path, sync::Arc};

/// Name of the setting and of the picture.
const SETTING: &str = "voucher_look";
const LOGO: &str = "logo";

#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own on the voucher, on or off"
)]
/// The look of the house's vouchers. Headline and footer are printed as they are, whatever the guest's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct HouseLook {
    /// Below the name of the Location; may be empty.
    pub headline: String,
    /// At the end; may be empty.
    pub footer: String,
    /// The QR code that joins the Wi-Fi.
    pub join_code: bool,
    /// The QR code that logs in.
    pub login_code: bool,
    /// What was asked for the ticket.
    pub price: bool,
    /// Whom it is for.
    pub guest: bool,
    /// The paper of files, where nobody names another.
    pub paper: Paper,
    /// The language of vouchers where nobody names another; none is the Location's.
    pub language: Option<String>,
    /// Whether there is a logo.
    #[serde(skip)]
    pub has_logo: bool,
}

impl Default for HouseLook {
    fn default() -> Self {
        Self {
            headline: String::new(),
            footer: String::new(),
            join_code: true,
            login_code: true,
            price: true,
            guest: true,
            paper: Paper::default(),
            language: None,
            has_logo: false,
        }
    }
}

impl HouseLook {
    /// What this house prints of what is true of a ticket.
    pub(crate) fn shown(&self, mut data: VoucherData) -> VoucherData {
        if !self.price {
            data.price = None;
        }
        if !self.guest {
            data.user_id.clear();
        }
        data
    }

    /// The language of vouchers, where one is chosen.
    pub fn language(&self) -> Option<Language> {
        self.language.as_deref()?.parse().ok()
    }
}

/// The look of the house's vouchers.
pub fn look(store: &Store) -> Result<HouseLook> {
    Ok(store.read(house_look)?)
}

pub(crate) fn house_look(reader: &Reader<'_>) -> crate::store::Result<HouseLook> {
    let stored = reader.setting(SETTING)?;
    let look = stored.and_then(|text| serde_json::from_str(&text).ok());
    Ok(HouseLook {
        has_logo: reader.picture(LOGO)?.is_some(),
        ..look.unwrap_or_default()
    })
}

/// The same with its logo, as a document takes it.
pub fn look_of(reader: &Reader<'_>) -> crate::store::Result<(HouseLook, Look)> {
    let house = house_look(reader)?;
    let logo = match reader.picture(LOGO)? {
        Some(file) => Logo::read(&file).ok().map(Arc::new),
        None => None,
    };
    let look = Look {
        logo,
        headline: house.headline.clone(),
        footer: house.footer.clone(),
        join_code: house.join_code,
        login_code: house.login_code,
    };
    Ok((house, look))
}

/// Changes the look.
pub fn set_look(store: &Store, now: Instant, actor: Actor, look: HouseLook) -> Result<()> {
    for text in [&look.headline, &look.footer] {
        if text.chars().count() > TEXT_MAX {
            return Err(PrintError::LookText.into());
        }
    }
    let text = serde_json::to_string(&look).map_err(|error| Error::Invalid(error.to_string()))?;
    write(store, move |tx| {
        tx.set_setting(SETTING, &text)?;
        let location = tx.location()?.id;
        let _ = tx.append_event(&NewEvent {
            after: Some(json!(look)),
            ..event(now, actor, "look.changed", location.0)
        })?;
        Ok(())
    })
}

/// Keeps the file at this place as the logo of the house, if it is one.
pub fn set_logo_file(store: &Store, now: Instant, actor: Actor, file: &Path) -> Result<()> {
    let failed = |source| Error::File {
        path: file.display().to_string(),
        source,
    };
    // A file that is too large is not read: it may be a film, or a device that never ends.
    let size = std::fs::metadata(file).map_err(failed)?.len();
    if size > LOGO_FILE_MAX as u64 {
        return Err(PrintError::from(LogoError::TooLarge).into());
    }
    let mut content = Vec::new();
    let most = LOGO_FILE_MAX as u64 + 1;
    let read = File::open(file).and_then(|file| file.take(most).read_to_end(&mut content));
    let _ = read.map_err(failed)?;
    set_logo(store, now, actor, Some(&content))
}

/// Keeps a PNG or JPEG file as the logo of the house; none takes the logo away.
pub fn set_logo(store: &Store, now: Instant, actor: Actor, file: Option<&[u8]>) -> Result<()> {
    let logo = file.map(Logo::read).transpose().map_err(PrintError::from)?;
    let kept = logo
        .map(|logo| logo.png())
        .transpose()
        .map_err(PrintError::from)?;
    write(store, move |tx| {
        tx.set_picture(LOGO, kept.as_deref())?;
        let location = tx.location()?.id;
        let _ = tx.append_event(&NewEvent {
            after: Some(json!({ "logo": kept.is_some() })),
            ..event(now, actor, "look.changed", location.0)
        })?;
        Ok(())
    })
}
