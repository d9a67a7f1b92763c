# Innkeeper, Italian. One section for each surface; the guest's surfaces are apart from the desk's.

## Voucher (the guest's language)

voucher-code = Il suo codice
voucher-username = Nome utente
voucher-password = Password
voucher-qr-join = Si colleghi al Wi-Fi
voucher-qr-log-in = Acceda
voucher-valid-from-first-login = Valido per { $duration } dal primo accesso.
voucher-valid-until = Valido fino a { $moment }.
voucher-valid-range = Valido da { $from } a { $until }.
voucher-valid-unlimited = Valido senza limiti di tempo.
voucher-use-by = Primo accesso entro { $moment }.
voucher-network = Rete Wi-Fi
voucher-wifi-password = Password del Wi-Fi
voucher-devices = Dispositivi contemporanei
voucher-price = Prezzo
voucher-guest = Ospite
voucher-serial = N. { $serial }
voucher-issued = Emesso { $moment }
voucher-moment = { $weekday } { $day } { $month } { $year }, ore { $time }
voucher-days = { $count ->
    [one] { $count } giorno
   *[other] { $count } giorni
}
voucher-hours = { $count ->
    [one] { $count } ora
   *[other] { $count } ore
}
voucher-minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minuti
}
voucher-weekday = { $day ->
    [1] lun
    [2] mar
    [3] mer
    [4] gio
    [5] ven
    [6] sab
   *[7] dom
}
voucher-month = { $month ->
    [1] gennaio
    [2] febbraio
    [3] marzo
    [4] aprile
    [5] maggio
    [6] giugno
    [7] luglio
    [8] agosto
    [9] settembre
    [10] ottobre
    [11] novembre
   *[12] dicembre
}

## Desk

## Tickets (list)

## Ticket (one)

## States and reasons

## Widgets and frame

app-name = Innkeeper

## Errors

## Command line
