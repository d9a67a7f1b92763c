# Innkeeper, Italian. One section for each surface; the guest's surfaces are apart from the desk's.

## Voucher (the guest's language)

## Desk

## Tickets (list)

## Ticket (one)

## States and reasons

## Widgets and frame

app-name = Innkeeper
# The names with spaces between, from Monday on and from January on.
days-of-week = Lu Ma Me Gi Ve Sa Do
months-of-year = Gennaio Febbraio Marzo Aprile Maggio Giugno Luglio Agosto Settembre Ottobre Novembre Dicembre

## Errors

## Command line
