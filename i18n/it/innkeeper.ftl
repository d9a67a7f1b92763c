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
voucher-valid-first-day = Valido fino alla fine del giorno del primo accesso.
voucher-valid-end-of-day = Valido { $duration } dal primo accesso, poi fino alla fine di quel giorno.
voucher-valid-first-month = Valido fino alla fine del mese del primo accesso.
voucher-valid-end-of-month = Valido { $duration } dal primo accesso, poi fino alla fine di quel mese.
voucher-valid-one-login = Valido per un solo accesso.
voucher-months = { $count ->
    [one] { $count } mese
   *[other] { $count } mesi
}
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

status-no-use = Non usato
status-in-use = In uso
status-expired = Scaduto
status-cancelled = Annullato
kind-individual = Ticket individuale
kind-variable = Ticket variabile
kind-special = Ticket speciale
kind-paypal = Paypal
kind-sms = SMS
kind-sponsor = Sponsor
kind-pms = PMS
allowance-total-time = tempo totale
allowance-daily-time = tempo giornaliero
allowance-weekly-time = tempo settimanale
allowance-monthly-time = tempo mensile
allowance-total-data = traffico totale
allowance-daily-data = traffico giornaliero
allowance-weekly-data = traffico settimanale
allowance-monthly-data = traffico mensile
refused-unknown-user = Nessun ticket ha questo nome utente. È stato scritto male o appartiene a un'altra struttura.
refused-wrong-password = La password era sbagliata.
refused-method = Il dispositivo ha chiesto un tipo di accesso che il Wi-Fi ospiti non usa (EAP). Controllare la sicurezza della rete Wi-Fi.
refused-licence = La licenza di questa struttura è terminata. Gli accessi sono chiusi fino al rinnovo.
refused-cancelled = Il ticket è stato annullato. Emetterne uno nuovo.
refused-no-product = L'account non ha un prodotto. Ricaricarlo.
refused-one-login = Il ticket era per un solo accesso, già usato. Ricaricarlo o emetterne uno nuovo.
refused-not-yet = Il ticket non è valido prima del { $from }.
refused-not-in-time = Il ticket andava usato entro il { $by }. Emetterne uno nuovo.
refused-expired = Il ticket è scaduto il { $at }. Ricaricarlo o emetterne uno nuovo.
refused-used-up = Il { $what } è esaurito. Ricaricare il ticket o emetterne uno nuovo.
refused-used-until = Il { $what } è esaurito fino al { $until }.
refused-devices = 
    { $allowed ->
        [one] Il suo unico dispositivo è connesso. Un altro potrà entrare quando esce.
       *[other] I suoi { $allowed } dispositivi sono tutti connessi. Un altro potrà entrare quando ne esce uno.
    }
refused-guest-wrong-code = Il codice non è corretto. Controllarlo e riprovare.
refused-guest-method = Questa rete usa una pagina di accesso. Aprire il browser.
refused-guest-closed = Il Wi-Fi ospiti è chiuso in questo momento. Rivolgersi alla reception.
refused-guest-cancelled = Questo ticket è stato annullato. Rivolgersi alla reception.
refused-guest-buy = Questo ticket è già stato usato. Chiederne un altro alla reception.
refused-guest-not-yet = Questo ticket è valido dal { $from }.
refused-guest-expired = Questo ticket è scaduto. Rivolgersi alla reception.
refused-guest-time-used = Il tempo di questo ticket è esaurito. Rivolgersi alla reception.
refused-guest-data-used = Il traffico di questo ticket è esaurito. Rivolgersi alla reception.
refused-guest-used-until = Il limite è esaurito. Sarà possibile accedere di nuovo dal { $until }.
refused-guest-devices = 
    { $allowed ->
        [one] Questo ticket è per un dispositivo, già connesso.
       *[other] Questo ticket è per { $allowed } dispositivi, tutti già connessi.
    }

## Widgets and frame

app-name = Innkeeper
# The names with spaces between, from Monday on and from January on.
days-of-week = lu ma me gi ve sa do
months-of-year = gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre

## Errors

## Command line

warning-zero-time = Zero giorni e ore, o zero mesi, significano nessun tempo: l’ospite scade alla prima connessione. Scegliere Illimitato se è questo che si vuole.
warning-expires-on-activation = Il prodotto scade all’attivazione: l’ospite deve sceglierne un altro al primo accesso.
warning-may-stay-valid = Il valore è negativo, ma in alcune date l’ospite resta valido fino alla fine del giorno o del mese. Con { $days } giorni o meno non succede mai.
warning-last-day = Un ospite dell’ultimo giorno del mese ha solo quel giorno. Giorni e ore fino a fine mese, con alcuni giorni, è più giusto.
warning-total-never-usable = Il prodotto scade all’attivazione, quindi il suo totale non può mai essere usato; una ricarica può comunque recuperarlo.
warning-notification = Non c’è una scadenza da annunciare: l’avviso non ha effetto.
warning-one-login-subscription = Venduto in abbonamento, l’accesso unico non viene rispettato.
