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
voucher-price-tax = { $price } (IVA { $rate } % inclusa)
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

## Mail and SMS (the guest's language)

mail-subject = Il Suo accesso Wi-Fi presso { $location }
mail-body =
    Buongiorno,

    ecco il Suo accesso Wi-Fi presso { $location }.

    { $voucher }

    Le auguriamo un piacevole soggiorno.
sms-text = Wi-Fi { $location }: { $credentials }. { $validity }
message-code = codice { $code }
message-pair = utente { $username }, password { $password }
message-sample-product = Wi-Fi, 3 giorni
mail-test-subject = Prova da { $location }
mail-test-body = Questa è una prova. Se la legge, gli ospiti di { $location } riceveranno il loro accesso Wi-Fi per e-mail.
sms-test-text = Prova da { $location }: gli ospiti riceveranno il loro accesso Wi-Fi per SMS.
notice-subject = Il Suo Wi-Fi presso { $location } scade presto
notice-text = { $name }, il Suo codice Wi-Fi { $code } presso { $location } scade il { $date }. Per continuare a usarlo, chieda alla reception.

## Desk

desk-search = Numero, ospite, camera o codice
desk-found = Trovati
desk-nothing-found = Nessun risultato per «{ $text }»
desk-nothing-found-do = Si cerca per numero, codice intero o inizio di un nome o di una camera.
desk-newest = Ticket più recenti
desk-no-tickets = Ancora nessun ticket
desk-no-tickets-do = Prema la cifra di un riquadro qui sopra per emettere il primo.
desk-no-slip = Ancora nessun voucher
desk-no-slip-do = Qui comparirà il voucher del prossimo ticket, pronto da consegnare.
desk-no-offers = Non ci sono tipi di ticket
desk-no-offers-do = Ne aggiunga uno in Tipi di ticket (Ctrl+5); compare qui subito.
desk-tile-detail = { $product } · { $devices ->
    [one] { $devices } dispositivo
   *[other] { $devices } dispositivi
}
desk-per-day = { $price } al giorno
desk-free = Gratuito
desk-user-id = Ospite o camera
desk-user-id-example = 214 Rossi
desk-arrival = Primo giorno
desk-departure = Ultimo giorno
desk-nights = Notti
desk-days-price = { $count ->
    [one] { $count } giorno a { $price }
   *[other] { $count } giorni a { $price }, primo e ultimo compresi
}
desk-username = Nome utente
desk-password = Password
desk-credentials-help = Se restano vuoti, il ticket riceve un codice suo.
desk-devices = Dispositivi alla volta
cancel-form = Chiudi
desk-issue = Emetti
desk-issue-another = Emetti un altro
desk-twin = «{ $user }» ha già un ticket valido
desk-twin-detail = Ticket { $serial }, { $ticket_type }, { $status }, emesso il { $issued }.
desk-show-twin = Mostralo
desk-issued = Ticket { $serial } emesso.
ticket-number = Ticket { $serial }
desk-pdf-at = PDF: { $path }
desk-printed-on = In stampa su { $printer }
desk-print-again = Ristampa
desk-open-pdf = Apri PDF
desk-show = Dettagli
desk-cancel = Annulla ticket
desk-cancel-title = Annullare il ticket { $serial }?
desk-cancel-what = Il codice smette subito di valere e i dispositivi connessi vengono scollegati. Non si può tornare indietro.
desk-keep = Mantieni
desk-cancelled = Ticket { $serial } annullato.
desk-repeat = Ripeti: { $ticket_type }
keys-tile = Emette, o apre il modulo di quel riquadro
keys-issue = Emette ciò che dice il modulo
keys-repeat = Emette di nuovo lo stesso
keys-undo = Ritira l’ultimo ticket, per un minuto
column-serial = Numero
column-status = Stato
column-user-id = Per
column-ticket-type = Tipo
column-issued = Emesso
desk-for = Per { $user }: scelga un tipo di ticket.
desk-twin-more = { $count ->
    [one] Un altro è valido.
   *[other] Altri { $count } sono validi.
}
desk-add-device = Aggiungi un dispositivo
desk-replace = Sostituiscilo
desk-device-added = { $devices ->
    [one] Il ticket { $serial } vale ora per { $devices } dispositivo.
   *[other] Il ticket { $serial } vale ora per { $devices } dispositivi.
}
desk-compulsory = { $name } *
desk-by-nights = A notti
desk-by-days = A giorni
desk-tonight = Stanotte
desk-nights-2 = 2 notti
desk-one-day = 1 giorno
desk-days-2 = 2 giorni
desk-checks-in = Arrivo
desk-checks-out = Partenza
desk-days-label = Giorni
desk-nights-price = { $count ->
    [one] { $count } notte a { $price }
   *[other] { $count } notti a { $price }
}
desk-until = fino al { $until }
desk-unlimited = Senza limite
desk-in-all = In tutto
desk-a-day = Al giorno
desk-a-week = A settimana
desk-a-month = Al mese
desk-time-limits = Minuti di connessione
desk-data-limits = Megabyte
desk-download = Download kbit/s
desk-upload = Upload kbit/s
desk-special-help = Ciò che resta vuoto è come nel prodotto. 0 = senza limite.
desk-expiration = Scade
desk-as-product = Come dice il prodotto, o secondo le date
desk-exp-unlimited = Mai
desk-exp-days-hours = Dopo giorni e ore
desk-exp-end-of-day = Dopo giorni e ore, a fine giornata
desk-exp-end-of-month = Dopo giorni e ore, a fine mese
desk-exp-months-kind = Dopo mesi
desk-exp-months-end-of-month = Dopo mesi, a fine mese
desk-exp-one-login = Dopo un accesso
desk-exp-days = Giorni
desk-exp-hours = Ore
desk-exp-months = Mesi
desk-email-to = E-mail a
desk-sms-to = SMS a
desk-deliver = Consegna per
desk-count = Ticket
desk-batch-name = Nome del lotto
desk-batch-needed = Più ticket vogliono un nome
desk-name-list = Lista di nomi
desk-issue-many = Emetti { $count }
desk-no-number = Un numero da 0

## Tickets (list)

tickets-title = Ticket
tickets-count = { $count ->
    [one] { $shown } ticket
   *[other] { $shown } ticket
}
tickets-serial = N. di serie
tickets-created = Creato
tickets-user = ID utente
tickets-type = Tipo
tickets-status = Stato
tickets-connections = Connessioni
tickets-connections-short = Conn.
tickets-price = Prezzo
tickets-loading = Lettura dell’elenco…
tickets-failed-do = L’elenco mostra gli ultimi dati letti. Sarà riletto alla prossima modifica.
tickets-none = Nessun ticket è stato ancora emesso
tickets-none-do = Emetta il primo alla Reception. Comparirà subito qui.
tickets-to-desk = Vai alla Reception
tickets-no-match = Nessun ticket soddisfa tutti i filtri
tickets-no-match-do = Tolga un filtro o li cancelli tutti.
tickets-clear = Cancella i filtri
tickets-filters = Filtri
tickets-details = Dettagli
tickets-choose = Scelga un ticket
tickets-choose-do = Selezioni una riga per vedere codice, dispositivi e consumi. Invio apre la scheda completa.
tickets-open = Apri
tickets-print = Stampa
tickets-cancel = Annulla ticket
tickets-code = Codice
tickets-username = Nome utente
tickets-password = Password
tickets-first-login = Primo accesso
tickets-never = Non ancora
tickets-expires = Scade
tickets-expires-after-login = Conta dal primo accesso
tickets-use-by = Primo accesso entro
tickets-no-expiry = Non scade
tickets-cancelled-at = Annullato
tickets-devices = Dispositivi insieme
tickets-online = Connessi ora
tickets-session-time = Tempo connesso
tickets-upload = Caricati
tickets-download = Scaricati
tickets-product = Prodotto
tickets-ticket-type = Tipo di ticket
tickets-all = Tutti
tickets-filter-created = Creato dal
tickets-filter-created-to = Creato fino al
tickets-filter-first-login = Primo accesso dal
tickets-filter-first-login-to = Primo accesso al
tickets-filter-user = ID inizia con
tickets-filter-username = Nome utente (intero)
tickets-filter-connections = Connessioni
tickets-filter-connections-help = 0, 3, 1-5 o 2+
tickets-filter-devices = Dispositivi
tickets-wrong-number = Solo cifre
tickets-wrong-range = 3, 1-5 o 2+
tickets-wrong-day = Non esiste
tickets-wrong-order = Prima di «dal»
tickets-chip = { $name }: { $value }
tickets-key-move = Frecce
tickets-key-move-does = Scorrere l’elenco; anche Pag su, Pag giù, Inizio e Fine
tickets-key-open = Invio
tickets-key-open-does = Aprire il ticket
tickets-key-filter-does = Filtri
tickets-key-clear-does = Deseleziona, poi togli i filtri
tickets-key-print-does = Stampa il voucher, o quelli selezionati
tickets-key-delete = Canc
tickets-key-cancel-does = Annulla il ticket, o quelli selezionati
tickets-printed = Il ticket { $serial } è stato stampato in { $file }.
tickets-printed-on = Il voucher { $serial } va a { $printer }.
tickets-cancelled = Il ticket { $serial } è annullato.
tickets-cancel-title = Annullare il ticket { $serial }?
tickets-cancel-of = È stato emesso per { $user }. Il codice smette subito di funzionare e non si può tornare indietro.
tickets-cancel-online = { $count ->
    [one] Un dispositivo è connesso con questo ticket e sarà scollegato.
   *[other] { $shown } dispositivi sono connessi con questo ticket e saranno scollegati.
}
tickets-cancel-reason = Motivo
tickets-cancel-reason-help = Facoltativo. Resta con il ticket.
tickets-cancel-keep = Non annullare
tickets-cancel-working = Annullamento…
bulk-marked = { $count ->
    [one] { $shown } ticket selezionato
   *[other] { $shown } ticket selezionati
}
bulk-cancel = Annulla i ticket
bulk-unmark = Deseleziona
bulk-cancel-title = { $count ->
    [one] Annullare { $shown } ticket?
   *[other] Annullare { $shown } ticket?
}
bulk-cancel-what = I codici smettono subito di funzionare, i dispositivi connessi vengono scollegati e non si può tornare indietro.
bulk-cancelling = Annullamento…
bulk-print-title = { $count ->
    [one] Stampare { $shown } voucher
   *[other] Stampare { $shown } voucher
}
bulk-printing = Preparazione dei voucher…
bulk-print-too-many = Si stampano al massimo { $most } voucher insieme. Ne selezioni meno o filtri prima.
bulk-so-far = { $done } di { $all }
bulk-stop = Ferma
bulk-stopping = Mi fermo…
bulk-cancelled = { $count ->
    [one] { $shown } ticket annullato.
   *[other] { $shown } ticket annullati.
}
bulk-printed-on = { $count ->
    [one] { $shown } voucher va a { $printer }.
   *[other] { $shown } voucher vanno a { $printer }.
}
bulk-to-file = File PDF
bulk-label-help = Da 1 a { $most }, contando lungo le righe.
bulk-printed = { $count ->
    [one] { $shown } voucher pronto da stampare.
   *[other] { $shown } voucher pronti da stampare.
}
bulk-left = { $count ->
    [one] Fermato: { $shown } ticket è rimasto com’era.
   *[other] Fermato: { $shown } ticket sono rimasti com’erano.
}
bulk-refused = { $count ->
    [one] { $shown } ticket è stato escluso
   *[other] { $shown } ticket sono stati esclusi
}
bulk-refused-one = { $serial }: { $why }
bulk-refused-more = { $count ->
    [one] e { $shown } altro
   *[other] e altri { $shown }
}
tickets-key-sessions-does = Connessioni del ticket selezionato
tickets-key-mark = Spazio
tickets-key-mark-does = Seleziona la riga, o deseleziona
tickets-key-mark-more = Maiusc+frecce
tickets-key-mark-more-does = Seleziona spostandosi
tickets-key-mark-all-does = Seleziona tutto ciò che resta, o niente
tickets-source = Origine
source-issued = Tutto l’emesso
source-all = Emessi e utenti gratuiti
source-desk = Reception
source-cli = Riga di comando
source-api = Interfaccia REST
source-automatic = Utenti gratuiti
source-import = Preso da un router
tickets-batch = Lotto
export = Esporta
export-form = File
export-xlsx = Excel (XLSX)
export-csv = Testo (CSV)
export-what = Esattamente le righe che restano con i filtri.
export-do = Esporta
export-working = Scrittura del file…
export-over = { $count ->
    [one] { $shown } riga scritta in
   *[other] { $shown } righe scritte in
}
export-open = Apri
export-stopped = Fermato. Non è rimasto alcun file.
filters-saved = Filtri salvati
filters-choose = Ne scelga uno
filters-save-as = Salva questi filtri come
filters-example = In uso oggi
filters-forget = Dimentica
filters-kept = Il filtro «{ $name }» è salvato.
filters-forgotten = Il filtro «{ $name }» è stato eliminato.
tickets-key-sort-does = Ordina per la colonna successiva
tickets-key-order-does = Inverti l’ordine

## Ticket (one)

ticket-title = Ticket { $serial }
ticket-back = Indietro
ticket-loading = Lettura del ticket…
ticket-issued = Emesso
ticket-by-desk = alla reception
ticket-by-cli = dalla riga di comando
ticket-by-engine = da Innkeeper
ticket-by = da { $who }
ticket-printed = Ticket stampato
ticket-first-login = Primo accesso
ticket-valid-from = Valido da qui
ticket-session = Connesso a { $gateway }
ticket-session-detail = { $time }, { $data }
ticket-sessions-more = { $count ->
    [one] Un’altra sessione prima
   *[other] Altre { $shown } sessioni prima
}
ticket-cut = Sessioni interrotte alla reception
ticket-cancelled = Annullato
ticket-undone = Emissione revocata
ticket-expired = Scaduto
ticket-used-up = Esaurito
ticket-expires = Scade
ticket-use-by = Ultimo momento per il primo accesso
ticket-life = La sua storia
ticket-allowances = Limiti
ticket-of = { $used } di { $limit }
ticket-no-limits = Nessun limite di tempo o di dati.
ticket-no-other-limits = Nessun altro limite.
ticket-sessions = Sessioni
ticket-no-sessions = Nessun dispositivo si è connesso con questo ticket.
ticket-start = Inizio
ticket-end = Fine
ticket-running = in corso
ticket-time = Tempo
ticket-gateway-ip = Gateway, IP
device-random = indirizzo casuale
device-unknown = produttore sconosciuto
ticket-mac = Dispositivo (MAC)
ticket-down-up = Scaricati / caricati
ticket-cause = Terminata per
ticket-gateway-gone = gateway rimosso
ticket-refusals = Accessi rifiutati
ticket-no-refusals = Nessun accesso con questo ticket è stato rifiutato.
ticket-refused-at = su { $gateway }, dispositivo { $mac }
ticket-refused-no-device = su { $gateway }
ticket-why = Perché il mio ospite non riesce a connettersi?
ticket-why-checks = Che cosa si controlla a ogni accesso, in quest’ordine
ticket-why-mac = Quale dispositivo?
ticket-any-device = Qualsiasi
ticket-why-refused = In questo momento l’accesso è rifiutato
ticket-why-full = In questo momento un altro dispositivo è rifiutato
ticket-why-mistyped = Il codice è stato digitato male
ticket-why-mistyped-do = Alle { $at } qualcuno ha digitato { $typed }. Il codice giusto è { $code }.
ticket-why-password = La password era sbagliata
ticket-why-password-do = Alle { $at } il nome era giusto e la password no. Li detti di nuovo.
ticket-why-method = Il dispositivo chiede un altro tipo di Wi-Fi
ticket-why-method-do = Alle { $at } ha chiesto un accesso che il Wi-Fi degli ospiti non usa (EAP). Faccia scegliere la rete degli ospiti, non quella del personale.
ticket-why-online = L’ospite è connesso
ticket-why-online-do = { $count ->
    [one] Una sessione è in corso. Se il dispositivo non ha internet, interrompa la sessione e faccia rifare l’accesso.
   *[other] { $shown } sessioni sono in corso. Se un dispositivo non ha internet, interrompa le sessioni e faccia rifare l’accesso.
}
ticket-why-passed = L’ultimo accesso è stato rifiutato; adesso sarebbe ammesso
ticket-why-passed-do = Alle { $at }: { $reason } Ora non è più così. Faccia rifare l’accesso.
ticket-why-nothing = L’accesso sarebbe ammesso, e nell’ultima ora nessuno è stato rifiutato
ticket-why-nothing-do = Controlli che il dispositivo sia nel Wi-Fi degli ospiti e mostri la pagina di accesso; poi detti il codice.
ticket-remedy-code = Mostra il codice in grande
ticket-remedy-print = Ristampa
ticket-remedy-issue = Emetti un altro
ticket-remedy-cut = Interrompi le sessioni
ticket-cut-done = { $count ->
    [0] Nessuna sessione era in corso.
    [one] È stato chiesto al gateway di interrompere la sessione.
   *[other] È stato chiesto ai gateway di interrompere { $shown } sessioni.
}
ticket-until = Potrebbe restare connesso fino al { $at }
ticket-check-licence = Licenza della struttura
ticket-check-enabled = Non annullato
ticket-check-product = Ha un prodotto
ticket-check-one-login = Accessi rimasti
ticket-check-begun = Il primo giorno è arrivato
ticket-check-used-in-time = Primo accesso in tempo
ticket-check-expiry = Non scaduto
ticket-check-totals = Tempo e dati totali
ticket-check-monthly = Tempo e dati del mese
ticket-check-weekly = Tempo e dati della settimana
ticket-check-daily = Tempo e dati del giorno
ticket-check-devices = Posto per il dispositivo
ticket-code-title = Il codice di { $user }
ticket-code-help = Maiuscole o minuscole, con o senza trattino, è lo stesso. Non contiene le lettere I e O né le cifre 0 e 1.
ticket-code-close = Chiudi
ticket-cause-user = L’ospite è uscito
ticket-cause-lost = Il gateway tace
ticket-cause-carrier = Ha lasciato il Wi-Fi
ticket-cause-idle = Inattivo troppo a lungo
ticket-cause-timeout = Tempo finito
ticket-cause-admin = Interrotta da Innkeeper
ticket-cause-reboot = Gateway riavviato
ticket-cut-yes = interrotta
ticket-cut-no = il gateway rifiuta di interromperla
ticket-cut-silent = il gateway non risponde
ticket-key-back-does = Torna all’elenco
ticket-key-print-does = Stampare il ticket
ticket-key-cancel-does = Annullare il ticket
ticket-key-code-does = Mostrare il codice in grande
ticket-recharge = Ricarica
ticket-extend = Prolunga
ticket-move = Cambia camera
ticket-places = Dispositivi
ticket-show-code = Mostra codice
ticket-free = Libera
ticket-freed-done = { $device } ha lasciato il suo posto. Al suo gateway si chiede di scollegarlo.
ticket-freed-all = { $count ->
    [one] Il dispositivo ha lasciato il suo posto. Al suo gateway si chiede di scollegarlo.
   *[other] { $shown } dispositivi hanno lasciato i loro posti. Ai loro gateway si chiede di scollegarli.
}
ticket-extend-title = Prolunga il ticket { $serial }
ticket-extend-by = Di quanto
ticket-extend-days = Per giorni
ticket-extend-date = Fino a un giorno
ticket-extend-count = Giorni in più
ticket-extend-day = Ultimo giorno
ticket-extend-from-to = Valido fino al { $to } invece del { $from }.
ticket-extend-first-login = Il primo accesso può avvenire fino al { $to } invece del { $from }. Il tempo del ticket inizia allora.
ticket-extend-reprice = Addebita i giorni: { $after } invece di { $before }
ticket-extend-reason = Motivo
ticket-extend-reason-help = Facoltativo. Resta nel registro degli eventi.
ticket-extend-bad-days = Un numero intero da 1 a 3650
ticket-extend-bad-day = Una data, per esempio 31 12 2026
ticket-extended-done = Il ticket è valido fino al { $to }.
ticket-move-title = Cambia camera o nome del ticket { $serial }
ticket-move-to = Ospite o camera
ticket-move-help = Il codice resta lo stesso. Il posto precedente resta nella vita del ticket.
ticket-moved-done = Il ticket ora è per { $user }.
ticket-send = Invia…
ticket-send-title = Invia il ticket { $serial }
ticket-send-to = Indirizzo e-mail o cellulare
ticket-send-help = Un indirizzo a cui questo ticket non è ancora stato inviato, o quello giusto se il precedente era sbagliato.
ticket-send-do = Invia
ticket-sent-to = Il ticket va a { $to }.
ticket-places-title = Dispositivi del ticket { $serial }
ticket-places-count = Dispositivi allo stesso tempo
ticket-places-help = Chi è in linea resta in linea; vale dal prossimo accesso.
ticket-places-bad = Un numero intero da 1 a 65535
ticket-places-done = Il ticket ora è per { $shown } dispositivi.
ticket-save = Salva
ticket-leave = Lascia com’è
ticket-cause-freed = Liberato alla reception
ticket-recharged = Ricaricato con { $product }
ticket-subscribed = Abbonato a { $product }
ticket-renewed = Abbonamento pagato per un altro periodo
ticket-extended = Prolungato
ticket-moved = Spostato da { $from } a { $to }
ticket-places-changed = Dispositivi cambiati da { $from } a { $to }
ticket-freed = Dispositivo liberato
ticket-why-no-gateway = Nessun gateway è conosciuto
ticket-why-no-gateway-do = Gli accessi arrivano solo da un gateway. Ne aggiunga uno in Gateway, o con innkeeper gateway add.
ticket-why-unknown-client = Chiede un gateway che non è conosciuto
ticket-why-unknown-client-do = Alle { $at } { $address } ha chiesto accessi senza risposta, perché nessun gateway ha questo indirizzo. Lo aggiunga con il suo segreto in Gateway, o con innkeeper gateway add.
ticket-why-silent = Da tempo non si sente il gateway
ticket-why-silent-do = L’ultimo segno di { $gateway } è delle { $at }. Controlli che abbia corrente e rete; poi faccia riprovare l’ospite.
ticket-why-never-do = Non si è mai sentito { $gateway }. Controlli il suo server RADIUS, la porta e il segreto; poi faccia riprovare l’ospite.
ticket-why-under-way = Il ticket è in viaggio verso { $gateway }
ticket-why-under-way-do = Funziona tra un momento. Faccia riprovare l’ospite.
ticket-why-not-there = Il ticket non è ancora su { $gateway }, quindi là non funziona
ticket-why-not-pushed-do = Questo gateway ammette da sé i suoi ospiti e nessuno gli ha ancora inviato nulla. Guardi là il piano e lo invii.
ticket-why-waiting-since-do = { $count ->
    [one] { $count } ticket aspetta da { $at }. { $why }
   *[other] { $count } ticket aspettano da { $at }. { $why }
}
ticket-why-away = { $gateway } non risponde come deve
ticket-why-away-do = Il ticket è là, ma da { $at } il gateway non fa quello che gli si chiede. { $why }
ticket-why-not-taken = { $gateway } non accetta il ticket
ticket-why-other-secret = { $gateway } e Innkeeper non hanno lo stesso segreto
ticket-why-unsigned = { $gateway } non firma quello che chiede
ticket-remedy-push = Riprova ora con { $gateway }
ticket-remedy-pushing = Prova in corso con { $gateway }…
ticket-remedy-gateway = Apri { $gateway }
ticket-gateway-pushed = { $gateway } ora ha tutto.
ticket-remedy-recharge = Ricarica
ticket-remedy-free = Libera { $device }
ticket-remedy-free-all = Libera tutti i dispositivi
ticket-key-recharge-does = Ricarica
ticket-key-extend-does = Prolunga
ticket-key-move-does = Cambia camera o nome
ticket-key-send-does = Invia a un altro indirizzo
ticket-key-places-does = Numero di dispositivi
ticket-key-free-does = Libera il dispositivo in linea
ticket-key-sessions-does = Le sue connessioni

## Products and policies

yes = Sì
no = No
nothing = niente
level-system = Sistema
level-reseller = Rivenditore
level-manager = Gestore
weekday = { $day ->
    [1] lunedì
    [2] martedì
    [3] mercoledì
    [4] giovedì
    [5] venerdì
    [6] sabato
   *[other] domenica
}
wrong-empty = Obbligatorio
wrong-put-away = Archiviata: ne scelga un’altra
wrong-long = Al massimo { $max } caratteri
wrong-blank = Senza spazi
wrong-taken = Esiste già
wrong-whole = Un numero intero
wrong-negative = Non sotto zero
wrong-most = Al massimo { $most }
wrong-number = Un numero, come 1,5
wrong-decimals = Al massimo { $most } decimali
wrong-language = Un codice come fr o pt-BR
wrong-attribute = Nessun dizionario lo conosce
wrong-value = { $expected }
products-search = Cerca codice, descrizione, politica o limiti
products-none = Non ci sono prodotti
products-none-do = Un prodotto dice che cosa può usare un ospite e per quanto tempo.
products-not-found = Nessun prodotto corrisponde
products-not-found-do = Ogni parola deve comparire in codice, descrizione, politica, limiti o scadenza.
products-description = Descrizione
products-limits = Limiti
products-users = Account
product-add = Nuovo prodotto
product-edit = Modifica
product-duplicate = Duplica
product-remove = Rimuovi
product-remove-title = Rimuovere il prodotto { $code }?
product-keep = Conservalo
product-removed = Il prodotto è stato rimosso.
product-archived = Il prodotto è in uso ed è stato archiviato: i suoi ospiti lo conservano, nessun altro lo riceve.
products-put-away = Sono archiviati: gli ospiti che li hanno li conservano e nessun altro li riceve.
product-put-away = Questo prodotto è archiviato: gli ospiti che lo hanno lo conservano e nessun altro lo riceve.
product-restored = Il prodotto { $code } è di nuovo disponibile. Se la Location ha un elenco dei prodotti in vendita, lo aggiunga lì.
shelf-put-away = Archiviati ({ $shown })
shelf-on-offer = Disponibili
shelf-look = Guarda
shelf-restore = Ripristina
shelf-taken = Ora c’è un altro { $code } disponibile. Duplichi questo con un altro codice.
key-put-away = Gli archiviati o i disponibili
product-title = Prodotto { $code }
product-title-new = Nuovo prodotto
product-save = Salva
product-saved = Il prodotto { $code } è stato salvato.
product-general = Dati generali
product-allowance = Tempo e dati
product-mikrotik = MikroTik
product-expiration-group = Scadenza
product-guest = Che cosa riceve un ospite
product-id = ID
product-id-help = Per le integrazioni. Non cambia mai.
product-code = Codice
product-code-help = Senza spazi. Con esso il prodotto è chiamato ovunque.
product-level = Livello
product-description-in = Descrizione, { $language }
product-description-help = Gli ospiti la leggono all’acquisto. Se è vuota vale l’inglese.
product-authorize-net = Ad Authorize.net si invia ({ $language }): «{ $sent }»
product-language = Altra lingua
product-language-example = fr
product-language-add = Aggiungi
product-policy = Politica
product-policy-help = Velocità, dispositivi, sessioni. I suoi limiti giornalieri, settimanali e mensili prevalgono su quelli sotto.
product-price-list = Listino
product-price-list-help = Prezzo di riferimento per rivenditori e gestori. Gli ospiti pagano il prezzo della Location.
product-prices = Il rivenditore paga { $reseller }, il gestore { $manager }. Gli ospiti pagano il prezzo della Location.
product-recover = Recupera il residuo
product-recover-unless-expired = Sì, salvo scaduto
product-recover-help = Alla ricarica si aggiunge ciò che resta di tempo e dati totali. Mai per gli utenti gratuiti automatici.
product-injection = Abilita l’iniezione
product-injection-help = Agli ospiti con questo prodotto si può mostrare pubblicità.
product-erp = Codice esterno ERP/PMS
product-erp-help = Il record di questo prodotto in un altro sistema.
product-total-time = Tempo totale (minuti)
product-daily-time = Tempo giornaliero (minuti)
product-weekly-time = Tempo settimanale (minuti)
product-monthly-time = Tempo mensile (minuti)
product-total-data = Dati totali (MB)
product-daily-data = Dati giornalieri (MB)
product-weekly-data = Dati settimanali (MB)
product-monthly-data = Dati mensili (MB)
product-equals = = { $amount }
product-about = circa { $amount }
product-minutes = Minuti
product-no-limit = 0 o vuoto: senza limite
product-no-limit-data = 0 o vuoto: senza limite. 10 GB è 10240.
product-limits-help = I limiti valgono dove la Location registra gli ospiti. Per gli utenti gratuiti automatici valgono solo i dati totali.
product-policy-wins = La politica { $policy } ha limiti propri. Valgono quelli, anche se più alti.
product-hardware = Questo hardware non interrompe da solo un ospite al limite di dati.
product-hardware-unknown = Di questo hardware non si sa se interrompe un ospite al limite di dati. Viene trattato come se non lo facesse.
product-gateway-on = { $gateway }: raggiungibile, e «Invia richieste di disconnessione al gateway» è attivo. L’ospite viene disconnesso da qui.
product-gateway-silent = { $gateway }: «Invia richieste di disconnessione al gateway» è attivo, ma non se ne sa nulla da { $at }. L’ospite viene disconnesso da qui solo se è raggiungibile.
product-gateway-unheard = { $gateway }: «Invia richieste di disconnessione al gateway» è attivo, ma non se ne è mai saputo nulla. L’ospite viene disconnesso da qui solo se è raggiungibile.
product-gateway-off = { $gateway }: «Invia richieste di disconnessione al gateway» è disattivo. L’ospite resta in linea oltre il limite fino alla fine della sessione.
product-gateway-cannot = { $gateway }: non accetta richieste di disconnessione. L’ospite resta in linea oltre il limite fino alla fine della sessione.
product-first-day = Primo giorno della settimana
product-first-day-help = Solo per i limiti settimanali, anche quelli della politica.
product-mikrotik-profile = Profilo MikroTik
product-mikrotik-profile-help = Gli utenti importati con questo profilo ricevono il prodotto.
product-address-list = Address list MikroTik
product-address-list-help = Per regole firewall e priorità. La lista di una politica prevarrebbe.
product-address-list-wins = Vale la lista della politica: { $list }
product-expiration = Tipo di scadenza
product-days = Giorni alla scadenza
product-days-help = Sono ammessi decimali e negativi: 1,5 è un giorno e mezzo.
product-hours = Ore alla scadenza
product-hours-help = 1,25 è un’ora e un quarto. Si sommano ai giorni.
product-months = Mesi alla scadenza
product-months-help = Mesi di scadenza della connessione, interi. Negativo: scade all’attivazione.
product-notify = Invia avviso di scadenza imminente
product-notify-help = Giorni e testo stanno nelle opzioni generali della Location.
product-subscription-help = Dove il prodotto è venduto in abbonamento valgono il suo periodo e due ore al posto di tutto questo.
product-read-only = Questo prodotto appartiene a un livello superiore: { $level }. Qui si può usare, non cambiare.
product-duplicate-to-edit = Duplica per modificare
expiration-unlimited = Illimitato
expiration-unlimited-help = Non scade mai per calendario.
expiration-days-hours = Giorni e ore
expiration-days-hours-help = Prima connessione + giorni + ore.
expiration-end-of-day = Giorni e ore, fine giornata
expiration-end-of-day-help = Prima connessione + giorni + ore, poi fino alle 23:59 di quel giorno.
expiration-end-of-month = Giorni e ore, fine mese
expiration-end-of-month-help = Prima connessione + giorni + ore, poi fino alle 23:59 dell’ultimo giorno di quel mese.
expiration-months = Mesi
expiration-months-help = Prima connessione + mesi di calendario.
expiration-months-end-of-month = Mesi e fine mese
expiration-months-end-of-month-help = 0 è la fine del mese corrente, 1 del successivo.
expiration-one-login = Un solo accesso
expiration-one-login-help = L’accesso successivo richiede un altro prodotto.
expires-end-of-day = { $span }, fino a fine giornata
expires-end-of-month = { $span }, fino a fine mese
warning-zero-time = Qui zero vuol dire nessun tempo: l’ospite è fuori al primo accesso. Perché non finisca scegli Illimitato.
warning-expires-on-activation = Scade all’attivazione: al primo accesso l’ospite deve scegliere o acquistare un altro prodotto.
warning-may-stay-valid = Negativo, eppure in alcune date valido fino a fine giornata o mese. Da { $days } giorni in poi non lo è mai.
warning-last-day-guest = Un ospite dell’ultimo giorno del mese riceve solo quel giorno, fino alle 23:59. Giorni e ore, fine mese, con qualche giorno, gli dà il mese seguente.
warning-total-never-usable = Il prodotto scade all’attivazione, quindi nessuno può usarne il totale; una ricarica può comunque recuperarlo.
warning-notification-without-effect = Senza effetto: non c’è una data da annunciare.
warning-one-login-subscription = Dove è venduto in abbonamento Un solo accesso non vale: conta il periodo.
guest-unknown = Correggi i campi segnati per vedere che cosa riceve un ospite.
guest-until = Un ospite che si connette ora per la prima volta può restare fino a { $at }.
guest-unlimited = Un ospite che si connette ora per la prima volta può restare senza fine.
guest-one-login = Un ospite che si connette ora può restare per questo solo accesso; il successivo richiede un altro prodotto.
guest-out-at-once = Un ospite che si connette ora per la prima volta è subito fuori: il prodotto scade { $at }.
guest-at-most = Al massimo { $what }.
guest-at-most-and = Al massimo { $what } e { $last }.
guest-afresh = Ricomincia { $when }.
guest-afresh-day = ogni giorno alle 00:00
guest-afresh-week = ogni settimana di { $day }
guest-afresh-month = ogni mese il giorno 1
guest-policy = Politica { $policy }: { $what }.
guest-download = { $rate } in download
guest-upload = { $rate } in upload
guest-session = sessioni di { $time }
amount-a-day = { $amount } al giorno
amount-a-week = { $amount } a settimana
amount-a-month = { $amount } al mese
amount-in-all = { $amount } in totale
limits-none = senza limiti
picture-starts = primo accesso ora
picture-ends = finisce { $at }
picture-goes-on = continua
picture-goes-on-until = continua fino a { $at }
picture-nothing = nessun tempo
picture-daily = ogni giorno la sua quota
picture-afresh = ricomincia
form-unsaved = Non ancora salvato
draft-kept = Quanto scritto è conservato. Aspetta sopra l’elenco.
draft-waits = Non salvato: { $what }
draft-resume = Continua
draft-resumed = Questo è ciò che avevi scritto senza salvare.
draft-discard = Scarta
contest-happened = Qualcun altro l’ha salvato nel frattempo. Nulla di tuo è perso.
contest-do = Scegli per ogni campo cambiato quale valore vale, poi salva.
contest-theirs = Dell’altro: { $value }
contest-mine = Mio: { $value }
contest-settle = Continua con questi
policies-search = Cerca codice, descrizione, livello o prodotto
policies-none = Non ci sono politiche
policies-none-do = Una politica raccoglie ciò che più prodotti condividono: velocità, dispositivi, sessioni.
policies-not-found = Nessuna politica corrisponde
policies-not-found-do = Ogni parola deve comparire in codice, descrizione, livello, velocità o prodotti.
policy-add = Nuova politica
policy-title = Politica { $code }
policy-title-new = Nuova politica
policy-saved = La politica { $code } è stata salvata.
policy-removed = La politica è stata rimossa.
policy-archived = La politica è in uso ed è stata archiviata: chi la usa la conserva, nessun altro prodotto può sceglierla.
policies-put-away = Sono archiviate: i prodotti e gli ospiti che le hanno le conservano e nessun altro prodotto può sceglierle.
policy-put-away = Questa politica è archiviata: i prodotti e gli ospiti che la hanno la conservano e nessun altro prodotto può sceglierla.
policy-restored = La politica { $code } è di nuovo disponibile: i prodotti possono sceglierla.
policy-remove-title = Rimuovere la politica { $code }?
policy-remove-what = Nessun prodotto la usa. Se ci sono ancora account legati, viene archiviata.
policy-remove-used = La usano questi prodotti: { $products }. Viene archiviata: essi la conservano e nessun altro prodotto può sceglierla.
policy-keep = Conservala
policy-read-only = Questa politica appartiene a un livello superiore: { $level }. Qui si può usare, non cambiare.
policy-code-help = Senza spazi. Con esso i prodotti chiamano la politica.
policy-description-help = Per te, non per gli ospiti.
policy-session = Durata sessione (minuti)
policy-session-help = 0 o vuoto: nessuna. L’ospite può rientrare.
policy-idle = Inattività (minuti)
policy-idle-help = 0 o vuoto: nessuna. Risparmia tempo all’ospite.
policy-download = Download (kbit/s)
policy-upload = Upload (kbit/s)
policy-speed = Download / upload
policy-rate-help = 0 o vuoto: illimitata. 10 Mbit/s è 10000.
policy-rate-slow = Meno di 1 Mbit/s
policy-rate-unlimited = illimitata
policy-devices = Dispositivi insieme
policy-devices-help = Dove il tipo di ticket non dice nulla.
policy-address-list-help = Prevale sulla lista di un prodotto.
policy-limits-help = Ciò che è impostato qui vale al posto del valore del prodotto, anche se più alto.
policy-not-set = 0 o vuoto: quello del prodotto
policy-not-set-data = 0 o vuoto: quello del prodotto. 10 GB è 10240.
policy-attributes = Altri attributi RADIUS
policy-attributes-help = Inviati al gateway a ogni accesso.
policy-attribute-find = Aggiungi un attributo: parte del nome
policy-attribute-none = Nessun dizionario ha questo attributo, o lo scrive il server stesso.
policy-attribute-choose = Scegli
policy-attribute-out = Togli
policy-used = Uso
policy-used-by = Prodotti
policy-used-by-none = Nessun prodotto
policy-used-new = Ancora nessuno.
policy-used-help = Una modifica vale subito per i nuovi ospiti; per questi solo dopo «Aggiorna la politica» sul prodotto.
product-level-help = I livelli inferiori possono usarlo e non cambiarlo.
attribute-choice = uno di un elenco
attribute-text = testo
attribute-octets = ottetti, come 0x01ff
attribute-number = numero intero
attribute-ipv4 = indirizzo IPv4
attribute-ipv6 = indirizzo IPv6
attribute-prefix = prefisso IPv6
attribute-interface = ID di interfaccia
attribute-time = data e ora
users-title = Ospiti che ce l’hanno
users-up-to-date = Tutti hanno i valori come sono salvati.
users-old-do = Salvare non cambia nulla per loro finché non li aggiorni.
users-update = Aggiorna gli utenti ({ $shown })
users-update-policy = Aggiorna la politica agli utenti già registrati ({ $shown })
users-save-first = Salva o scarta quanto scritto, poi si possono aggiornare gli utenti.
users-updating = Aggiornamento utenti
users-updating-policy = Aggiornamento della politica
users-done-of = { $done } di { $total }
users-stop = Ferma
users-stopped = fermato { $at } dopo { $done } di { $total }, { $changed } cambiati. Conservano i valori nuovi.
users-ended = finito { $at }, { $done } controllati, { $changed } cambiati
users-ask = Aggiornare gli utenti?
users-ask-what = I loro limiti diventano quelli del prodotto e la scadenza è ricalcolata dal primo accesso. Chi è in linea li riceve subito se il gateway lo consente, altrimenti al prossimo accesso. La politica resta com’è.
users-ask-policy = Aggiornare la politica?
users-ask-policy-what = Velocità, sessioni, dispositivi, address list e altri attributi diventano quelli della politica del prodotto; ciò che la nuova non ha viene tolto. La scadenza non cambia.
users-go = Aggiorna { $shown }
users-not-now = Non ora
product-remove-unused = Nessuno ce l’ha e nessun tipo di ticket lo dà. Viene rimosso per sempre.
users-count = { $count ->
    [one] { $shown } account ha questo prodotto.
   *[other] { $shown } account hanno questo prodotto.
}
users-old-product = { $count ->
    [one] { $shown } account ha ancora i valori vecchi.
   *[other] { $shown } account hanno ancora i valori vecchi.
}
users-old-policy = { $count ->
    [one] { $shown } account ha ancora la politica vecchia.
   *[other] { $shown } account hanno ancora la politica vecchia.
}
users-ask-count = { $count ->
    [one] { $shown } account, di cui { $outdated } non aggiornati.
   *[other] { $shown } account, di cui { $outdated } non aggiornati.
}
product-remove-used = { $count ->
    [one] { $shown } account ce l’ha; tipi di ticket: { $types }. Viene archiviato: gli ospiti lo conservano e nessun altro lo riceve.
   *[other] { $shown } account ce l’hanno; tipi di ticket: { $types }. Viene archiviato: gli ospiti lo conservano e nessun altro lo riceve.
}
exchange-in = Importa da file
exchange-out = Esporta su file
exchange-in-short = Importa
exchange-out-short = Esporta
exchange-path = File
exchange-out-help = CSV, o JSON se il nome finisce in .json. Un file con questo nome viene sostituito.
exchange-in-help = CSV o JSON, come esportato. Prima viene solo letto; non si importa ancora nulla.
exchange-write = Esporta
exchange-look = Leggilo
exchange-take = Importa { $shown }
exchange-written = Scritto in { $path }
exchange-taken = Importati: { $shown }.
exchange-good = Nuovi: { $add }, cambiati: { $change }, uguali: { $same }.
definition-json = non è un prodotto né una politica di questa forma: { $detail }
definition-code = «{ $code }» non è un codice: da 1 a { $max } caratteri visibili senza spazi.
definition-negative = { $field } è { $value }: non può essere negativo.
definition-too-large = { $field } è { $value }: al massimo { $most }.
definition-first-day = first_day_of_week è { $value }: da 1 (lunedì) a 7 (domenica).
definition-decimal = { $field } è «{ $value }»: un numero decimale, come 1.5.
definition-language = «{ $tag }» non è una lingua, come en o pt-BR.
definition-unknown-policy = Non esiste la politica «{ $code }».
definition-price = Il prezzo non è un importo: cifre con il punto decimale, come 10.00.
definition-price-precise = Il prezzo «{ $value }» ha più di { $decimals } decimali.
definition-price-too-large = Il prezzo è troppo alto.
definition-negative-price = Il prezzo non può essere negativo.
exchange-unreadable = non si può leggere: { $detail }
exchange-no-column = Non esiste la colonna «{ $column }».
exchange-column-twice = La colonna «{ $column }» compare due volte.
exchange-no-code = La prima riga deve nominare le colonne, fra cui «code».
exchange-cells = { $cells } celle in { $columns } colonne. C’è un separatore in un testo senza virgolette?
exchange-number = { $column } è «{ $cell }»: un numero intero.
exchange-yes-no = { $column } è «{ $cell }»: true o false.
exchange-code-twice = «{ $code }» compare già nel file.
exchange-bad-line = Riga { $line }, { $code }: { $reason }
exchange-bad-more = e altre { $shown }
exchange-bad = { $count ->
    [one] { $shown } riga non si può importare. Quelle buone sì.
   *[other] { $shown } righe non si possono importare. Quelle buone sì.
}
key-save-in-field = Salva, da qualsiasi campo
key-leave-draft = Torna all’elenco; quanto scritto è conservato
days-count = { $count ->
    [one] { $shown } giorno
   *[other] { $shown } giorni
}
hours-count = { $count ->
    [one] { $shown } ora
   *[other] { $shown } ore
}
months-count = { $count ->
    [one] { $shown } mese
   *[other] { $shown } mesi
}
form-mistakes = { $count ->
    [one] Un campo da correggere.
   *[other] { $count } campi da correggere.
}

## Update the users

## Recharge

recharge-title = Ricarica il ticket { $serial }
recharge-product = Prodotto
recharge-choose = Scelga un prodotto
recharge-none = Questa struttura non vende alcun prodotto alla reception. Ne metta uno in vendita nelle impostazioni della Location.
recharge-with-price = { $product } – { $price }
recharge-do = Ricarica
recharge-computing = Calcolo di quanto porta…
recharge-counts-from-login = Conta dal prossimo accesso
recharge-keep = Non ricaricare
recharge-done = Il ticket { $serial } è stato ricaricato con { $product }.
recharge-minutes = { $minutes } min
recharge-minutes-seconds = { $minutes } min { $seconds } s
recharge-megabytes = { $megabytes } MB
recharge-sum = { $left } rimasti + { $more } = { $total }
recharge-no-limit = Nessun limite totale di tempo o dati
recharge-until = fino al { $at }
recharge-no-end = senza data di fine
recharge-from-login = dal prossimo accesso
recharge-if-now = dal prossimo accesso (se è ora, fino al { $at })
recharge-lost-product = Quanto resta ({ $left }) va perso: questo prodotto non recupera nulla.
recharge-lost-expired = Quanto resta ({ $left }) va perso: il prodotto precedente è scaduto.
recharge-lost-free = Quanto resta ({ $left }) va perso: era gratuito.
recharge-used-up = Resta esaurito fino al { $until }: { $what }.
recharge-on-activation = Questo prodotto scade al primo accesso: l’ospite dovrà sceglierne un altro.
recharge-online = { $count ->
    [one] Il dispositivo in linea lo riceve subito; alcuni gateway lo scollegano un momento e lo fanno rientrare.
   *[other] I { $shown } dispositivi in linea lo ricevono subito; alcuni gateway li scollegano un momento e li fanno rientrare.
}
recharge-history = Prodotti
recharge-held-now = { $product } (ora)
recharge-held-recovered = { $left } recuperati
recharge-subscription = Abbonamento
recharge-subscription-value = pagato fino al { $until }
ticket-subscribe = Abbona
ticket-renew = Rinnova l’abbonamento
subscribe-title = Abbona il ticket { $serial }
subscribe-frequency = Frequenza di pagamento
subscribe-choose = Scelga
subscribe-due = { $frequency }. Il prossimo pagamento scade il { $due }; le due ore in più sono per chi paga in ritardo.
subscribe-do = Primo periodo pagato
subscribe-keep = Non abbonare
subscribe-done = Il ticket { $serial } è abbonato a { $product }.
renew-title = Rinnova l’abbonamento del ticket { $serial }
renew-what = Periodo { $number } di { $product }, { $price }: dal { $from } al { $to }.
renew-still-over = Anche con questo periodo è scaduto: se ne deve più di uno.
renew-reference = Riferimento del pagamento
renew-reference-help = Facoltativo. Lo stesso riferimento conta una volta.
renew-do = È pagato
renew-keep = Non rinnovare
renew-done = L’abbonamento del ticket { $serial } è pagato fino al { $until }.

## Ticket types

ticket-types-add = Aggiungi tipo di ticket
ticket-types-none = Non ci sono tipi di ticket
ticket-types-none-do = Aggiunga il primo: diventa subito un riquadro al Banco.
ticket-types-edit = Modifica
ticket-types-duplicate = Duplica
ticket-types-copy-of = { $name } (copia)
ticket-types-up = Su
ticket-types-down = Giù
ticket-types-key-move = Sposta il riquadro
ticket-types-put-away = Ritira
ticket-types-put-away-title = Ritirare «{ $name }»?
ticket-types-put-away-what = Il riquadro sparisce dal Banco. I ticket già emessi restano validi.
ticket-types-keep = Tienilo
ticket-types-gone = «{ $name }» è stato ritirato.
ticket-types-saved = «{ $name }» è salvato.
ticket-types-save = Salva
ticket-types-key = Tasto
ticket-types-name = Nome
ticket-types-name-example = 1 giorno
ticket-types-format = Formato
ticket-types-product = Prodotto
ticket-types-choose-product = Scelga un prodotto
ticket-types-price = Prezzo
ticket-types-price-in = Prezzo ({ $currency })
ticket-types-price-per-day = Prezzo al giorno ({ $currency })
ticket-types-devices = Dispositivi
ticket-types-devices-at-a-time = Dispositivi insieme
ticket-types-use-within = Primo uso entro giorni
ticket-types-use-within-help = Un ticket non usato scade allora. 0 = senza limite.
ticket-types-credentials = L’ospite digita
ticket-types-code = Un codice
ticket-types-pair = Utente e password
ticket-types-user-id = Chiedere per chi è
ticket-types-user-id-help = Senza, un tasto al Banco emette il ticket.
ticket-types-preview = Al Banco
ticket-types-single-help = Tempo e dati come dice il prodotto, dal primo accesso.
ticket-types-variable-help = Vale per i giorni scelti all’emissione.
ticket-types-special-help = Tutto si può impostare all’emissione, anche utente e password.
ticket-types-changed = Un’altra postazione ha cambiato nel frattempo questo tipo di ticket
ticket-types-changed-do = Ciò che ha scritto è ancora qui.
ticket-types-take-theirs = Prendi i loro
ticket-types-keep-mine = Salva i miei
ticket-types-put-away-meanwhile = Un’altra postazione ha ritirato nel frattempo questo tipo di ticket
ticket-types-put-away-meanwhile-do = Si può aggiungere di nuovo con ciò che ha scritto.
ticket-types-add-again = Aggiungilo di nuovo
ticket-types-wrong-empty = Serve
ticket-types-wrong-long = Al massimo { $most } caratteri
ticket-types-wrong-taken = Un altro si chiama così
ticket-types-wrong-amount = Un importo, come 4,50
ticket-types-wrong-decimals = Al massimo { $decimals } decimali
ticket-types-wrong-no-decimals = Solo importi interi
ticket-types-label = Sul voucher
ticket-types-label-help = Ciò che legge l’ospite. Se vuoto, è il nome.
ticket-types-hotkey = Tasto al Banco
ticket-types-no-key = Nessuno
ticket-types-key-of = { $key } – ce l’ha «{ $name }»
ticket-types-key-taken = «{ $name }» ha questo tasto
ticket-types-fields = Cosa si chiede dell’ospite
ticket-types-asks-nothing = Ancora niente. Ciò che si chiede diventa la scheda dell’ospite al primo accesso.
ticket-types-ask-more = Chiedi…
ticket-types-free-field = Campo a scelta
ticket-types-compulsory = Obbligatorio
ticket-types-minimum-age = Età minima
ticket-types-any-age = Qualsiasi
ticket-types-channels = Si consegna per
ticket-types-preselected = Con Invio, senza chiedere
ticket-types-code-length = Caratteri casuali
ticket-types-prefix = Il codice inizia con
ticket-types-wrong-sign = Niente «{ $sign }»: lettere e cifre tranne 0, 1, I, O, Q
ticket-types-wrong-label = Senza : e =

## Batches and name lists

batch-issued = { $count ->
    [one] Lotto «{ $name }»: { $shown } ticket emesso.
   *[other] Lotto «{ $name }»: { $shown } ticket emessi.
}
batch-tickets = { $count ->
    [one] { $shown } ticket
   *[other] { $shown } ticket
}
batch-print = Stampa schede
batch-show = Nella lista
batch-stopped = Fermato. Nessun ticket del lotto è stato emesso.
batch-issuing-title = Emetti un lotto
batch-issuing = Emissione dei ticket…
batches-none = Nessun lotto è stato ancora emesso
batches-none-do = Metta un numero di ticket e un nome in un modulo della reception, o incolli una lista di nomi: restano insieme qui.
batches-no-match = Nessun lotto si chiama «{ $text }»
batches-no-match-do = Basta una parte qualsiasi del nome.
batches-search = Nome del lotto
batches-choose = Scelga un lotto
batches-choose-do = Selezioni una riga per stampare, esportare o annullare i suoi ticket.
batches-name = Nome
batches-tickets = Ticket
batches-used = Usati
batches-unused = Mai usati
batches-live = Validi
batches-serials = Numeri di serie
batches-issued-by = { $moment }, { $by }
batches-show = Mostra i ticket
batches-cancel = Annulla il lotto
batches-cancel-title = Annullare il lotto «{ $name }»?
batches-cancel-what = { $count ->
    [one] Il suo ticket smette subito di funzionare, il dispositivo in linea viene scollegato e non si può tornare indietro.
   *[other] Tutti quelli ancora validi dei suoi { $shown } ticket smettono subito di funzionare, i dispositivi in linea vengono scollegati e non si può tornare indietro.
}
batches-over = Nessuno di questi ticket funziona più
batches-over-what = Si possono ancora vedere ed esportare.
names-title = Un ticket per ogni riga di una lista
names-nothing = Non c’è niente da incollare
names-how = Selezioni i nomi nel foglio di calcolo, li copi e li incolli qui. Altre colonne possono essere e-mail, camera e ciò che il tipo di ticket chiede.
names-paste = Incolla
names-heading = { $ticket_type }: lista di nomi
names-good = { $count ->
    [one] { $shown } riga va bene
   *[other] { $shown } righe vanno bene
}
names-bad = { $count ->
    [one] { $shown } riga resta fuori
   *[other] { $shown } righe restano fuori
}
names-ignored = Ignora
names-column = Colonna { $number }
names-line = Riga
names-fields = Campi
names-verdict = Ticket
names-wrong = Fuori
names-example = Matrimonio Weber

## Guests

guests-none = Nessun ospite è ancora registrato
guests-none-do = L’ospite viene registrato al primo accesso, con ciò che è stato chiesto all’emissione.
guests-no-match = Nessun ospite corrisponde
guests-count = { $count ->
    [one] { $shown } ospite
   *[other] { $shown } ospiti
}
guests-search = Nome, camera, e-mail, documento…
guests-from = Dal
guests-to = Al
guests-registered = Registrato
guests-name = Ospite
guests-erased-row = Cancellato
guests-choose = Scelga un ospite
guests-choose-do = Selezioni una riga per vedere cosa si sa. Invio apre il ticket.
guests-ticket = Ticket
guests-show-ticket = Mostra ticket
guests-erase = Cancella
guests-keep = Tieni
guests-erase-title = Cancellare questo ospite?
guests-erase-what = Tutto ciò che si sa di lui viene tolto dal registro e dal ticket { $serial }, per sempre. Non si può recuperare. Il ticket resta com’è.
guests-erased = L’ospite è cancellato.
guests-erased-at = Cancellato il { $at }
guests-erased-what = Di questo ospite non si sa più nulla.
guests-setting = Cancellazione automatica
guests-setting-saved = Salvato.
guests-days = Giorni dopo la fine del ticket
guests-days-help = Allora si cancella ciò che si sa dell’ospite, con una riga nel registro eventi. 0 = mai da sé.
export-upload = Upload, byte
export-download = Download, byte
export-currency = Valuta

## Location and general options

location-general = Generale
location-access = Accesso degli ospiti
location-products = Prodotti in vendita
location-money = Valuta e prezzi
location-wifi = Wi-Fi degli ospiti
location-times = Orari della casa
location-options = Opzioni generali
location-import = Importazione
location-name = Nome
location-zone = Fuso orario
location-zone-help = Giorni, settimane e mesi di utilizzo iniziano secondo questo orologio.
location-zone-now = Ora sono le { $time } lì
location-zone-changed = Dal salvataggio i giorni si contano da capo; le scadenze fissate restano
location-sector = Settore
location-sector-help = Decide se la licenza conta camere o punti di accesso.
location-hospitality = Ospitalità
location-other-sector = Altro
location-rooms = Camere
location-aps = Punti di accesso
location-language = Lingua dell'ospite
location-language-help = Di voucher e messaggi se nessuno ne sceglie un'altra.
location-mode = Modalità di autenticazione
location-registers = Questa modalità registra gli ospiti
location-registers-what = Tempo e dati dei prodotti contano per ogni ticket.
location-registers-not = Questa modalità non registra gli ospiti
location-registers-not-what = Tempo e dati dei prodotti non contano, nemmeno per i ticket; conta solo la scadenza.
mode-sms = Con invio di SMS da parte dell'utente
mode-user = Con registrazione da parte dell'utente
mode-operator = Con registrazione da parte dell'operatore
mode-click = Click & connect
mode-password = Password semplice
mode-sms-help = Gli ospiti chiedono le credenziali via SMS.
mode-user-help = Gli ospiti si registrano da soli nella pagina di accesso.
mode-operator-help = La reception emette i ticket.
mode-click-help = Un dispositivo entra con il suo indirizzo; gli viene creato un account automatico e gratuito. I ticket continuano a funzionare.
mode-password-help = Una password per tutti; ogni dispositivo riceve un account automatico e gratuito. I ticket continuano a funzionare.
location-simple-password = Password per tutti gli ospiti
location-free-product = Prodotto degli utenti gratuiti
location-free-product-none = Scelga un prodotto
location-free-product-help = Contano la sua politica e la sua scadenza; una volta scaduto, il dispositivo deve acquistare.
location-shared-name = Utente comune (facoltativo)
location-shared-name-help = Se la pagina di accesso invia un solo nome per tutti invece dell'indirizzo del dispositivo.
location-currency = Valuta
location-currency-changed = I prezzi mantengono le cifre, non vengono convertiti
location-currency-fixed = Sono stati venduti ticket con essa, quindi resta.
location-decimal = Separatore dei decimali
location-thousands = Separatore delle migliaia
separator-default = Come la lingua
separator-point = Punto
separator-comma = Virgola
separator-space = Spazio
location-tax = Imposta inclusa nei prezzi, %
location-tax-help = 0 = nessuna indicata. Con un'aliquota, i voucher la indicano accanto al prezzo.
location-sample = Un prezzo sul voucher
location-sample-none = Un esempio compare quando i campi sono corretti.
location-sample-tax = Di { $price }, { $tax } sono imposte.
location-ssid = Nome della rete
location-ssid-help = Per il codice QR che collega al Wi-Fi; vuoto lo omette.
location-wifi-password = Password della rete
location-wifi-password-help = Vuota = rete aperta. Compare sui voucher.
location-login-url = Pagina di accesso
location-login-url-help = Per il codice QR di accesso; le parole tra graffe si compilano su ogni voucher.
location-check-out = Check-out
location-grace = Tolleranza, minuti
location-check-out-help = Un ticket a notti termina al check-out dell'ultimo giorno, più la tolleranza (al massimo { $max } minuti).
location-check-out-example = Un soggiorno fino al { $day } termina alle { $time }.
location-wrong-zone = Nessun fuso così; scriva una città
location-wrong-currency = Tre lettere, come EUR
location-wrong-clock = Un orario, come 11:00
location-save = Salva
location-saving = Salvataggio…
location-saved = Salvato.
location-discard = Annulla modifiche
location-unsaved = Modifiche non salvate. Restano qui finché non le salva o le annulla.
location-meanwhile = Avete modificato entrambi: { $fields }. Nulla è ancora perso: scelga quale vale.
location-meanwhile-texts = Nulla è ancora perso: scelga quale vale.
location-take-theirs = Prendi le altre
location-keep-mine = Tieni le mie
location-key-sections = Sezione precedente o successiva
location-key-sections-keys = Pag↑ Pag↓
offers-add = Aggiungi prodotto
offers-edit = Modifica
offers-up = Su
offers-down = Giù
offers-move = Sposta
offers-remove = Togli dalla lista
offers-none = Non ci sono ancora prodotti
offers-none-do = Ne crei uno in Prodotti; qui è offerto al prezzo di listino.
offers-unsettled = Tutti i prodotti sono offerti al prezzo di listino
offers-unsettled-do = Ne modifichi uno per fissare il prezzo: gli altri restano offerti. Ne aggiunga uno per iniziare una lista propria: sarà offerto solo ciò che contiene.
offers-product = Prodotto
offers-description = Descrizione
offers-price = Prezzo
offers-tax = Imposta
offers-purchasable = Acquistabile
offers-assignable = Assegnabile
offers-frequency = Abbonamento
offers-no-price = senza prezzo
offers-price-tax = Prezzo di vendita, imposta inclusa
offers-wrong-price = Un importo in { $currency }, come 2,50
offers-free-not-bought = Senza prezzo gli ospiti non possono acquistarlo
offers-of-it-tax = { $tax } sono imposte
offers-purchasable-long = Gli ospiti possono acquistarlo
offers-purchasable-help = Offerto nella pagina di accesso a chi ha esaurito quanto aveva.
offers-assignable-long = La reception può assegnarlo
offers-assignable-help = In una ricarica o una registrazione.
offers-frequency-long = Pagamento in abbonamento
offers-frequency-help = Un abbonamento termina con il suo periodo più due ore, qualunque cosa dica il prodotto.
offers-subscription-panel = Allora la scadenza del prodotto non conta
offers-first = Così inizia una lista propria
offers-first-do = Da allora sono offerti solo i prodotti della lista.
offers-edit-title = Prodotto in vendita
offers-add-title = Aggiungi un prodotto in vendita
offers-kept = { $product } salvato.
offers-removed = { $product } non è più nella lista.
frequency-none = Acquisto singolo
frequency-daily = Giornaliero
frequency-weekly = Settimanale
frequency-monthly = Mensile
frequency-quarterly = Trimestrale
frequency-half-yearly = Semestrale
frequency-yearly = Annuale
notice-title = Avviso di prossima scadenza
notice-what = Gli ospiti dei prodotti che lo prevedono ricevono un solo avviso prima della scadenza, via e-mail o SMS, dalle nove del mattino. Un ticket la cui durata è più breve di quei giorni non invia nulla.
notice-days = Giorni prima della scadenza
notice-days-help = Da 1 a 90.
notice-placeholders = Un segnaposto si inserisce dove si trova il cursore: { $name } è l’ospite, { $code } il codice, { $date } la scadenza, { $location } la struttura. La data è obbligatoria. Un testo vuoto è il testo standard.
notice-preview = Quello che legge l'ospite
notice-no-preview = Si potrà mostrare quando il testo è corretto.
notice-own = Testo standard
import-title = Utenti di un router MikroTik
import-what = Gli utenti creati sul router da stampanti o app ricevono il prodotto con il loro profilo MikroTik.
import-path = File
import-path-help = Una esportazione di RouterOS (/ip hotspot user export file=users) o CSV. Incolli il percorso.
import-read = Leggi
import-working = Elaborazione della lista…
import-profile-help = La lettura non cambia nulla: prima vede cosa verrebbe preso.
import-count = { $good } si possono prendere, { $bad } no.
import-line = Riga
import-name = Utente
import-user = Ospite
import-product = Prodotto
import-used = Usato
import-why = Perché no
import-bad = Non si possono prendere
import-good = Si possono prendere
import-broken = La riga non si può leggere
import-no-name = Senza nome
import-disabled = Disattivato sul router
import-no-profile = Senza profilo
import-unknown-profile = Profilo sconosciuto: nessun prodotto in vendita ha { $profile }
import-ambiguous-profile = Profilo ambiguo: { $profile } è di { $products }
import-name-taken = Un ticket valido ha questo utente
import-twice = Lo stesso nome della riga { $line }
import-take = { $count ->
    [one] Prendi { $shown } utente
   *[other] Prendi { $shown } utenti
}
import-taken = { $count ->
    [one] { $shown } utente preso.
   *[other] { $shown } utenti presi.
}
import-known = { $count ->
    [one] { $shown } era già stato preso.
   *[other] { $shown } erano già stati presi.
}
import-none = Nessun altro ha creato utenti là.
import-router = Prendi utenti
import-router-title = Prendere gli utenti di «{ $gateway }»
import-router-what = Ogni utente creato sul router da stampanti o app diventa un ticket con il prodotto che ha il suo profilo MikroTik.
import-router-asking = Si chiedono gli utenti al router…
import-router-stays = Restano anche su { $gateway }, che intanto li ammette da sé. Li tolga là, così contano i limiti dei loro prodotti.
import-leave = Lascia stare

## Printing

error-not-waiting = Questo invio non è più in attesa: guardi come sta adesso.
printing-ready = Pronta
printing-busy = Sta stampando
printing-paused = La coda è in pausa
printing-refusing = La coda non accetta lavori
printing-paper-out = Manca la carta
printing-cover-open = Il coperchio è aperto
printing-jam = Carta inceppata
printing-offline = La stampante è spenta o scollegata
printing-stopped = La stampante si è fermata
printing-unknown = Non comunica il suo stato
printing-printed = Stampato
printing-sent = Inviato; questa stampante non conferma
printing-file = Salvato come { $file }
printing-held = Trattenuto nella coda: lo sblocchi lì
printing-perhaps = Forse è stato stampato
printing-perhaps-do = Guardi la stampante. Se non è uscito nulla, stampi di nuovo.
printing-aborted = La stampante ha abbandonato il lavoro ({ $detail })
printing-cancelled-in-queue = Annullato nella coda
printing-printer-gone = La stampante è stata tolta dall’elenco
printing-taken-back = Annullato
printing-cause-unreachable = La stampante non è raggiungibile
printing-cause-unreachable-do = È accesa e collegata? Si riprova da sé.
printing-cause-silent = La stampante non risponde in tempo
printing-cause-silent-do = La spenga e riaccenda se continua.
printing-cause-login = La stampante non consente la stampa a questo computer
printing-cause-login-do = Chieda il permesso a chi l’ha configurata.
printing-cause-full = Sul disco non c’è più spazio
printing-cause-full-do = Liberi spazio sul disco. Si riprova da sé.
printing-cause-gone = Quella coda non esiste più
printing-cause-gone-do = Scelga un’altra stampante o aggiunga di nuovo questa.
printing-cause-refused = La stampante ha rifiutato la pagina
printing-error-none = Non c’è ancora una stampante
printing-error-none-do = Ne aggiunga una in Stampa o salvi il ticket in PDF.
printing-error-unknown = Non c’è nessuna stampante “{ $name }”.
printing-error-name = Il nome ha da 1 a 64 caratteri.
printing-error-address = “{ $place }” non è l’indirizzo di una stampante.
printing-error-no-roll = Una stampante per ricevute usa rotoli da 80 o 58 mm, non fogli.
printing-error-dots = Una stampante per ricevute ha da 200 a 1200 punti di larghezza.
printing-error-offset = Le pagine si spostano al massimo di 20 mm.
printing-error-own-fallback = Una stampante non può sostituire se stessa.
printing-error-count = Si stampano da 1 a 5000 ticket alla volta.
printing-error-first-label = La prima etichetta va da 1 a { $most } su questa carta.
printing-error-not-taken-back = La stampante non rilascia questo lavoro: forse verrà ancora stampato.
printing-error-look-text = Al massimo { $max } caratteri.
printing-logo-no-picture = Questo file non è un’immagine utilizzabile. Scelga un file PNG o JPEG.
printing-logo-too-large = Questa immagine è troppo grande: al massimo 4 MB e 6000 pixel per lato.
printing-logo-damaged = Questa immagine è danneggiata. Scelga un altro file.
delivery-waiting = In attesa
delivery-under-way = In corso
delivery-delivered = Consegnato
delivery-failed = Non riuscito
delivery-cancelled = Annullato
printing-tab-printers = Stampanti
printing-tab-jobs = Stampati e in attesa
printing-tab-look = Voucher
printing-none = Ancora nessuna stampante
printing-none-do = Ne aggiunga una e i voucher usciranno di lì. Fino ad allora ogni voucher è salvato in PDF nella cartella dei dati.
printing-add = Aggiungi stampante
printing-edit = Modifica
printing-test-page = Pagina di prova
printing-make-default = Rendi predefinita
printing-look-now = Guarda di nuovo
printing-remove = Togli
printing-remove-title = Togliere la stampante “{ $name }”?
printing-remove-what = Quello che la aspetta non viene stampato, e lo si vede. Le stampanti che ripiegavano su di essa non lo fanno più.
printing-removed = La stampante “{ $name }” è tolta.
printing-keep = Tienila
printing-default-done = Da ora i ticket si stampano su { $name }.
printing-test-asked = La pagina di prova va a { $name }.
printing-saved = La stampante “{ $name }” è salvata.
printing-name = Nome
printing-name-example = Ricevimento
printing-where = Dove
printing-paper = Carta
printing-is-default = { $name } (predefinita)
printing-asking = Sto chiedendo…
printing-last-job = { $what }, { $when }: { $state }. { $said }
printing-kind = Tipo
printing-kind-queue = CUPS / IPP
printing-kind-network = Porta 9100
printing-kind-device = File di dispositivo
printing-kind-folder = Cartella
printing-kind-spooler = Windows
printing-kind-queue-help = Qualsiasi stampante che questo computer o un server di stampa conosce.
printing-kind-network-help = Una stampante per ricevute in rete, a cui si parla direttamente.
printing-kind-device-help = Una stampante per ricevute su USB o sulla vecchia porta parallela.
printing-kind-folder-help = Senza carta: ogni voucher diventa lì un file PDF.
printing-kind-spooler-help = Una stampante installata in Windows, con il suo driver.
printing-place-queue = Indirizzo della coda
printing-place-network = Nome o indirizzo, con la porta se non è 9100
printing-place-device = File
printing-place-folder = Cartella
printing-place-spooler = Il suo nome in Windows
printing-place-missing = Dica dove si trova.
printing-place-wrong = Questo non è l’indirizzo di una stampante.
printing-number-wrong = Da 0 a 255.
printing-dots = Punti di larghezza
printing-dots-help = Solo per stampanti da 180 dpi e simili: 512 per 80 mm.
printing-cut = Taglia dopo ogni voucher
printing-drawer = Apri il cassetto
printing-letters = Lettere
printing-letters-drawn = Disegnate: ogni scrittura, uguali su ogni stampante
printing-letters-help = Le lettere sue sono più veloci. Un voucher che ne ha altre viene comunque disegnato.
printing-letters-number = Numero di questa tabella nella stampante
printing-letters-number-help = Solo se la pagina di prova mostra lettere sbagliate: il suo autotest elenca i numeri.
letters-first-pc = Europa occidentale in parte
letters-greek = Greco
letters-west = Europa occidentale
letters-west-euro = Europa occidentale con €
letters-central = Europa centrale
letters-turkish = Turco
letters-cyrillic = Cirillico
printing-right = A destra (mm)
printing-down = In basso (mm)
printing-offset-help = Se la stampa non cade sulle etichette: misuri la pagina di prova. Sotto zero sposta nell’altro senso.
printing-label = Prima etichetta libera
printing-label-help = Si conta lungo le righe, da 1 a { $most }. Avanza man mano che si stampano etichette.
printing-fallback = Se non funziona
printing-fallback-none = Aspettala
printing-fallback-help = Un’altra stampante subentra quando non è ancora partito nulla.
printing-save-and-test = Salva e stampa una prova
printing-found = Trovate
printing-finding = Cerco stampanti…
printing-found-none = Il server di stampa non ha nessuna coda.
printing-found-no-server = Lì non risponde nessun server di stampa (CUPS): { $detail }
printing-found-device = Stampante per ricevute su questo computer
printing-find = Cerca
printing-take = Usa questa
printing-server = Server di stampa
printing-server-help = Vuoto è questo computer.
printing-ask = Chiedi come sta
printing-ask-help = Si chiede a quello che è scritto, salvato o no. Non si stampa nulla.
printing-folder-missing = La cartella non c’è, o non vi si può scrivere
printing-folder-missing-do = La crei, o ne scelga un’altra.
printing-device-missing = Non c’è nessuna stampante a questo file
printing-device-missing-do = È collegata e accesa?
printing-spooler-missing = Windows non conosce nessuna stampante con questo nome
printing-spooler-missing-do = Guardi il nome nelle impostazioni di Windows; la si raggiunge solo da un computer con Windows.
printing-device-login-do = Su Linux, chi stampa lì deve essere nel gruppo “lp”.
paper-receipt = Rotolo da { $width } mm
paper-a4 = A4, una pagina ciascuno
paper-a4-cards = A4, { $count } tessere da ritagliare
paper-labels = { $name }: { $count } etichette da { $width } × { $height } mm
printing-no-jobs = Ancora niente stampato
printing-no-jobs-do = Qui si trovano voucher e pagine di prova, con quello che ne è stato.
printing-tickets = Ticket
printing-printer = Stampante
printing-key-again = Riprova quello scelto
printing-key-cancel = Annulla quello scelto
printing-look-logo = Logo (file PNG o JPEG)
printing-look-logo-help = Al massimo 4 MB. Si stampa in grigi.
printing-look-logo-there = La casa ha un logo; un altro file lo sostituisce.
printing-look-logo-use = Usa questo file
printing-look-logo-drop = Togli il logo
printing-look-headline = Titolo
printing-look-headline-help = Sotto il nome della casa, così com’è in ogni lingua.
printing-look-footer = Piè di pagina
printing-look-footer-help = Alla fine: un numero di telefono, un augurio.
printing-look-shown = Che cosa si vede
printing-look-join = Codice QR per collegarsi al Wi-Fi
printing-look-log-in = Codice QR per accedere
printing-look-price = Prezzo
printing-look-guest = Nome dell’ospite
printing-look-paper = Carta dei file
printing-look-paper-help = Per i PDF di una casa senza stampante e per questa anteprima. Ogni stampante ha la sua carta.
printing-look-language = Lingua dei voucher
printing-look-language-house = Quella della casa
printing-true-size = Dimensione reale
printing-whole-page = Pagina intera
printing-drawing = Disegno…
delivery-title = Consegne
delivery-file = File
delivery-none = Non ancora stampato né inviato.
delivery-cancel = Annulla
delivery-print-on = Stampa su { $printer }
delivery-elsewhere = Stampa su un’altra stampante
delivery-waits-do = Si stampa appena la stampante è libera.
delivery-handing-over = La stampante lo sta ricevendo.
delivery-older = { $count ->
    [one] e { $shown } precedente
   *[other] e { $shown } precedenti
}
delivery-with-others = { $count ->
    [one] { $printer }, con un altro ticket
   *[other] { $printer }, con altri { $shown } ticket
}

## Messages

message-no-email = L’e-mail non è configurata
message-no-sms = Gli SMS non sono configurati
message-not-set-up-do = Li configuri in Messaggi o stampi il ticket.
message-dead = Il ticket { $serial } è «{ $status }»: il suo codice non funziona più, perciò non viene inviato.
message-not-waiting = Questo messaggio non è più in attesa.
message-cause-unreachable = Il server non è raggiungibile
message-cause-unreachable-do = Controlli indirizzo e porta, e che internet funzioni.
message-cause-silent = Il server non ha risposto in tempo
message-cause-silent-do = Controlli porta e cifratura; se sono giuste, il problema è del server.
message-cause-certificate = Non c’è una connessione sicura con il server
message-cause-certificate-do = Controlli la cifratura e il nome del server; un server proprio può richiedere qui il suo certificato.
message-cause-login = Utente o password non sono accettati
message-cause-login-do = Li scriva di nuovo in Messaggi.
message-cause-recipient = Il destinatario lì non esiste
message-cause-recipient-do = Chieda di nuovo l’indirizzo all’ospite o stampi il ticket.
message-cause-refused = Il server ha rifiutato il messaggio
message-cause-refused-do = Lo invii in un altro modo o stampi il ticket.
message-cause-later = Il server è occupato
message-cause-later-do = Si riprova automaticamente.
message-cause-half-taken = Solo una parte del messaggio è stata accettata
message-cause-half-taken-do = Chieda all’ospite che cosa è arrivato prima di inviarlo di nuovo.
message-cause-strange = La risposta del server non si capisce
message-cause-strange-do = Controlli indirizzo, porta e cifratura.
message-cause-settings = Le impostazioni sono incomplete
message-cause-settings-do = Le completi in Messaggi.
message-said = Il server dice: { $detail }
email-empty = Scriva un indirizzo e-mail.
email-at = Una sola @, come in nome@example.org.
email-blank = Un indirizzo non ha spazi.
email-sign = «{ $sign }» non può stare in un indirizzo.
email-name = C’è qualcosa di sbagliato prima della @.
email-domain = C’è qualcosa di sbagliato dopo la @.
phone-empty = Scriva un numero di cellulare.
phone-sign = «{ $sign }» non fa parte di un numero.
phone-plus = Il + sta all’inizio.
phone-country = Nessun Paese ha +{ $code }.
phone-no-country = Cominci con + e il prefisso del Paese.
phone-short = { $digits } cifre; ne servono almeno { $least }.
phone-long = { $digits } cifre; al massimo sono { $most }.
template-unknown = { $name } qui non sta per nulla.
template-open = A una { $open } manca la { $close }.
messages-wrong-host = Indichi il server di posta.
messages-wrong-port = Da 1 a 65535.
messages-wrong-user = Lo scriva.
messages-wrong-from = Scriva l’indirizzo da cui si invia.
messages-wrong-reply-to = Non è valido.
messages-wrong-authority = Il file non contiene alcun certificato (PEM).
messages-wrong-url = Comincia con http:// o https://.
messages-wrong-recipient = L’indirizzo o il corpo richiedono { $to } e { $text }.
messages-wrong-header = «{ $name }» non è il nome di un’intestazione.
messages-wrong-country = «{ $code }» non è noto. Due lettere, come ES.
messages-subject = Oggetto
messages-mail-text = E-mail
messages-sms-text = SMS
messages-tab-list = Inviati e in attesa
messages-tab-texts = Testi
messages-reading = Lettura…
messages-save = Salva
messages-saved = Salvato.
messages-turn-off = Disattiva
messages-turned-off = Disattivato. Non si invia più nulla in questo modo.
messages-key-cancel = Ritira il messaggio selezionato
messages-host = Server di posta
messages-port = Porta
messages-security = Cifratura
messages-security-none = Nessuna
messages-security-warning = Password e codici si possono leggere lungo la via.
messages-user = Utente
messages-password = Password
messages-from-name = Nome del mittente
messages-from = Indirizzo del mittente
messages-reply-to = Le risposte vanno a
messages-reply-to-none = il mittente
messages-authority = Certificato del proprio server (file)
messages-authority-help = Solo per un server il cui certificato nessun altro conosce.
messages-authority-there = Il certificato del proprio server è conservato.
messages-forget = Dimenticalo
messages-email-off-help = Chieda questi dati a chi gestisce la Sua posta. Gli ospiti riceveranno il voucher per e-mail.
messages-sms-off-help = Occorre un conto presso un fornitore o un gateway proprio.
messages-preset = Fornitore
messages-preset-other = Altro
messages-sender = Mittente
messages-sender-help = Un numero o fino a 11 lettere.
messages-country = Paese dei numeri senza +
messages-country-none = Scelga
messages-url = Indirizzo del gateway
messages-method = Richiesta
messages-post-form = POST modulo
messages-body = Corpo
messages-headers = Intestazioni, separate da |
messages-status = Stato
messages-path = La risposta sta in
messages-taken = Dice
messages-names = Si può scrivere: { $names }
messages-listen = Le conferme arrivano a
messages-report-url = Come lo raggiunge il gateway
messages-listen-help = Indirizzo e porta di questo PC dove il gateway può dire che fine ha fatto un messaggio. Vuoto = nessuno ascolta.
messages-report-address = Il gateway chiama { $address }
messages-wrong-listen = Indirizzo e porta, come 0.0.0.0:8018
messages-wrong-report-url = Inizia con http:// o https://
messages-smsc = Indirizzo dell'SMSC
messages-smsc-help = smpps:// al posto di smpp:// se offre TLS.
messages-sender-kind = Tipo di mittente (TON/NPI)
messages-sender-kind-none = come appare
messages-wrong-sender-kind = Due numeri, come 5/0
messages-system-type = Tipo di sistema
messages-system-type-none = nessuno
messages-receipts = Chiedere se è arrivato
messages-receipts-help = Innkeeper resta collegato per sentire la risposta.
messages-wrong-needed = Il fornitore lo richiede.
messages-wrong-smsc = Come smpp://smsc.example.org:2775
messages-wrong-smsc-account = Da 1 a 15 lettere; la password, 8 al massimo.
messages-wrong-smsc-sender = Al massimo 20 cifre o 11 lettere.
messages-wrong-system-type = Al massimo 12 lettere.
messages-plain = Lettere senza accento
messages-plain-help = á si scrive a dove questo dimezza il prezzo.
messages-test-title = Provare
messages-test-help = Si prova ciò che è scritto qui, salvato o no.
messages-test-to = A
messages-test = Invia una prova
messages-testing = Invio…
messages-test-taken = Accettato
messages-meant = Intendeva { $address }?
messages-voucher-here = [ voucher con codice e QR ]
messages-preview = Che cosa legge l’ospite
messages-default = Torna all’originale
messages-parts = { $count ->
    [one] { $count } parte, ne restano { $left }
   *[other] { $count } parti, ne restano { $left }
}
messages-parts-foreign = { $parts }; «{ $sign }» accorcia le parti
messages-none = Ancora nessun messaggio
messages-none-do = Qui compaiono i ticket inviati per e-mail o SMS, con ciò che ne è stato.
messages-written = Scritto
messages-by = Per
messages-to = A
messages-attempts = Tentativi
messages-notice = Avviso
messages-try-now = Prova ora
messages-send-again = Invia di nuovo
messages-cancel = Ritira
messages-open-ticket = Mostra il ticket
messages-next = Prossimo tentativo: { $moment }.
messages-dead-do = Quando è arrivato il suo turno, il ticket non funzionava più.
messages-waiting-do = Parte appena il motore è in funzione.
messages-state-waiting = In attesa
messages-state-again = Si riprova
messages-state-sent = Inviato
messages-state-arrived = Ricevuto
messages-state-given-up = Non inviato
messages-state-cancelled = Ritirato
messages-state-dead = Non serve più

## States and reasons

status-no-use = Non usato
status-in-use = In uso
status-expired = Scaduto
status-cancelled = Annullato
kind-individual = Ticket singolo
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
refused-licence-evaluation = Il periodo di prova di questa struttura è finito. Gli accessi sono chiusi finché non si inserisce una licenza.
refused-licence-denied = La licenza di questa struttura è impostata su «Accesso negato». Gli accessi sono chiusi finché un responsabile non lo toglie.
refused-licence-doubted = La licenza di questa struttura non è di un distributore riconosciuto. Gli accessi sono chiusi finché non lo sarà: la schermata Licenza dice perché.
refused-licence-copied = Questa struttura funziona da troppo tempo su un computer che la licenza non indica. Gli accessi sono chiusi finché il distributore non la trasferisce.
refused-licence-twin = Questa struttura funziona già da un'altra cartella di dati su questo computer: una licenza vale per una sola. Qui gli accessi sono chiusi finché l'altra non si ferma.
refused-cancelled = Il ticket è stato annullato. Emetterne uno nuovo.
refused-no-product = L'account non ha un prodotto. Ricaricarlo.
refused-choose = Il suo prodotto scade al primo accesso: l’ospite deve sceglierne un altro. Ricarichi il ticket.
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
refused-guest-closed = Il Wi-Fi ospiti è disattivato in questo momento. Rivolgersi alla reception.
refused-guest-closed-evaluation = Il Wi-Fi ospiti è chiuso: il periodo di prova è finito. Rivolgersi alla reception.
refused-guest-closed-ended = Il Wi-Fi ospiti è chiuso: il contratto è finito. Rivolgersi alla reception.
refused-guest-closed-doubted = Il Wi-Fi ospiti è chiuso: la licenza non è valida. Rivolgersi alla reception.
refused-guest-closed-copied = Il Wi-Fi ospiti è chiuso: la licenza è di un altro computer. Rivolgersi alla reception.
refused-guest-closed-twin = Il Wi-Fi ospiti è chiuso qui: funziona da un altro posto. Rivolgersi alla reception.
refused-guest-cancelled = Questo ticket è stato annullato. Rivolgersi alla reception.
refused-guest-choose = Scegliere prima un prodotto: rivolgersi alla reception.
refused-guest-buy = Questo ticket era per un solo accesso, già usato. Acquistarne o sceglierne un altro alla reception.
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
format-single = Singolo
format-variable = Variabile
format-special = Speciale
gender-female = Donna
gender-male = Uomo
gender-other = Altro

## Pagine per l’hardware (le legge chi lo configura; menu e campi restano come li scrive il produttore)

guide-title = { $vendor }: configurare «{ $gateway }»
guide-intro = Inserisca questi valori nell’apparato. Menu e campi sono chiamati come nelle sue pagine, in inglese; possono cambiare un poco da una versione all’altra.
guide-secret-hidden = La chiave condivisa non è mostrata qui. Inserisca quella data a questo gateway in Innkeeper.
guide-step-radius = Server RADIUS
guide-step-authentication = Server RADIUS per gli accessi
guide-step-accounting = Server RADIUS per la contabilità
guide-step-network = La rete degli ospiti
guide-step-portal = Pagina di accesso
guide-step-garden = Raggiungibile prima dell’accesso
guide-step-disconnect = Interrompere le sessioni
guide-step-script = Righe da incollare
guide-step-check = Verifica
guide-check = Acceda con un ticket. Entro un minuto deve risultare in linea in Innkeeper, presso «{ $gateway }». Altrimenti chieda lì: «Perché il mio ospite non riesce a entrare?»
guide-note-from-the-internet = Le sue domande arrivano dal cloud del produttore: Innkeeper deve essere raggiungibile da internet su UDP { $auth } e { $acct }, e l’indirizzo del gateway in Innkeeper è quello del cloud.
guide-note-not-cut = Non interrompe da solo l’ospite che raggiunge il limite di dati. Lasci attivo «Invia richieste di disconnessione al gateway», così lo fa Innkeeper.
guide-note-no-disconnect = Non accetta richieste di disconnessione: un ospite annullato resta in linea fino alla fine della sessione, o si interrompe dalle pagine dell’apparato.
guide-note-firewall = La porta UDP { $port } deve essere aperta per le richieste da { $server }.
guide-note-links = Il codice QR che fa accedere richiede PAP; con il solo CHAP l’ospite deve digitare il codice.
guide-note-no-radius = Non parla RADIUS. Gli serve una pagina di accesso che interroghi Innkeeper al suo posto; senza, non si può usare.
guide-note-restart = I gateway aggiunti più tardi contano dopo un riavvio del server.
guide-note-message-authenticator = Le versioni più vecchie non inviano Message-Authenticator. Se i suoi accessi non ricevono risposta, segni il gateway come vecchio in Innkeeper; è meno sicuro.
guide-note-by-interface = Innkeeper può fare tutto questo da solo, con un accesso all’apparato: veda «Piano e invio» nella sua pagina, o innkeeper gateway push.
guide-note-own-page = Senza una pagina di accesso propria, va bene anche quella dell’apparato.

## Widgets and frame

app-name = Innkeeper
month-short = { $month ->
    [1] gen
    [2] feb
    [3] mar
    [4] apr
    [5] mag
    [6] giu
    [7] lug
    [8] ago
    [9] set
    [10] ott
    [11] nov
   *[12] dic
}
page-desk = Banco
page-tickets = Ticket
page-batches = Lotti
page-products = Prodotti
page-policies = Politiche
page-ticket-types = Tipi di ticket
page-guests = Ospiti
page-location = Location
page-messages = Messaggi
page-printing = Stampa
close = Chiudi
undo = Ritira
undo-left = { $seconds } s
undo-done = Il ticket { $serial } è stato ritirato. Il suo codice non vale più.
try-again = Riprova
open-demo = Apri la demo
setup-begin = Configura questa struttura
setup-title = Configuri la sua struttura
setup-what = Tutto si può cambiare dopo, nella pagina Location. Viene conservato in { $folder }.
setup-currency-help = Tre lettere, come EUR, GBP o MXN.
setup-make = Configura
setup-working = Configurazione in corso …
setup-back = Indietro
opening = Apertura della cartella dei dati
opening-what = Dopo un aggiornamento serve un momento.
look-title = Schermo
look-language = Lingua
look-appearance = Aspetto
look-text-size = Dimensione del testo
look-system = Come il sistema
look-light = Chiaro
look-dark = Scuro
look-contrast = Alto contrasto
keys-title = Tasti
keys-everywhere = Ovunque
keys-search = Cerca
keys-letters = Cerca un nome o un codice; anche con un lettore
keys-tab = Campo o pulsante successivo; con Maiusc, il precedente
keys-scroll = Pag giù
keys-scroll-does = Scorrere la pagina; anche Pag su, Inizio e Fine
keys-escape = Indietro, o chiude ciò che è aperto
engine-starting = Avvio del server RADIUS
engine-here = Server RADIUS attivo sulla porta { $port }
engine-elsewhere = Il server RADIUS gira in un altro Innkeeper
status-no-gateway = Ancora nessun gateway
status-gateways = { $count } gateway
status-online = { $count ->
    [one] { $count } dispositivo connesso
   *[other] { $count } dispositivi connessi
}
status-printer = { $printer }: { $state }
status-printer-ready = pronta
status-printer-connected = collegata
status-printer-busy = sta stampando
status-printer-paper-out = manca la carta
status-printer-cover-open = coperchio aperto
status-printer-jam = carta inceppata
status-printer-paused = coda in pausa
status-printer-refusing = non accetta stampe
status-printer-stopped = ferma
status-printer-silent = non risponde
status-evaluation = { $days ->
    [one] Valutazione: ultimo giorno
   *[other] Valutazione: restano { $days } giorni
}
status-licence = { $days ->
    [one] Licenza: ultimo giorno
   *[other] Licenza: restano { $days } giorni
}
status-licence-ended = La licenza è scaduta
status-unknown-clients = { $count ->
    [one] { $address } chiede ma non è un gateway
   *[other] { $count } indirizzi sconosciuti chiedono, come { $address }
}
# The names with spaces between, from Monday on and from January on.
days-of-week = lu ma me gi ve sa do
months-of-year = gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre

## Errors

error-user-id-required = Indichi per chi è il ticket.
error-user-id-too-long = Troppo lungo: al massimo { $max } caratteri.
error-stay-required = Scelga il primo e l’ultimo giorno.
error-stay-not-taken = I ticket di questo tipo non hanno date.
error-stay-backwards = L’ultimo giorno precede il primo.
error-stay-past = Il primo giorno è già passato.
error-credentials-not-taken = Solo i ticket speciali accettano un nome utente scelto.
error-username-empty = Scriva un nome utente.
error-password-empty = Scriva una password.
error-username-too-long = Il nome utente è troppo lungo.
error-password-too-long = La password è troppo lunga.
error-control-characters = Contiene caratteri che non si possono digitare.
error-username-taken = Un altro ticket valido ha questo nome utente.
error-licence-ended-do = Finché non viene rinnovata non si emettono ticket e gli ospiti non accedono.
error-not-cancellable = Il ticket { $serial } è «{ $status }» e non si può annullare.
error-not-printable = Il ticket { $serial } è «{ $status }»: il codice non vale più e non si stampa.
error-code-awaited = Il ticket { $serial } attende il codice, che sceglie { $gateway }. Si stampa quando arriva.
error-not-rechargeable = Il ticket { $serial } è { $status } e non si può ricaricare. Ne emetta uno nuovo.
error-not-assignable = Questa struttura non assegna il prodotto { $code } alla reception. Ne scelga un altro o lo metta prima in vendita.
error-no-frequency = Un abbonamento ha bisogno di una frequenza.
error-not-subscribed = Il ticket { $serial } non ha un abbonamento. Lo ricarichi.
error-subscribed = Il ticket { $serial } è un abbonamento: la sua fine dipende da quanto pagato. Lo rinnovi.
error-reference-taken = Il pagamento { $reference } è già stato registrato per un altro ticket.
error-payment-known = Il pagamento { $reference } è già stato registrato per questo ticket. Conta una volta sola.
error-no-end = Il ticket { $serial } non scade mai: non c’è una fine da spostare.
error-not-longer = Il ticket è già valido fino al { $until }. Scelga una fine successiva.
error-no-price-per-day = Questo tipo di ticket non ha un prezzo al giorno. Prolunghi senza nuovo prezzo.
error-no-device = Questo dispositivo non è più in linea con il ticket { $serial }.
error-which-device = Ci sono { $count } dispositivi in linea con il ticket { $serial }. Ne liberi uno nella sua riga.
error-not-undoable = Il ticket { $serial } non si può più ritirare. Lo annulli.
error-changed-meanwhile = Nel frattempo qualcun altro ha fatto una modifica.
error-changed-meanwhile-do = Quanto ha scritto è ancora qui. Confronti e salvi di nuovo.
error-not-permitted = Questa installazione non può gestire prodotti e politiche.
error-not-permitted-do = Chi l'ha configurata può dare il permesso.
error-of-system = { $code } appartiene al sistema.
error-of-reseller = { $code } appartiene al rivenditore.
error-of-higher-level-do = Può usarlo così com'è, oppure duplicarlo e modificare la copia.
error-attribute-unknown = Nessun attributo RADIUS si chiama { $name }.
error-attribute-value = { $value } non è un valore di { $name }.
error-attribute-long = Troppo lungo per { $name }: al massimo { $max } byte.
error-attribute-ours = { $name } è impostato da Innkeeper stesso.
error-attribute-tag = { $name } non accetta questa etichetta: da 1 a 31, o nessuna.
error-location-name = Un nome da 1 a { $max } caratteri.
error-location-language = I voucher non parlano questa lingua.
error-location-rooms = Un numero intero da 1 a { $max }.
error-location-ssid = Il nome di una Wi-Fi ha da 1 a { $max } byte.
error-location-wifi-password = Da 8 a 63 lettere, cifre e segni della tastiera inglese.
error-location-wifi-password-alone = Una password richiede il nome della Wi-Fi.
error-location-login-url = Un indirizzo che inizia con http:// o https://.
error-location-free-product = Scelga il prodotto.
error-location-simple-password-missing = Questa modalità richiede la sua password.
error-location-simple-password = Al massimo { $max } byte, senza caratteri di controllo.
error-location-shared-name = Al massimo 128 byte, e nulla che sembri l'indirizzo di un dispositivo.
error-location-separators = Decimali e migliaia richiedono due separatori diversi.
error-location-tax = Da 0 a 100 per cento, con tre decimali al massimo.
error-location-grace = Da 0 a { $max } minuti.
error-location-currency = Sono stati venduti ticket in { $currency }: la valuta non si può cambiare.
error-location-negative-price = Un prezzo non può essere negativo.
error-location-price-currency = Il prezzo deve essere in { $currency }.
error-notice-days = Da 1 a { $max } giorni.
error-notice-long = Al massimo { $max } caratteri.
error-notice-unknown = { $word } non significa nulla.
error-notice-date = Manca la data: inserisca { "{date}" } nel testo.
error-out-of-range = Da { $min } a { $max }.
error-invalid = Non è possibile: { $detail }
error-no-ticket = Non c’è nessun ticket { $serial }.
error-no-ticket-type = Il tipo di ticket «{ $name }» non c’è più.
error-not-found = «{ $name }» non c’è più.
error-duplicate = «{ $name }» esiste già.
error-in-use = «{ $name }» è in uso.
error-no-data-folder = Qui non c’è ancora nessuna sede
error-no-data-folder-do = { $folder } è vuota. Configuri qui la sua struttura – basta un minuto – oppure dia prima un’occhiata all’hotel dimostrativo.
error-already-there = { $folder } contiene già una sede.
error-read-only = La cartella dei dati è in sola lettura
error-read-only-do = Non si può salvare nulla. Dia a questo utente il permesso di scrittura o indichi un’altra cartella con --data-dir.
error-full = Il disco è pieno
error-full-do = Questo non è stato salvato; tutto il resto è al sicuro. Liberi spazio sul disco e riprovi.
error-newer-version = Questi dati sono di un Innkeeper più recente
error-newer-version-do = Questa versione non li conosce e non li tocca. Installi qui la versione più recente.
error-corrupt = I dati sono danneggiati
error-corrupt-do = Non ci scriva sopra. Ripristini l’ultima copia con «innkeeper restore»; i voucher stampati dopo non ci saranno.
error-busy = Un altro programma trattiene i dati
error-busy-do = Nulla è cambiato. Riprovi tra un momento.
error-key-missing = Manca la chiave dei dati
error-key-missing-do = Rimetta il file { $file }. Senza, i codici dei ticket non si leggono; c’è anche in ogni copia di sicurezza.
error-key-wrong = La chiave non è di questi dati
error-key-wrong-do = Rimetta il file della chiave originale o ripristini una copia, che contiene entrambi.
error-overloaded = Troppo è in attesa di essere salvato
error-overloaded-do = Nulla è cambiato. Riprovi tra un momento.
error-fault = Qualcosa è andato storto: { $detail }.
error-fault-do = Nulla è cambiato. Se succede ancora, riavvii Innkeeper.
error-file = { $path } non si può scrivere o leggere.
error-file-missing-do = Non c’è alcun file o cartella con questo nome: controllare il percorso.
error-file-folder-do = È una cartella: indicare un file al suo interno.
error-file-text-do = Non è un testo in UTF-8: salvarlo di nuovo come CSV (UTF-8) o JSON.
error-no-font = Nessun font di questo PC ha i caratteri { $characters }
error-no-font-do = Il ticket funziona lo stesso. Installi un font o scriva il nome in lettere latine.
error-qr-too-long = Il codice QR non può contenere tanto. Accorci l’indirizzo di accesso o la password del Wi-Fi.
error-voucher = Il voucher non si può disegnare: { $detail }
error-engine-lock = Il server RADIUS non parte: { $detail }
error-engine-radius = Il server RADIUS non parte: { $detail }
error-engine-do = Si possono emettere ticket, ma gli ospiti non possono accedere. Si riprova ogni pochi secondi.
error-cannot-open = I dati non si possono aprire: { $detail }
error-not-live = Il ticket { $serial } non è più valido. Ne emetta uno nuovo.
error-engine-port = Un altro programma usa la porta { $port }: il server RADIUS aspetta.
error-engine-forbidden = Questo utente non può aprire la porta { $port } per il server RADIUS. Ne scelga una sopra 1023.
error-engine-address = Questo PC non ha l’indirizzo { $address } per il server RADIUS.
error-date = Non è una data

# Ticket: perché un tipo di ticket, un campo o un invio viene rifiutato.
error-stay-checked-out = L’ora del check-out di quel giorno è già passata.
error-stay-too-long = Al massimo { $max } giorni.
error-special-not-taken = Solo i ticket speciali accettano limiti e prezzo propri.
error-channel-not-offered = Questo tipo di ticket non si consegna per «{ $channel }».
error-address-missing = Indichi dove inviare il ticket: { $channel }.
error-reference = Un riferimento da 1 a { $max } caratteri.
error-name = Un nome da 1 a { $max } caratteri.
error-batch-name-taken = C’è già un lotto «{ $name }». Scelga un altro nome.
error-empty-list = L’elenco non ha nessuna riga che si possa emettere.
error-stopped = Interrotto.
error-nothing-to-erase = Il ticket { $serial } non conserva più dati di un ospite.
field-email = E-mail
field-first-name = Nome
field-surname = Cognome
field-birthday = Data di nascita
field-gender = Sesso
field-mobile = Cellulare
field-postal-code = CAP
field-country = Paese
field-room = Camera
field-document = Carta d’identità o passaporto
channel-print = Stampa
channel-email = E-mail
channel-sms = SMS
field-error-required = Obbligatorio.
field-error-not-asked = Questo tipo di ticket non lo chiede.
field-error-too-long = Al massimo { $max } caratteri.
field-error-email = Non è un indirizzo e-mail.
field-error-phone = Non è un numero di cellulare. Lo scriva con il prefisso del paese: +39 320 111 2233.
field-error-date = Non è una data. La scriva così: 31/05/1980.
field-error-impossible-date = Nessuno che viva è nato in quel giorno.
field-error-too-young = L’ospite deve avere { $years } anni.
field-error-gender = Donna, uomo o altro.
field-error-country = Non è un paese. Scriva le sue due lettere, come IT.
field-error-signs = Solo lettere, cifre, spazi e - . /
field-definition-label = Un campo libero richiede un’etichetta da 1 a { $max } caratteri, senza : e =.
field-definition-twice = «{ $name }» viene chiesto due volte.
field-definition-too-many = Al massimo { $max } campi.
field-definition-option = «{ $option }» qui non significa nulla.
field-definition-age = Solo la data di nascita ha un’età minima.
ticket-type-error-name = Un nome da 1 a { $max } caratteri.
ticket-type-error-label = Al massimo { $max } caratteri.
ticket-type-error-price = Un prezzo non può essere negativo.
ticket-type-error-price-per-day = Solo i ticket variabili e speciali hanno un prezzo al giorno.
ticket-type-error-devices = Almeno un dispositivo.
ticket-type-error-use-within = Al massimo { $max } giorni. 0 = nessun limite.
ticket-type-error-code-length = Da { $min } a { $max } caratteri.
ticket-type-error-long-prefix = Al massimo { $max } caratteri.
ticket-type-error-prefix-sign = «{ $sign }» non si può usare: solo lettere e cifre che nessuno confonde (senza 0, 1, I, O, Q).
ticket-type-error-preselected = «{ $channel }» non è tra i canali offerti.
ticket-type-error-hotkey = Un tasto da 1 a 9.
ticket-type-error-hotkey-taken = Il tasto { $key } apre già «{ $name }».

## Licences

licence-closed-evaluation = Il periodo di prova è finito
licence-closed-denied = Accesso negato dall'operatore
licence-closed-doubted = La licenza non è di un distributore riconosciuto
licence-closed-copied = La licenza appartiene a un altro computer
licence-closed-twin = Funziona due volte su questo computer
licence-closed-over = Si usa più di quanto la licenza comprende
status-licence-waits = Licenza: { $seen } di { $needed } dispositivi
licence-title = Licenza
licence-request-title = Richiesta di licenza
licence-number = Numero di licenza
licence-request-number = Numero della richiesta
licence-number-help = Incolli questo numero, scansioni il codice o trascini questo file sul programma. Spazi e a capo non contano.
licence-location-id = ID Location
licence-time-zone = Fuso orario
licence-rooms = Camere
licence-aps = Access point
licence-contract = Contratto
licence-years = { $years ->
    [one] 1 anno
   *[other] { $years } anni
}
licence-payment = Forma di pagamento
licence-monthly = mensile
licence-annual = annuale
licence-modules = Moduli avanzati
licence-no-modules = nessuno
licence-kind = Tipo di licenza
licence-kind-first = prima licenza
licence-kind-renewal = rinnovo
licence-kind-move = trasferimento su un altro computer
licence-partner = Partner / integratore
licence-partner-email = E-mail del partner
licence-client-email = E-mail della struttura
licence-distributor = Distributore / grossista
licence-renewal-contact = Per il rinnovo
licence-made-at = Data
licence-start = Inizia
licence-start-automatic = { $count ->
    [one] con il primo dispositivo
   *[other] con la connessione di { $count } dispositivi
}
licence-start-renewal = alla fine del contratto attuale
licence-start-move = subito; il contratto resta com'è
licence-notice-subject-one-month = { $location }: la licenza Wi-Fi scade fra un mese
licence-notice-subject-days = { $days ->
    [one] { $location }: la licenza Wi-Fi scade domani
   *[other] { $location }: la licenza Wi-Fi scade fra { $days } giorni
}
licence-notice-subject-end = { $location }: la licenza Wi-Fi è scaduta
licence-notice-subject-after = { $location }: la licenza Wi-Fi si può ancora rinnovare
licence-notice-before = La licenza di { $location } scade il { $end }. Da quel momento nessun ospite potrà collegarsi e non si potranno emettere ticket, finché non sarà rinnovata. Un rinnovo inserito prima continua da quella scadenza: non si perde nessun giorno.
licence-notice-end = La licenza di { $location } è scaduta il { $end }. Gli ospiti non possono più collegarsi e non si possono emettere ticket. Tutto resta consultabile ed esportabile; un rinnovo rimette tutto in funzione.
licence-notice-after = La licenza di { $location } è scaduta il { $end }. Si può ancora rinnovare: con il rinnovo tutto torna a funzionare subito.
licence-notice-contact = Per rinnovare, si rivolga a { $name }: { $email } { $phone }

## Command line

## The screens of licences

copied = Copiato.
copy = Copia
page-overview = Panoramica
page-licence = Licenza
page-distributor = Tutte le licenze

# The licence of this Location.

licence-standing = Licenza
licence-request = Richiesta
licence-history = Avvisi e registro
licence-distribute = Sono distributore
licence-state-provision = In attesa di provisioning
licence-state-start = In attesa di avvio
licence-state-in-use = In uso
licence-state-denied = Accesso negato
licence-state-finalized = Contratto concluso
licence-evaluation = Valutazione
licence-evaluation-what = Tutto funziona per 30 giorni, per provarlo. Per continuare dopo, chieda una licenza al suo distributore.
licence-request-make-one = Prepara una richiesta
licence-not-begun = Il contratto non è ancora iniziato
licence-ends-on = Termina il { $date }
licence-ended-on = Terminato il { $date }
licence-begins-on = Inizia il { $date }
licence-days-left = { $days ->
    [one] ultimo giorno
   *[other] mancano { $days } giorni
}
licence-devices = Dispositivi da quando la licenza è stata inserita
licence-devices-of = { $seen } di { $needed } dispositivi
licence-laboratory = Le prove in laboratorio contano
licence-laboratory-what = Il contratto inizia con il dispositivo { $needed } e non si può annullare. Faccia le prove con meno dispositivi possibile.
licence-provisioned = Inserita il
licence-location = Location
licence-covers = Copre
licence-covers-evaluation = La valutazione copre tutta la struttura.
licence-used-of = { $used } di { $covered }
licence-count-rooms = { $count ->
    [one] 1 camera
   *[other] { $count } camere
}
licence-count-aps = { $count ->
    [one] 1 punto di accesso
   *[other] { $count } punti di accesso
}
licence-without-modules = Nessun modulo avanzato.
licence-module-sms = Messaggi via SMS
licence-module-sms-help = Serve per inviare ticket e avvisi via SMS.
licence-module-used = in uso
licence-module-unused = non usato
licence-module-missing = non è nella licenza
licence-binds = Questa licenza vincola: due settimane dopo che si usa di più, non si emettono ticket.
licence-no-contact = Arriva con la licenza.
licence-contact-what = I rinnovi li emette il distributore; questo programma non ne vende.
licence-copy-email = Copia e-mail
licence-copy-phone = Copia telefono
licence-report = Rapporto per il distributore
licence-report-what = Invii al distributore questo numero o il suo file: il suo elenco mostrerà lo stato di questa licenza.
licence-open-pdf = Apri il PDF
licence-open-file = Apri il file
licence-open-folder = Apri la cartella
licence-copy-number = Copia il numero

# Entering one.

licence-enter = Licenza
licence-enter-what = Inserire una licenza
licence-enter-title = Inserire una licenza
licence-enter-number-help = Lo incolli, o scansioni il suo codice QR in questo campo.
licence-enter-file = O il suo file o PDF
licence-enter-file-help = Scriva il percorso, o trascini il file in un punto qualsiasi di questa finestra.
licence-send-key = Invia chiave
licence-sending = Verifica…
licence-entered = La licenza è inserita: { $state }.
licence-deny = Nega l'accesso
licence-deny-title = Forza Accesso negato
licence-deny-what = Gli ospiti collegati vengono scollegati, nessuno può accedere e non si emettono ticket.
licence-deny-clock = Il contratto intanto prosegue, e anche i suoi avvisi. Si può revocare in qualsiasi momento.
licence-deny-reason = Motivo
licence-deny-reason-help = Resta nel registro e in questa pagina.
licence-denied-done = L'accesso è negato.
licence-denied-since = Accesso negato dal { $when }
licence-denied-because = Motivo: { $reason }
licence-allow = Revoca Accesso negato
licence-allow-title = Revocare Accesso negato
licence-allow-what = La licenza torna allo stato che avrebbe adesso. La sua fine non si è spostata.
licence-allowed-done = L'accesso è di nuovo consentito.

# What is wrong with one.

licence-closed-evaluation-do = Non si possono emettere ticket e nessun ospite può accedere. Inserisca una licenza, o ne prepari la richiesta.
licence-closed-finalized-do = Non si possono emettere ticket e nessun ospite può accedere. Chieda un rinnovo al distributore: con esso tutto riprende subito.
licence-closed-denied-do = Non si possono emettere ticket e nessun ospite può accedere finché non viene revocato nella pagina Licenza.
licence-closed-copied-do = Ha funzionato troppo a lungo su un altro computer. Prepari una richiesta di trasferimento su questo computer.
licence-closed-twin-do = Su questo computer è in funzione un’altra cartella dati di questa Location. La chiuda: questa subentra in pochi secondi.
licence-closed-over-do = Gli ospiti possono accedere, ma non si emettono ticket finché non si amplia la licenza o si usa di meno.
licence-doubt-no-trust = Questa installazione non indica alcun distributore, quindi nessuna licenza vale.
licence-doubt-unknown = La licenza è firmata da qualcuno che questa installazione non conosce.
licence-doubt-revoked = La licenza è firmata con una chiave persa o rubata.
licence-doubt-altered = Ciò che è conservato della licenza non è ciò che è stato firmato.
licence-doubt-do = Chieda una nuova licenza al distributore, o all'amministratore di questo PC di aggiungere il distributore.
licence-clock-behind = L'orologio di questo PC è indietro di { $behind } rispetto a quanto già visto
licence-clock-behind-do = Non si guadagna alcun giorno: la licenza conta dal { $at }. Regoli l'orologio.
licence-copied = Questa Location funziona su un computer diverso da quello della licenza
licence-copied-do = Continua fino al { $until }. Prepari una richiesta di trasferimento su questo computer e non usi la copia sull'altro.
licence-over = Si usa più di quanto copre la licenza
licence-over-do = Chieda al distributore una licenza che lo copra.
licence-over-until = L'emissione si chiude il { $until } se non si rimedia. Chieda al distributore una licenza che lo copra.
licence-missing-module = In uso, ma non nella licenza: { $module }
licence-outside-damaged = La copia della licenza fuori dalla cartella dati non si può leggere
licence-outside-damaged-do = Viene riscritta da sola.

# The form of a request.

licence-request-what = Compili il modulo e consegni al distributore ciò che ne esce: un file, un PDF o il codice QR. Lui risponde con una licenza.
licence-request-years = Anni di contratto
licence-request-count-help = Vuoto: quanti ne ha la Location.
licence-request-modules = Altri moduli avanzati
licence-request-modules-help = Separati da virgole; può restare vuoto.
licence-request-make = Crea la richiesta
licence-request-making = Creazione della richiesta…
licence-request-made = La richiesta è pronta
licence-request-next = Ora la consegni al distributore. Quando arriva la sua licenza, prema Licenza e la inserisca.
licence-request-handed = Il distributore può scansionare questo codice, prendere il file o aprire il PDF. La Location vi è firmata.
licence-request-another = Un'altra richiesta
licence-wrong-years = Scelga da 1 a 5 anni
licence-wrong-payment = Ne scelga una
licence-wrong-rooms = Quante camere? Un numero intero
licence-wrong-aps = Quanti punti di accesso? Un numero intero
licence-wrong-email = Non è un indirizzo e-mail

# Notices and log.

licence-notices = I sei avvisi
licence-no-notices = I sei avvisi iniziano quando un contratto ha una fine.
licence-notice-one-month = Un mese prima della fine
licence-notice-days-before = { $days ->
    [one] Il giorno prima della fine
   *[other] { $days } giorni prima della fine
}
licence-notice-at-end = Alla fine, con il blocco
licence-notice-day-after = Il giorno dopo: si può ancora rinnovare
licence-notice-sent = inviato
licence-notice-missed = perso: il programma non era in funzione
licence-notice-due = in arrivo
licence-log = Cosa le è successo
licence-no-log = Ancora nulla.
licence-log-requested = Richiesta creata
licence-log-received = Richiesta ricevuta
licence-log-issued = Licenza emessa
licence-log-reported = Rapporto ricevuto
licence-log-provisioned = Licenza inserita
licence-log-renewed = Rinnovo inserito
licence-log-moved = Trasferita su questo computer
licence-log-device = Dispositivo { $count } contato
licence-log-started = Il contratto è iniziato
licence-log-denied = Accesso negato
licence-log-allowed = Accesso di nuovo consentito
licence-log-notice = Avviso della fine
licence-log-copy-lost = La copia fuori dalla cartella dati è andata persa ed è stata riscritta
licence-log-noticed = La licenza è stata verificata e qualcosa è cambiato
licence-by-desk = alla reception
licence-by-cli = dalla riga di comando
licence-by-engine = da solo

# Above the pages.

licence-line-evaluation = { $days ->
    [one] Valutazione: oggi è l'ultimo giorno. Dopo, per i ticket serve una licenza.
   *[other] Valutazione: mancano { $days } giorni. Dopo, per i ticket serve una licenza.
}
licence-line-ends = { $days ->
    [one] La licenza termina il { $date }: oggi è l'ultimo giorno
   *[other] La licenza termina il { $date }: mancano { $days } giorni
}
licence-line-renew = Un rinnovo inserito prima della fine non perde alcun giorno.
licence-told-before = La licenza termina il { $date }. Pensi al rinnovo.
licence-told-end = La licenza è terminata: nessun ospite può accedere e non si emettono ticket.
licence-told-after = La licenza è terminata ieri. Si può ancora rinnovare.

# Refusals.

licence-refused-unchanged = Non è stato cambiato nulla.
licence-refused-nothing = Non contiene alcun numero.
licence-refused-nothing-do = Un numero inizia con INK1. Lo incolli intero, o scelga il file o il PDF.
licence-refused-large = Il file è troppo grande.
licence-refused-damaged = Il numero è danneggiato o incompleto.
licence-refused-damaged-do = Lo copi o lo scansioni di nuovo, intero. Non è stato cambiato nulla.
licence-refused-newer = È stato creato da un Innkeeper più recente.
licence-refused-newer-do = Aggiorni questo programma e lo inserisca di nuovo.
licence-refused-older = Ha un formato vecchio che non si legge più.
licence-refused-new-do = Ne chieda una nuova al distributore.
licence-refused-kind = È un altro tipo di documento.
licence-refused-kind-do = Le richieste vanno al distributore; le licenze arrivano da lui e si inseriscono nella pagina Licenza.
licence-refused-unknown = Questa installazione non sa chi l'ha firmato.
licence-refused-unknown-do = Chieda al distributore se la chiave { $key }… è sua, e all'amministratore di questo PC di aggiungerlo. Poi riavvii il programma.
licence-refused-revoked = È firmato con una chiave persa o rubata.
licence-refused-no-trust = Non si può inserire alcuna licenza: questa installazione non indica alcun distributore.
licence-refused-no-trust-do = Lo aggiunge l'amministratore di questo PC. ({ $why })
licence-refused-other = Questa licenza è di un'altra Location: { $name }.
licence-refused-entered = Questa licenza è già stata inserita.
licence-refused-provisioned = Questa Location ha già una licenza.
licence-refused-provisioned-do = Ne chieda il rinnovo al distributore. Non è stato cambiato nulla.
licence-refused-nothing-to-renew = È un rinnovo, ma non c'è alcuna licenza da prolungare.
licence-refused-nothing-to-renew-do = Chieda al distributore una prima licenza.
licence-refused-machine = Trasferisce la Location su un computer diverso da questo.
licence-refused-machine-do = Prepari la richiesta di trasferimento sul computer su cui funzionerà la Location.
licence-refused-not-started = Il contratto non è iniziato, quindi non c'è una fine da prolungare.
licence-refused-not-started-do = Inserisca il rinnovo quando la licenza è in uso.
licence-refused-form = Il modulo non è completo.
licence-refused-no-contract = Questa Location funziona con la valutazione: non c'è licenza da negare o consentire.
licence-refused-passphrase = La frase di accesso non apre la chiave.
licence-refused-passphrase-do = La scriva di nuovo. Dopo diversi errori ogni tentativo deve attendere di più.
licence-refused-short = Almeno { $count } caratteri
licence-refused-system = Il sistema non ha dato numeri casuali o memoria sufficiente per la chiave. Riprovi.
licence-refused-too-soon = { $seconds ->
    [one] Troppe frasi errate: riprovi tra un secondo.
   *[other] Troppe frasi errate: riprovi tra { $seconds } secondi.
}
licence-refused-no-distributor = Questa cartella dati non ha una chiave di distributore. La crei nella pagina Tutte le licenze.
licence-refused-key-exists = Questa cartella dati ha già una chiave di distributore.
licence-refused-contact = Il distributore ha bisogno di un nome e di un indirizzo e-mail valido.
licence-refused-gone = Non è più qui.
licence-refused-has = Questa Location ha già una licenza.
licence-refused-has-do = La rinnovi, o spunti che questa sostituisce una mai inserita.
licence-refused-terms = Le condizioni della licenza non sono corrette.
licence-refused-report = Questo rapporto non è firmato dalla Location di cui qui si conosce la richiesta.

# The distributor's side.

distributor-dashboard = Quadro
distributor-locations = Location
distributor-requests = Richieste
distributor-requests-open = Richieste ({ $count })
distributor-key = Chiave e profilo
distributor-set-up = Lavorare come distributore
distributor-set-up-what = Qui si crea una chiave con cui lei firma le licenze. Resta in questa cartella dati, sigillata da una frase di accesso che nessuno può recuperare: la conservi bene, e faccia un backup della cartella.
distributor-set-up-do = Crea la chiave
distributor-making = Creazione della chiave…
distributor-made = La chiave è pronta. Ora scriva il file con cui le installazioni la riconoscono.
distributor-name = Nome, come sulle licenze
distributor-email = E-mail per i rinnovi
distributor-phone = Telefono per i rinnovi
distributor-contact-what = Le licenze emesse conservano ciò che riportano.
distributor-profile = Profilo
distributor-passphrase = Frase di accesso
distributor-old = Frase di accesso della chiave
distributor-new = Nuova frase di accesso
distributor-new-help = Almeno 12 caratteri; quattro parole senza legame tra loro vanno bene.
distributor-again = La stessa ancora una volta
distributor-not-the-same = Non è la stessa
distributor-change = Cambia la frase di accesso
distributor-sealed = La frase di accesso è cambiata.
distributor-trust = Fidato per le installazioni
distributor-trust-what = Un'installazione accetta le sue licenze quando l'amministratore ha messo questo file, distributors.json, accanto al programma.
distributor-public-key = Chiave pubblica
distributor-trust-write = Scrivi distributors.json
distributor-trust-copy = Copia il contenuto
distributor-trust-written = Scritto: { $file }
distributor-take = Ricevi
distributor-take-what = Ricevere una richiesta o un rapporto
distributor-take-title = Ricevere una richiesta o un rapporto
distributor-take-do = Ricevi
distributor-number = Numero della richiesta o del rapporto
distributor-number-help = Lo incolli, o scansioni il suo codice QR in questo campo.
distributor-request-taken = La richiesta è stata ricevuta.
distributor-report-taken = Il rapporto del { $at } è stato ricevuto.
distributor-no-requests = Ancora nessuna richiesta
distributor-no-requests-do = Una Location prepara una richiesta nella sua pagina Licenza. La riceva qui: il numero, il file o il PDF.
distributor-received = Ricevuta
distributor-open = Aperta
distributor-answered = Risposta
distributor-other-key = Una richiesta precedente di questa Location era firmata con un'altra chiave
distributor-other-key-do = Qualcun altro potrebbe fingersi lei, o la cartella dati è stata rifatta. Chieda prima di emettere.
distributor-issue = Emetti la licenza
distributor-issue-what = Emettere o rinnovare
distributor-issue-title = Emettere una licenza
distributor-issue-to = { $name }: { $kind }
distributor-issuing = Firma in corso…
distributor-issued = La licenza è emessa.
distributor-automatic = Con i dispositivi
distributor-fixed = In una data
distributor-devices = Dispositivi che lo avviano
distributor-devices-wrong = Da 1 a 100
distributor-from = Primo giorno
distributor-no-date = Non è una data
distributor-binds = Vincola
distributor-binds-help = Due settimane dopo che si usa più di quanto copre, non si emettono ticket. Senza questo, viene solo detto.
distributor-replace = Al posto di una mai inserita
distributor-replace-help = Due prime licenze per una Location altrimenti sono un errore.
distributor-renew = Rinnova
distributor-renew-what = Alle condizioni della sua ultima licenza. Inizia alla vecchia fine se inserita prima, altrimenti quando viene inserita.
distributor-renewal-waits = È stato emesso un rinnovo che, secondo il suo rapporto, non è ancora inserito
distributor-handed-title = La licenza
distributor-handed = Consegni all'integratore o alla struttura questo codice, il file o il PDF.
distributor-again-hand = Mostra
distributor-ends = Termina
distributor-ends-in = { $days ->
    [one] { $date }, ultimo giorno
   *[other] { $date }, { $days } giorni
}
distributor-reported = Rapporto
distributor-live = qui
distributor-own = { $name } (questa)
distributor-client = Struttura
distributor-without = Non è stata emessa alcuna licenza.
distributor-activity = Attività
distributor-no-activity = Ancora nulla.
distributor-has-reported = Ha comunicato il suo stato
distributor-has-issued = Emessa: { $kind }, { $terms }
distributor-ahead = Cosa termina nei prossimi 90 giorni
distributor-within = entro { $days } giorni: { $shown }
distributor-filter-state = LICENSE STATUS
distributor-ends-from = Termina dal
distributor-ends-to = Termina al
distributor-search = Nome, partner o e-mail
distributor-count = { $count ->
    [one] 1 Location
   *[other] { $shown } Location
}
distributor-reset = Senza filtri
distributor-csv = CSV
distributor-csv-written = Scritto: { $file }
distributor-none-left = Nessuna Location corrisponde a questi filtri
distributor-none-left-do = Tolga un filtro.
distributor-nothing-ends = Nulla termina nei prossimi 90 giorni
distributor-nothing-ends-do = L'elenco delle Location le contiene tutte.

# The overview.

overview-online = dispositivi collegati
overview-issued = ticket emessi oggi
overview-issued-cancelled = ticket emessi oggi, { $shown } annullati
overview-sold = importo dei ticket di oggi
overview-waiting = in attesa di uscire
overview-gateways = Gateway
overview-heard = sentito { $at }
overview-never-heard = mai sentito
overview-printers = Stampanti e coda
overview-no-printer = Nessuna stampante: i voucher si scrivono come file PDF.
overview-nothing-printed = ancora nulla di stampato
overview-printed = stampato { $at }
overview-not-printed = non stampato { $at }
overview-default = { $name } (predefinita)
overview-jobs = { $count ->
    [one] 1 lavoro in attesa
   *[other] { $count } lavori in attesa
}
overview-prints = Stampe in attesa
overview-messages = E-mail e SMS in attesa
overview-orders = Ordini ai gateway in attesa
overview-no-gateway-do = Nessun ospite può accedere finché non ce n’è uno: lo aggiunga in Gateway.
overview-stranger = { $address } chiede accessi e nessun gateway ha questo indirizzo ({ $at })
overview-stranger-do = Se è suo, lo aggiunga come gateway con il suo segreto; fino ad allora i suoi ospiti non possono accedere.
overview-failed = { $count ->
    [one] 1 messaggio o stampa dell'ultimo giorno non è riuscito
   *[other] { $shown } messaggi o stampe dell'ultimo giorno non sono riusciti
}
overview-failed-do = L'elenco dice perché, e li invia di nuovo.
overview-stuck = Qualcosa attende dal { $at }
overview-stuck-do = Controlli che la stampante sia accesa, il server di posta risponda e il gateway sia raggiungibile.

# Gateways: what stood in the way, the doctor, plans.
gateway-failed-detail = { $said } Ha detto: { $detail }
gateway-failed-unreachable = Il gateway non si raggiunge. Controlli che sia acceso, e il suo indirizzo e la sua porta.
gateway-failed-silent = Il gateway ha accettato la connessione e poi non ha detto nulla. Forse è occupato o si sta avviando; si riprova da sé.
gateway-failed-certificate = Il gateway mostra un certificato diverso da prima, quindi non gli è stato inviato nulla. Se è stato ripristinato o sostituito, accetti il nuovo; altrimenti qualcuno potrebbe essere in ascolto. Prima: { $expected }. Ora: { $shown }.
gateway-failed-no-tls = Il gateway non parla TLS su questa porta. Dia un certificato al suo servizio, o permetta la connessione non cifrata.
gateway-failed-login = Il gateway non accetta il nome utente o la password della sua interfaccia. Li scriva di nuovo.
gateway-failed-rights = L’utente non può farlo sul gateway. Dia al suo gruppo i permessi di leggere, scrivere e provare.
gateway-failed-throttled = Il gateway chiede di aspettare: troppi accessi in poco tempo. Si riprova da sé.
gateway-failed-product = A questo indirizzo risponde qualcos’altro. Controlli l’indirizzo, la porta e il tipo di apparecchio.
gateway-failed-old = Il gateway è troppo vecchio per questa interfaccia. Lo aggiorni, o scelga l’interfaccia vecchia.
gateway-failed-not-there = Ciò che andava cambiato non è più sul gateway. Invii di nuovo.
gateway-failed-taken = Il gateway ha già qualcosa con questo nome che Innkeeper non ha fatto. Lo rinomini là, o scelga un altro nome qui.
gateway-failed-refused = Il gateway ha rifiutato.
gateway-failed-busy = Il gateway è occupato. Si riprova da sé.
gateway-failed-not-kept = Il gateway ha detto di sì e non l’ha fatto. Guardi il suo registro, poi invii di nuovo.
gateway-failed-strange = Il gateway ha risposto qualcosa che non si capisce. Controlli che indirizzo, porta e tipo di apparecchio siano giusti.
gateway-failed-settings = I dati dell’interfaccia del gateway sono incompleti o sbagliati.
gateway-failed-unsupported = Questo tipo di gateway non lo ha.
gateway-line-reached = Il gateway risponde e accetta l’accesso.
gateway-line-pinned = Il suo certificato è quello noto.
gateway-line-certificate-new = Il suo certificato è nuovo. Lo confronti e lo accetti: { $shown }
gateway-line-clear = La connessione non è cifrata: chi sta in mezzo può leggere la password. Dia un certificato al gateway, poi tolga la spunta a «Senza cifratura» nelle sue impostazioni.
gateway-line-never-encrypted = La connessione non è cifrata: chi sta in mezzo può leggere i codici dei ticket. Innkeeper parla con MySQL e MariaDB solo così: tenga il database su questo PC o in una rete a parte, oppure usi PostgreSQL.
gateway-line-version = È { $version }.
gateway-line-clock = Il suo orologio differisce di { $seconds } s da questo. Oltre un minuto, lo regoli con NTP.
gateway-line-other-secret = Il suo segreto RADIUS è un altro. Invii, o scriva lo stesso segreto da entrambe le parti.
gateway-line-no-answer = I suoi accessi non arrivano a Innkeeper. Controlli indirizzo e porte del server RADIUS, e il firewall in mezzo.
gateway-line-doubted = { $count ->
    [one] Una sua richiesta è arrivata firmata con un altro segreto ed è rimasta senza risposta: là gli ospiti non possono accedere. Inserisca lo stesso segreto da entrambe le parti; dove Innkeeper ha un accesso, basta inviare.
   *[other] { $count } sue richieste sono arrivate firmate con un altro segreto e sono rimaste senza risposta: là gli ospiti non possono accedere. Inserisca lo stesso segreto da entrambe le parti; dove Innkeeper ha un accesso, basta inviare.
}
gateway-line-unsigned = { $count ->
    [one] Una sua richiesta non aveva il Message-Authenticator ed è rimasta senza risposta: là gli ospiti non possono accedere. Aggiorni il suo sistema; se non ce n’è uno più nuovo, lo segni come client vecchio nelle impostazioni.
   *[other] { $count } sue richieste non avevano il Message-Authenticator e sono rimaste senza risposta: là gli ospiti non possono accedere. Aggiorni il suo sistema; se non ce n’è uno più nuovo, lo segni come client vecchio nelle impostazioni.
}
gateway-line-radius = I suoi accessi hanno risposta e il segreto è lo stesso.
gateway-line-heard = L’ultima volta si è fatto sentire alle { $at }.
gateway-line-never-heard = Non ha ancora chiesto nessun accesso. Acceda con un ticket per vedere che indirizzo e segreto siano giusti.
gateway-line-disconnects = Accetta richieste di scollegare un ospite.
gateway-line-no-disconnect = Non risponde a richieste di scollegare un ospite sulla porta UDP { $port }. Le attivi là, apra la porta nel suo firewall e controlli il segreto.
gateway-line-page = Il codice QR porta alla sua pagina di accesso, { $host }.
gateway-line-other-page = Il codice QR porta a { $location }, ma la sua pagina di accesso è { $gateway }. Cambi la pagina di accesso nel Location.
gateway-line-no-page = Non c’è una pagina di accesso, quindi nessun codice QR fa entrare un ospite. Imposti { $host } nel Location.
gateway-line-garden = { $count ->
    [one] Il sito che gli ospiti raggiungono prima di accedere è aperto.
   *[other] I { $count } siti che gli ospiti raggiungono prima di accedere sono aperti.
}
gateway-line-garden-lacks = { $count ->
    [one] Un sito che gli ospiti dovrebbero raggiungere prima di accedere là è chiuso. Invii.
   *[other] { $count } siti che gli ospiti dovrebbero raggiungere prima di accedere là sono chiusi. Invii.
}
gateway-line-in-order = Là tutto è come deve.
gateway-line-differs = Non è come deve: { $add } da aggiungere, { $change } da cambiare, { $remove } da togliere. Invii.
gateway-line-conflicts = Sono d’intralcio { $count } cose che Innkeeper non ha fatto. Le rinomini o le tolga là.
gateway-line-other-innkeeper = Un altro Innkeeper tiene là { $count } cose. Due sullo stesso gateway si scollegano gli ospiti a vicenda: ne lasci uno solo.
gateway-trouble-forbidden = La sua modalità vieta gli hotspot. Li permetta con /system/device-mode update hotspot=yes e prema il suo pulsante.
gateway-trouble-no-hotspot = Non ha ancora un hotspot o una rete ospiti. Prima la crei là.
gateway-trouble-right = All’utente manca il permesso «{ $right }». Lo dia al suo gruppo sul gateway.
gateway-trouble-no-link = La sua pagina di accesso non accetta collegamenti con nome e password, quindi nessun codice QR fa entrare. L’invio lo attiva.
gateway-trouble-portal-off = Il suo portale ospiti è spento. Lo attivi là.
gateway-trouble-service-off = Il suo servizio { $service } è spento. Lo attivi là.
gateway-kind-radius-server = server RADIUS
gateway-kind-disconnect = richieste di scollegare ospiti
gateway-kind-radius-client = client RADIUS
gateway-kind-portal = pagina di accesso
gateway-kind-garden = indirizzo aperto prima dell’accesso
gateway-kind-group = profilo utenti
gateway-kind-user = ticket
gateway-gap-limit = { $kind } { $name }: il gateway non applica il limite { $field }; lo sorveglia Innkeeper
gateway-gap-clipped = { $kind } { $name }: { $field } supera quanto il gateway accetta; riceve { $to }
gateway-gap-name = { $kind } { $name }: il gateway non accetta questo nome
gateway-gap-missing = { $kind } { $name }: prima bisogna creare { $what } sul gateway
gateway-gap-code = { $kind } { $name }: il gateway gli dà un altro codice; all’ospite che ha quello vecchio serve un nuovo voucher
gateway-step-add = Aggiungere { $kind } { $name }
gateway-step-change = Cambiare { $kind } { $name } ({ $changes })
gateway-step-remove = Togliere { $kind } { $name }
gateway-no-link = Non si è ancora detto come si raggiunge l’interfaccia di { $name }.
gateway-ticket-not-pushed = Il ticket non è su { $gateway }: nessuno gli ha ancora inviato nulla.
gateway-ticket-waits = Il ticket non è ancora su { $gateway }: funziona tra un momento.
gateway-ticket-waits-because = Il ticket non è ancora su { $gateway }, quindi là non funziona. { $why }
gateway-ticket-refused = { $gateway } non accetta il ticket. { $why }

## Gateways (the page)

page-gateways = Gateway
gateways-add = Aggiungi un gateway
gateways-none-do = Nessun ospite può accedere finché non ce n’è uno: il router o il controller Wi-Fi che chiede se un ospite può entrare. Lo aggiunga qui; Innkeeper può cercarlo nella sua rete.
gateways-open = Apri
gateways-edit = Cambia impostazioni
gateways-remove = Rimuovi
gateways-back-list = Torna all’elenco
gateways-vendor = Tipo di apparato
gateways-vendor-short = Apparato
gateways-vendor-generic = Altro apparato (RADIUS)
gateways-address = Indirizzo
gateways-heard-short = Ultimo segnale
gateways-heard = Ultima richiesta o rapporto
gateways-online-short = In linea
gateways-today = Oggi ↓ / ↑
gateways-waiting-short = In attesa
gateways-never = mai
gateways-clients = Client RADIUS
gateways-no-client = Ancora nessun client RADIUS
gateways-no-client-do = Aggiunga l’indirizzo dell’apparato che chiede gli accessi, con un segreto noto a entrambi.
gateways-add-client = Aggiungi un client
gateways-strangers = Chiedono, ma qui non sono noti
gateways-strangers-what = Questi indirizzi hanno chiesto accessi nell’ultimo giorno senza ricevere risposta. Se uno è suo, lo aggiunga con il segreto.
gateways-asked-at = ha chiesto: { $at }
gateways-secret = Segreto condiviso
gateways-secret-show = Mostra il segreto
gateways-secret-hide = Nascondi il segreto
gateways-secret-copy = Copia il segreto
gateways-secret-new = Genera un altro
gateways-secret-pushed = Generato per lei. L’invio lo inserisce nel gateway.
gateways-secret-typed = Generato per lei. Inserisca lo stesso nel gateway.
gateways-state-answers = Risponde
gateways-state-kept-what = Lì tutto è come deve essere. Innkeeper ricontrolla ogni pochi minuti.
gateways-state-silent = Muto da { $at }
gateways-state-silent-what = Da allora non ha chiesto né riferito nulla. Di notte può essere normale; di giorno controlli corrente e rete, e che il suo server RADIUS sia ancora questo PC.
gateways-state-never = Mai sentito
gateways-state-never-what = Non ha mai chiesto un accesso. Lo configuri come dice la guida, poi acceda con un ticket.
gateways-state-not-pushed = Da configurare
gateways-state-not-pushed-what = Lì non è ancora stato inserito nulla, o il segreto è cambiato. Guardi il piano, poi invii.
gateways-state-drift = { $count ->
    [one] 1 modifica fatta lì
   *[other] { $count } modifiche fatte lì
}
gateways-state-drift-what = Qualcuno ha cambiato a mano le impostazioni del gateway. Il piano dice quali; l’invio le corregge.
gateways-state-refused = { $count ->
    [one] 1 ticket rifiutato
   *[other] { $count } ticket rifiutati
}
gateways-state-refused-what = Il gateway non accetta questi ticket; ognuno dice perché nella sua pagina. Si riprova a ogni controllo.
gateways-state-waiting = { $count } in attesa
gateways-state-waiting-what = Alcuni ticket sono in arrivo; ci vuole un attimo.
gateways-state-certificate = Certificato cambiato
gateways-state-other-secret = Altro segreto
gateways-state-unsigned = Senza firma
gateways-state-failed = Non risponde
gateways-state-login = Accesso rifiutato
gateways-state-trouble = In difficoltà
gateways-state-failed-since = { $count ->
    [0] Da { $at }. { $why }
    [one] Da { $at }; 1 ticket aspetta. { $why }
   *[other] Da { $at }; { $count } ticket aspettano. { $why }
}
gateways-client-only = Chiede via RADIUS. Innkeeper non può vedere né cambiare ciò che vi è inserito: la guida dice cosa va scritto e dove.
gateways-client-only-could = Chiede via RADIUS. Con un accesso alla sua interfaccia Innkeeper potrebbe anche configurarlo, sorvegliarlo e disconnettere ospiti: lo aggiunga in «Cambia impostazioni».
gateways-client-only-no-cut = Chiede via RADIUS e non accetta richieste di disconnessione: un ospite oltre il limite resta fino a fine sessione.
gateways-client-alone = nessuna: solo client RADIUS
gateways-by-hand = Lo configuro a mano, solo come client RADIUS
gateways-by-hand-help = In tal caso Innkeeper non vi accede: non può configurarlo, sorvegliarlo né correggerlo. Una guida dice cosa scrivere e dove.
gateways-not-met = Realizzato sui documenti del produttore; non ancora provato sull’apparato.
gateways-host = La sua interfaccia
gateways-host-help = Nome o indirizzo, con la porta se non è la solita: 192.168.88.1:8443
gateways-network = Le richieste RADIUS arrivano da
gateways-network-same = Vuoto = l’indirizzo sopra. Se chiedono gli access point, il loro blocco: 192.168.88.0/24
gateways-network-help = Un indirizzo, o un blocco come 192.168.88.0/24.
gateways-name = Nome
gateways-name-example = Router della hall
gateways-user = Nome utente
gateways-password = Password
gateways-password-kept = invariata
gateways-login-mikrotik = Un utente di un gruppo con i diritti read, write, test, sensitive, policy e api o rest-api.
gateways-login-unifi = Un amministratore locale della console, senza verifica in due passaggi.
gateways-login-omada = ID e segreto di un’applicazione: Settings, Platform Integration, Open API, modalità client.
gateways-login-opnsense = Chiave e segreto di un utente API: System, Access, Users.
gateways-login-freeradius = Un utente del database che possa leggere e scrivere le tabelle di FreeRADIUS.
gateways-users = Tieni i ticket nel gateway stesso
gateways-users-help = Gli ospiti accedono anche a PC spento; in cambio i limiti giornalieri e settimanali non sono esatti. Senza, il gateway chiede a Innkeeper a ogni accesso.
gateways-users-theirs = Gli ospiti si collegano anche a PC spento. I codici li sceglie il gateway: il ticket si stampa quando il suo codice è arrivato da lì.
gateways-more = Altre impostazioni
gateways-plain = Senza cifratura
gateways-plain-help = Chi sta in mezzo può leggere la password. Solo se il gateway non ha un certificato.
gateways-garden = Aperti prima dell’accesso
gateways-garden-help = Siti raggiungibili senza ticket, separati da virgole.
gateways-server = Questo PC, visto dal gateway
gateways-server-help = Vuoto = trovato da solo.
gateways-disconnect = Invia richieste di disconnessione al gateway
gateways-disconnect-help = Per disconnettere subito un ospite oltre il limite o con il ticket annullato.
gateways-disconnect-port = La sua porta UDP
gateways-interim = Secondi tra i rapporti
gateways-interim-help = Ogni quanto dice il consumo degli ospiti: da 60.
gateways-old = Client vecchio: non invia Message-Authenticator
gateways-old-help = Meno sicuro (CVE-2024-3596). Solo se i suoi accessi non ricevono risposta.
gateways-swap = Upload e download sono scambiati
gateways-swap-help = Se un ospite che scarica risulta caricare.
gateways-option-api = Interfaccia
gateways-option-api-help = rest per RouterOS 7; binary per RouterOS 6, alla porta 8729.
gateways-option-hotspot = Server hotspot
gateways-option-hotspot-help = Vuoto = tutti.
gateways-option-site = Sito
gateways-option-site-help = UniFi: il nome breve, come nell’indirizzo delle pagine. Omada: vuoto = l’unico.
gateways-option-portal = Portale
gateways-option-portal-help = Vuoto = l’unico.
gateways-option-zone = Zona
gateways-option-zone-help = Numero della zona del captive portal.
gateways-option-vouchers = Server dei voucher
gateways-option-vouchers-help = Vuoto = l’unico.
gateways-option-server = Nome di Innkeeper lì
gateways-option-server-help = Come indicato in System, Access, Servers.
gateways-option-dialect = Sistema di database
gateways-option-dialect-help = postgresql, o mysql per MySQL e MariaDB (porta 3306), senza cifratura.
gateways-option-database = Database
gateways-option-database-help = Il suo nome.
gateways-option-replies = Attributi per la velocità
gateways-option-replies-help = wispr, mikrotik, chillispot, separati da virgole.
gateways-option-counters = Ha sqlcounter
gateways-option-counters-help = yes solo con noresetcounter; senza, quella riga blocca gli ospiti.
gateways-wrong-missing = Manca
gateways-wrong-host = Né nome né indirizzo
gateways-wrong-network = Non è un indirizzo
gateways-wrong-only-plain = Solo «Senza cifratura», qui sotto
gateways-wrong-block = Il blocco è { $block }
gateways-wrong-network-taken = È l’indirizzo di { $name }
gateways-wrong-length = Da { $min } a { $max } caratteri
gateways-wrong-number = Da { $min } a { $max }
gateways-wrong-login = Non accettata
gateways-wrong-rights = Mancano diritti
gateways-wrong-unreachable = Lì non risponde nessuno
gateways-wrong-silent = Non dice nulla
gateways-wrong-product = Lì risponde altro
gateways-wrong-tls = Lì non c’è cifratura
gateways-wrong-other = Così non funziona
gateways-step-place = Cosa e dove
gateways-step-access = Accesso
gateways-step-trial = Prova
gateways-step-push = Piano e invio
gateways-step-guide = Guida
gateways-next = Avanti
gateways-back = Indietro
gateways-try = Prova
gateways-trying = Chiedo al gateway chi è…
gateways-certificate = Certificato
gateways-certificate-shown = Mostra questo certificato. Solo lei ne risponde: lo confronti sul gateway, o lo accetti se è sicuro della rete.
gateways-certificate-accept = È il certificato del gateway
gateways-certificate-accept-help = D’ora in poi si parla solo con chi lo mostra.
gateways-certificate-title = Accettare questo certificato?
gateways-certificate-leave = Non accettarlo
gateways-certificate-changed-what = Il gateway mostra un certificato diverso. Se è stato ripristinato, sostituito o aggiornato, va bene. Se nessuno ha fatto nulla, qualcuno può essere in ascolto: in tal caso non lo accetti.
gateways-certificate-known = Noto finora
gateways-certificate-now = Mostrato ora
gateways-certificate-first = Il suo certificato non è ancora accettato
gateways-certificate-first-do = Non si inserisce nulla da uno sconosciuto. Lo stato mostra il certificato e chiede conferma; poi invii.
gateways-certificate-accepted = Il certificato è accettato.
gateways-nothing-changed-yet = Lì non è ancora cambiato nulla. Dopo averlo aggiunto vedrà cosa Innkeeper inserirebbe, e potrà inviarlo.
gateways-search-title = Ricerca
gateways-search = Cerca nella rete
gateways-search-where = Chiede a ogni indirizzo delle reti di questo PC ({ $networks }) se c’è la pagina di un gateway. Non si accede a nulla e nulla esce dalla struttura.
gateways-search-nowhere = Questo PC non è in nessuna rete privata in cui cercare. Scriva l’indirizzo.
gateways-searching = Ricerca in corso…
gateways-search-done = { $done } di { $total }
gateways-search-stop = Ferma
gateways-search-none = Non è stato trovato nulla. Il gateway può essere in un’altra rete o tenere chiusa la sua pagina: scriva l’indirizzo.
gateways-found-unknown = Apparato sconosciuto con una pagina
gateways-take = Usa
gateways-added-plan = «{ $name }» è aggiunto. Lì non è ancora cambiato nulla: guardi il piano, poi invii.
gateways-added-guide = «{ $name }» è aggiunto. Lo configuri come dice questa guida.
gateways-saved = «{ $name }» è salvato.
gateways-new-secret = Il segreto è cambiato
gateways-new-secret-push = Dal salvataggio al prossimo invio nessun ospite può accedere lì: invii subito dopo aver salvato.
gateways-new-secret-type = Finché lo stesso segreto non è inserito nel gateway nessun ospite può accedere lì.
gateways-tab-state = Stato
gateways-tab-plan = Piano e invio
gateways-tab-online = In linea
gateways-tab-history = Cronologia
gateways-tab-guide = Cosa inserire lì
gateways-doctor = Cosa c’è tra un ospite e questo gateway
gateways-examine = Esamina di nuovo
gateways-examining = Esame del gateway…
gateways-facts = Il gateway
gateways-mode = Ticket
gateways-mode-users = tenuti nel gateway
gateways-mode-radius = chiesti a Innkeeper a ogni accesso
gateways-pushed = Ultimo invio
gateways-fix-pin = Accetta il certificato
gateways-fix-page = Usa questa pagina
gateways-page-used = I codici QR dei nuovi voucher portano a questa pagina di accesso.
gateways-fix-push = Invia
gateways-no-interface = Innkeeper non vi accede
gateways-no-interface-do = È solo un client RADIUS: si configura a mano. La guida dice cosa inserire e dove.
gateways-planning = Confronto tra ciò che c’è e ciò che deve esserci…
gateways-plan-counts = { $add } da aggiungere, { $change } da cambiare, { $remove } da rimuovere
gateways-plan-right = { $count ->
    [one] 1 cosa è come deve essere.
   *[other] { $count } cose sono come devono essere.
}
gateways-more-steps = e altri { $count }
gateways-nothing-to-do = Non c’è nulla da inviare.
gateways-look-again = Guarda di nuovo
gateways-pushing = Invio in corso…
gateways-push-failed = L’invio non è finito; si può ripetere
gateways-counts = { $add } aggiunti, { $change } cambiati, { $remove } rimossi
gateways-refused = { $count ->
    [one] 1 rifiutato
   *[other] { $count } rifiutati
}
gateways-conflict = { $kind } { $name }: non fatto da questo Innkeeper
gateways-gaps = { $count ->
    [one] 1 cosa non può essere lì come deve
   *[other] { $count } cose non possono essere lì come devono
}
gateways-gap = { $kind } { $name }: { $why }
gateways-lack-limit = non tiene quel limite ({ $field }); lo sorveglia Innkeeper
gateways-lack-clipped = { $field } è più di quanto accetta; riceve { $to }
gateways-lack-missing = { $what } non c’è e non si può creare
gateways-lack-name = non accetta un nome simile
gateways-event-added = Aggiunto
gateways-event-linked = Interfaccia impostata
gateways-event-changed = Impostazioni cambiate
gateways-event-secret = un altro segreto
gateways-event-pinned = Certificato accettato
gateways-event-pushed = Inviato
gateways-event-drifted = Modificato lì da qualcuno
gateways-event-cut = { $count ->
    [one] 1 sessione interrotta
   *[other] { $count } sessioni interrotte
}
gateways-asking-online = Chiedo chi è in linea…
gateways-nobody = Qui non c’è nessuno in linea
gateways-nobody-reported = Appena un ospite accede da questo gateway, il suo dispositivo appare qui.
gateways-nobody-there = È stato chiesto al gateway stesso. Appena un ospite accede, guardi di nuovo.
gateways-guest = Ticket
gateways-ip = Indirizzo IP
gateways-not-ours = non è un nostro ticket
gateways-cut = Interrompi
gateways-cut-done = L’ospite è disconnesso; il gateway lo conferma.
gateways-cut-left = Il gateway dice che l’ospite è ancora lì.
gateways-cut-asked = Al gateway è chiesto di interrompere la sessione.
gateways-guide-secret = Scrivi il segreto
gateways-guide-secret-help = Chi legge la pagina potrà fingersi il gateway.
gateways-guide-copy = Copia
gateways-guide-text = Salva come testo
gateways-guide-print = PDF da stampare
gateways-guide-kept = Scritto in { $file }
gateways-guide-no-server = Non si può sapere con quale indirizzo il gateway trova questo PC: lo scriva sopra.
gateways-removed = «{ $name }» è rimosso.
gateways-remove-title = Rimuovere «{ $name }»?
gateways-keep = Conservarlo
gateways-remove-what = Da quel momento i suoi accessi non ricevono risposta. Quanto già riferito resta nei ticket.
gateways-remove-stays = Ciò che Innkeeper ha inserito nel gateway vi resta: server RADIUS, indirizzi aperti, profili, ticket. Va rimosso a mano; tutto porta una nota che comincia con «innkeeper».
gateways-removing = Rimozione in corso …
gateways-withdraw = Togliere da esso ciò che ha fatto Innkeeper
gateways-remove-withdraws = Vengono tolti il server RADIUS, gli indirizzi aperti, i profili e i ticket che Innkeeper vi ha creato, e gli ospiti i cui ticket conserva vengono scollegati. Ciò che ha fatto il suo proprietario resta.
gateways-remove-by-hand = Ciò che è stato inserito a mano nel gateway vi resta.
gateways-remove-online = { $count ->
    [one] Ora 1 dispositivo è in linea lì.
   *[other] Ora { $count } dispositivi sono in linea lì.
}
