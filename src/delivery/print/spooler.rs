//! The spooler of Windows: a printer that is set up there is given the page through its own driver.
//!
//! Only the compiler has seen this work: everything was tried on Linux, where such a printer says that it is elsewhere.

use super::{Handed, Job, Refused, Status};
use crate::delivery::Failure;

#[cfg(windows)]
mod windows {
    use super::super::{Condition, Handed, Job, Refused, Status, file_name};
    use crate::delivery::{Cause, Failure};
    use std::io::Write as _;
    use winprint::{
        printer::{
            DxgiPrintContextError, FilePrinter as _, FindDeviceError, PrintOutcome, PrinterDevice,
            WinPdfPrinter, WinPdfPrinterError,
        },
        ticket::PrintTicket,
    };

    pub(crate) fn found() -> Vec<String> {
        let devices = PrinterDevice::all().unwrap_or_default();
        devices.iter().map(|it| it.name().to_owned()).collect()
    }

    fn device(printer: &str) -> Result<PrinterDevice, Failure> {
        PrinterDevice::by_os_name(printer).map_err(|error| match error {
            FindDeviceError::NotFound => Failure::new(Cause::Unreachable, error),
            _ => Failure::new(Cause::Strange, error),
        })
    }

    pub(crate) fn status(printer: &str) -> Result<Status, Failure> {
        let _ = device(printer)?;
        // The crate does not tell how the printer is; the page waits in the spooler where it is not able.
        Ok(Status {
            condition: Condition::Unknown,
            detail: String::new(),
        })
    }

    pub(crate) fn submit(printer: &str, job: &Job<'_>) -> Result<Handed, Refused> {
        let device = device(printer)?;
        let kept = |error: std::io::Error| Failure::new(Cause::Settings, error);
        let folder = std::env::temp_dir().join(format!("innkeeper-{}", job.key));
        std::fs::create_dir_all(&folder).map_err(kept)?;
        // The spooler shows the name of the file.
        let path = folder.join(format!("{}.pdf", file_name(job.title)));
        let printed = std::fs::File::create(&path)
            .and_then(|mut file| file.write_all(job.content))
            .map_err(|error| Refused::from(kept(error)))
            .and_then(|()| {
                WinPdfPrinter::new(device)
                    .print(&path, PrintTicket::default())
                    .map_err(|error| refused(&error))
            });
        // The page holds a guest's code. What cannot be removed lies in the user's own folder.
        let _ = std::fs::remove_dir_all(&folder);
        match printed? {
            PrintOutcome::Completed => Ok(Handed::Sent),
            PrintOutcome::Canceled => Err(Refused::Perhaps(Failure::new(
                Cause::Refused,
                "somebody has cancelled the job in the print queue",
            ))),
        }
    }

    /// Before the job has begun nothing can have left; later, some pages may have.
    fn refused(error: &WinPdfPrinterError) -> Refused {
        let failure = Failure::new(Cause::Strange, said(error));
        match error {
            WinPdfPrinterError::InvalidPath(_)
            | WinPdfPrinterError::DxgiPrintContextError(
                DxgiPrintContextError::PrintTicketError(_)
                | DxgiPrintContextError::FailedToCreateEvent(_)
                | DxgiPrintContextError::InitializeDirectX(_)
                | DxgiPrintContextError::FailedToStartJob(_),
            ) => Refused::Nothing(failure),
            _ => Refused::Perhaps(failure),
        }
    }

    /// An error with what lies beneath it, where Windows says what is wrong.
    fn said(error: &dyn std::error::Error) -> String {
        match error.source() {
            Some(source) => format!("{error}: {}", said(source)),
            None => error.to_string(),
        }
    }
}

#[cfg(not(windows))]
mod elsewhere {
    use super::{Failure, Handed, Job, Refused, Status};
    use crate::delivery::Cause;

    fn failure() -> Failure {
        Failure::new(
            Cause::Settings,
            "printers of Windows are reached from Windows only",
        )
    }

    pub(crate) fn found() -> Vec<String> {
        Vec::new()
    }

    pub(crate) fn status(_: &str) -> Result<Status, Failure> {
        Err(failure())
    }

    pub(crate) fn submit(_: &str, _: &Job<'_>) -> Result<Handed, Refused> {
        Err(failure().into())
    }
}

#[cfg(not(windows))]
use elsewhere as here;
#[cfg(windows)]
use windows as here;

/// The printers that are set up, by their names in Windows; none elsewhere.
pub(super) fn found() -> Vec<String> {
    here::found()
}

/// Whether Windows knows the printer.
pub(super) fn status(printer: &str) -> Result<Status, Failure> {
    here::status(printer)
}

/// Hands a page over and waits until the spooler has it.
pub(super) fn submit(printer: &str, job: &Job<'_>) -> Result<Handed, Refused> {
    here::submit(printer, job)
}
