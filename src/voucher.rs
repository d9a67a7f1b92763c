//! The voucher: one document model, several renderers.
