# Innkeeper, Spanish. One section for each surface; the guest's surfaces are apart from the desk's.

## Voucher (the guest's language)

voucher-code = Su código
voucher-username = Usuario
voucher-password = Contraseña
voucher-qr-join = Conéctese al wifi
voucher-qr-log-in = Inicie sesión
voucher-valid-from-first-login = Válido durante { $duration } desde el primer acceso.
voucher-valid-until = Válido hasta el { $moment }.
voucher-valid-range = Válido desde el { $from } hasta el { $until }.
voucher-valid-unlimited = Válido sin límite de tiempo.
voucher-valid-first-day = Válido hasta el final del día del primer acceso.
voucher-valid-end-of-day = Válido { $duration } desde el primer acceso y hasta el final de ese día.
voucher-valid-first-month = Válido hasta el final del mes del primer acceso.
voucher-valid-end-of-month = Válido { $duration } desde el primer acceso y hasta el final de ese mes.
voucher-valid-one-login = Válido para un solo acceso.
voucher-months = { $count ->
    [one] { $count } mes
   *[other] { $count } meses
}
voucher-use-by = Primer acceso, como máximo, el { $moment }.
voucher-network = Red wifi
voucher-wifi-password = Contraseña del wifi
voucher-devices = Dispositivos a la vez
voucher-price = Precio
voucher-price-tax = { $price } (IVA { $rate } % incluido)
voucher-guest = Huésped
voucher-serial = N.º { $serial }
voucher-issued = Emitido el { $moment }
voucher-moment = { $weekday } { $day } de { $month } de { $year }, { $time }
voucher-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
voucher-hours = { $count ->
    [one] { $count } hora
   *[other] { $count } horas
}
voucher-minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
voucher-weekday = { $day ->
    [1] lun
    [2] mar
    [3] mié
    [4] jue
    [5] vie
    [6] sáb
   *[7] dom
}
voucher-month = { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}

## Mail and SMS (the guest's language)

mail-subject = Su acceso Wi-Fi en { $location }
mail-body =
    Buenos días:

    Este es su acceso Wi-Fi en { $location }.

    { $voucher }

    Le deseamos una feliz estancia.
sms-text = Wi-Fi { $location }: { $credentials }. { $validity }
message-code = código { $code }
message-pair = usuario { $username }, contraseña { $password }
message-sample-product = Wi-Fi, 3 días
mail-test-subject = Prueba de { $location }
mail-test-body = Esto es una prueba. Si puede leerla, los huéspedes de { $location } recibirán su acceso Wi-Fi por correo electrónico.
sms-test-text = Prueba de { $location }: los huéspedes recibirán su acceso Wi-Fi por SMS.
notice-subject = Su Wi-Fi en { $location } termina pronto
notice-text = { $name }, su código Wi-Fi { $code } en { $location } termina el { $date }. Para seguir usándolo, pregunte en recepción.

## Desk

desk-search = Número, huésped, habitación o código
desk-found = Encontrados
desk-nothing-found = Nada para «{ $text }»
desk-nothing-found-do = Se busca por número, por código completo o por el comienzo de un nombre o habitación.
desk-newest = Tickets más recientes
desk-no-tickets = Todavía ningún ticket
desk-no-tickets-do = Pulse la cifra de un recuadro de arriba para emitir el primero.
desk-no-slip = Todavía ningún vale
desk-no-slip-do = Aquí aparecerá el vale del próximo ticket, listo para entregar.
desk-no-offers = No hay tipos de ticket
desk-no-offers-do = Añada uno en Tipos de ticket (Ctrl+5); aparecerá aquí enseguida.
desk-tile-detail = { $product } · { $devices ->
    [one] { $devices } dispositivo
   *[other] { $devices } dispositivos
}
desk-per-day = { $price } al día
desk-free = Gratis
desk-user-id = Huésped o habitación
desk-user-id-example = 214 García
desk-arrival = Primer día
desk-departure = Último día
desk-nights = Noches
desk-days-price = { $count ->
    [one] { $count } día a { $price }
   *[other] { $count } días a { $price }, incluidos el primero y el último
}
desk-username = Usuario
desk-password = Contraseña
desk-credentials-help = Si se dejan vacíos, el ticket recibe un código propio.
desk-devices = Dispositivos a la vez
cancel-form = Cerrar
desk-issue = Emitir
desk-issue-another = Emitir otro
desk-twin = «{ $user }» ya tiene un ticket vigente
desk-twin-detail = Ticket { $serial }, { $ticket_type }, { $status }, emitido el { $issued }.
desk-show-twin = Mostrarlo
desk-issued = Ticket { $serial } emitido.
ticket-number = Ticket { $serial }
desk-pdf-at = PDF: { $path }
desk-printed-on = Se imprime en { $printer }
desk-print-again = Reimprimir
desk-open-pdf = Abrir PDF
desk-show = Detalles
desk-cancel = Anular ticket
desk-cancel-title = ¿Anular el ticket { $serial }?
desk-cancel-what = Su código deja de servir enseguida y los dispositivos conectados se cortan. No se puede deshacer.
desk-keep = Conservarlo
desk-cancelled = Ticket { $serial } anulado.
desk-repeat = Repetir: { $ticket_type }
keys-tile = Emitir, o abrir el formulario de ese recuadro
keys-issue = Emitir lo que dice el formulario
keys-repeat = Emitir otra vez lo mismo
keys-undo = Retirar el último ticket, durante un minuto
column-serial = Número
column-status = Estado
column-user-id = Para
column-ticket-type = Tipo
column-issued = Emitido
desk-for = Para { $user }: elija un tipo de ticket.
desk-twin-more = { $count ->
    [one] Hay otro vigente.
   *[other] Hay otros { $count } vigentes.
}
desk-add-device = Añadir un dispositivo
desk-replace = Sustituirlo
desk-device-added = { $devices ->
    [one] El ticket { $serial } vale ahora para { $devices } dispositivo.
   *[other] El ticket { $serial } vale ahora para { $devices } dispositivos.
}
desk-compulsory = { $name } *
desk-by-nights = Por noches
desk-by-days = Por días
desk-tonight = Esta noche
desk-nights-2 = 2 noches
desk-one-day = 1 día
desk-days-2 = 2 días
desk-checks-in = Llegada
desk-checks-out = Salida
desk-days-label = Días
desk-nights-price = { $count ->
    [one] { $count } noche a { $price }
   *[other] { $count } noches a { $price }
}
desk-until = hasta el { $until }
desk-unlimited = Sin límite
desk-in-all = En total
desk-a-day = Al día
desk-a-week = A la semana
desk-a-month = Al mes
desk-time-limits = Minutos de conexión
desk-data-limits = Megabytes
desk-download = Bajada kbit/s
desk-upload = Subida kbit/s
desk-special-help = Lo que quede vacío es como en el producto. 0 = sin límite.
desk-expiration = Caduca
desk-as-product = Como diga el producto, o según las fechas
desk-exp-unlimited = Nunca
desk-exp-days-hours = Tras días y horas
desk-exp-end-of-day = Tras días y horas, al final de ese día
desk-exp-end-of-month = Tras días y horas, al final de ese mes
desk-exp-months-kind = Tras meses
desk-exp-months-end-of-month = Tras meses, al final del mes
desk-exp-one-login = Tras un acceso
desk-exp-days = Días
desk-exp-hours = Horas
desk-exp-months = Meses
desk-email-to = Correo para
desk-sms-to = SMS para
desk-deliver = Entregar por
desk-count = Tickets
desk-batch-name = Nombre del lote
desk-batch-needed = Varios tickets necesitan un nombre
desk-name-list = Lista de nombres
desk-issue-many = Emitir { $count }
desk-no-number = Un número desde 0

## Tickets (list)

tickets-title = Tickets
tickets-count = { $count ->
    [one] { $shown } ticket
   *[other] { $shown } tickets
}
tickets-serial = N.º serie
tickets-created = Creado
tickets-user = ID de usuario
tickets-type = Tipo
tickets-status = Estado
tickets-connections = Conexiones
tickets-connections-short = Conex.
tickets-price = Precio
tickets-loading = Leyendo la lista…
tickets-failed-do = La lista muestra lo último que se leyó. Se leerá de nuevo con el próximo cambio.
tickets-none = Aún no se ha emitido ningún ticket
tickets-none-do = Emita el primero en Recepción. Aparecerá aquí al instante.
tickets-to-desk = Ir a Recepción
tickets-no-match = Ningún ticket cumple todos los filtros
tickets-no-match-do = Quite un filtro o bórrelos todos.
tickets-clear = Borrar filtros
tickets-filters = Filtros
tickets-details = Detalles
tickets-choose = Elija un ticket
tickets-choose-do = Seleccione una fila para ver su código, sus dispositivos y el consumo. Intro abre la ficha completa.
tickets-open = Abrir
tickets-print = Imprimir
tickets-cancel = Anular ticket
tickets-code = Código
tickets-username = Usuario
tickets-password = Contraseña
tickets-first-login = Primer acceso
tickets-never = Todavía no
tickets-expires = Caduca
tickets-expires-after-login = Cuenta desde el primer acceso
tickets-use-by = Primer acceso antes de
tickets-no-expiry = No caduca
tickets-cancelled-at = Anulado
tickets-devices = Dispositivos a la vez
tickets-online = En línea ahora
tickets-session-time = Tiempo en línea
tickets-upload = Subida
tickets-download = Bajada
tickets-product = Producto
tickets-ticket-type = Tipo de ticket
tickets-all = Todos
tickets-filter-created = Creado desde
tickets-filter-created-to = Creado hasta
tickets-filter-first-login = 1.er acceso desde
tickets-filter-first-login-to = 1.er acceso hasta
tickets-filter-user = El ID empieza por
tickets-filter-username = Usuario (completo)
tickets-filter-connections = Conexiones
tickets-filter-connections-help = 0, 3, 1-5 o 2+
tickets-filter-devices = Dispositivos
tickets-wrong-number = Solo cifras
tickets-wrong-range = 3, 1-5 o 2+
tickets-wrong-day = No existe
tickets-wrong-order = Antes de «desde»
tickets-chip = { $name }: { $value }
tickets-key-move = Flechas
tickets-key-move-does = Recorrer la lista; también Re Pág, Av Pág, Inicio y Fin
tickets-key-open = Intro
tickets-key-open-does = Abrir el ticket
tickets-key-filter-does = Filtros
tickets-key-clear-does = Quitar marcas y después los filtros
tickets-key-print-does = Imprimir el vale seleccionado, o los marcados
tickets-key-delete = Supr
tickets-key-cancel-does = Anular el ticket, o los marcados
tickets-printed = El ticket { $serial } se ha impreso en { $file }.
tickets-printed-on = El vale { $serial } va a { $printer }.
tickets-cancelled = El ticket { $serial } queda anulado.
tickets-cancel-title = ¿Anular el ticket { $serial }?
tickets-cancel-of = Se emitió para { $user }. Su código deja de funcionar al instante y no se puede deshacer.
tickets-cancel-online = { $count ->
    [one] Hay un dispositivo en línea con él; se desconectará.
   *[other] Hay { $shown } dispositivos en línea con él; se desconectarán.
}
tickets-cancel-reason = Motivo
tickets-cancel-reason-help = Opcional. Se guarda con el ticket.
tickets-cancel-keep = No anular
tickets-cancel-working = Anulando…
bulk-marked = { $count ->
    [one] { $shown } ticket marcado
   *[other] { $shown } tickets marcados
}
bulk-cancel = Anular tickets
bulk-unmark = Quitar marcas
bulk-cancel-title = { $count ->
    [one] ¿Anular { $shown } ticket?
   *[other] ¿Anular { $shown } tickets?
}
bulk-cancel-what = Sus códigos dejan de servir enseguida, los dispositivos conectados se cortan y no se puede deshacer.
bulk-cancelling = Anulando…
bulk-print-title = { $count ->
    [one] Imprimir { $shown } vale
   *[other] Imprimir { $shown } vales
}
bulk-printing = Preparando los vales…
bulk-print-too-many = Se imprimen como máximo { $most } vales a la vez. Marque menos o filtre antes.
bulk-so-far = { $done } de { $all }
bulk-stop = Parar
bulk-stopping = Parando…
bulk-cancelled = { $count ->
    [one] Se anuló { $shown } ticket.
   *[other] Se anularon { $shown } tickets.
}
bulk-printed-on = { $count ->
    [one] { $shown } vale va a { $printer }.
   *[other] { $shown } vales van a { $printer }.
}
bulk-to-file = Archivo PDF
bulk-label-help = De 1 a { $most }, contando por filas.
bulk-printed = { $count ->
    [one] { $shown } vale listo para imprimir.
   *[other] { $shown } vales listos para imprimir.
}
bulk-left = { $count ->
    [one] Detenido: { $shown } ticket quedó como estaba.
   *[other] Detenido: { $shown } tickets quedaron como estaban.
}
bulk-refused = { $count ->
    [one] { $shown } ticket quedó fuera
   *[other] { $shown } tickets quedaron fuera
}
bulk-refused-one = { $serial }: { $why }
bulk-refused-more = { $count ->
    [one] y { $shown } más
   *[other] y { $shown } más
}
tickets-key-sessions-does = Conexiones del ticket seleccionado
tickets-key-mark = Espacio
tickets-key-mark-does = Marcar la fila, o quitar la marca
tickets-key-mark-more = Mayús+flechas
tickets-key-mark-more-does = Marcar al moverse
tickets-key-mark-all-does = Marcar todo lo filtrado, o nada
tickets-source = Origen
source-issued = Todo lo emitido
source-all = Emitidos y usuarios gratuitos
source-desk = Recepción
source-cli = Línea de órdenes
source-api = Interfaz REST
source-automatic = Usuarios gratuitos
source-import = Traído de un router
tickets-batch = Lote
export = Exportar
export-form = Archivo
export-xlsx = Excel (XLSX)
export-csv = Texto (CSV)
export-what = Exactamente las filas que dejan los filtros.
export-do = Exportar
export-working = Escribiendo el archivo…
export-over = { $count ->
    [one] Se escribió { $shown } fila en
   *[other] Se escribieron { $shown } filas en
}
export-open = Abrir
export-stopped = Detenido. No quedó ningún archivo.
filters-saved = Filtros guardados
filters-choose = Elija uno
filters-save-as = Guardar estos filtros como
filters-example = En uso hoy
filters-forget = Olvidar
filters-kept = El filtro «{ $name }» está guardado.
filters-forgotten = El filtro «{ $name }» se ha olvidado.
tickets-key-sort-does = Ordenar por la columna siguiente
tickets-key-order-does = Invertir el orden

## Ticket (one)

ticket-title = Ticket { $serial }
ticket-back = Volver
ticket-loading = Leyendo el ticket…
ticket-issued = Emitido
ticket-by-desk = en recepción
ticket-by-cli = en la línea de órdenes
ticket-by-engine = por Innkeeper
ticket-by = por { $who }
ticket-printed = Ticket impreso
ticket-first-login = Primer acceso
ticket-valid-from = Válido desde aquí
ticket-session = En línea en { $gateway }
ticket-session-detail = { $time }, { $data }
ticket-sessions-more = { $count ->
    [one] Una sesión más antes
   *[other] { $shown } sesiones más antes
}
ticket-cut = Sesiones cortadas en recepción
ticket-cancelled = Anulado
ticket-undone = Emisión deshecha
ticket-expired = Caducado
ticket-used-up = Agotado
ticket-expires = Caduca
ticket-use-by = Último momento para el primer acceso
ticket-life = Su vida
ticket-allowances = Límites
ticket-of = { $used } de { $limit }
ticket-no-limits = Sin límite de tiempo ni de datos.
ticket-no-other-limits = Sin otros límites.
ticket-sessions = Sesiones
ticket-no-sessions = Ningún dispositivo se ha conectado con este ticket.
ticket-start = Inicio
ticket-end = Fin
ticket-running = en curso
ticket-time = Tiempo
ticket-gateway-ip = Pasarela, IP
device-random = dirección aleatoria
device-unknown = fabricante desconocido
ticket-mac = Dispositivo (MAC)
ticket-down-up = Bajada / subida
ticket-cause = Motivo del fin
ticket-gateway-gone = pasarela eliminada
ticket-refusals = Accesos rechazados
ticket-no-refusals = No se ha rechazado ningún acceso con este ticket.
ticket-refused-at = en { $gateway }, dispositivo { $mac }
ticket-refused-no-device = en { $gateway }
ticket-why = ¿Por qué no puede conectarse mi huésped?
ticket-why-checks = Qué se comprueba en cada acceso, en este orden
ticket-why-mac = ¿Qué dispositivo?
ticket-any-device = Cualquiera
ticket-why-refused = Ahora mismo se rechazaría el acceso
ticket-why-full = Ahora se rechazaría otro dispositivo
ticket-why-mistyped = El código se escribió mal
ticket-why-mistyped-do = A las { $at } alguien escribió { $typed }. El código correcto es { $code }.
ticket-why-password = La contraseña no era correcta
ticket-why-password-do = A las { $at } el usuario era correcto y la contraseña no. Díctele ambos de nuevo.
ticket-why-method = El dispositivo pide otro tipo de Wi-Fi
ticket-why-method-do = A las { $at } pidió una forma de acceso que el Wi-Fi de huéspedes no usa (EAP). Que elija la red de huéspedes y no la del personal.
ticket-why-online = El huésped está en línea
ticket-why-online-do = { $count ->
    [one] Hay una sesión en curso. Si el dispositivo no tiene internet, corte la sesión y que vuelva a entrar.
   *[other] Hay { $shown } sesiones en curso. Si un dispositivo no tiene internet, corte las sesiones y que vuelva a entrar.
}
ticket-why-passed = El último acceso se rechazó; ahora se admitiría
ticket-why-passed-do = A las { $at }: { $reason } Eso ya pasó. Que vuelva a entrar.
ticket-why-nothing = El acceso se admitiría, y en la última hora no se rechazó ninguno
ticket-why-nothing-do = Compruebe que el dispositivo está en el Wi-Fi de huéspedes y muestra la página de acceso; después dicte el código.
ticket-remedy-code = Ver el código en grande
ticket-remedy-print = Imprimir de nuevo
ticket-remedy-issue = Emitir otro
ticket-remedy-cut = Cortar las sesiones
ticket-cut-done = { $count ->
    [0] No había ninguna sesión en curso.
    [one] Se ha pedido a la pasarela que corte la sesión.
   *[other] Se ha pedido a las pasarelas que corten { $shown } sesiones.
}
ticket-until = Podría seguir en línea hasta el { $at }
ticket-check-licence = Licencia del establecimiento
ticket-check-enabled = No anulado
ticket-check-product = Tiene producto
ticket-check-one-login = Le quedan accesos
ticket-check-begun = Ha llegado el primer día
ticket-check-used-in-time = Primer acceso a tiempo
ticket-check-expiry = No caducado
ticket-check-totals = Tiempo y datos totales
ticket-check-monthly = Tiempo y datos del mes
ticket-check-weekly = Tiempo y datos de la semana
ticket-check-daily = Tiempo y datos del día
ticket-check-devices = Sitio para el dispositivo
ticket-code-title = El código de { $user }
ticket-code-help = Da igual escribirlo en mayúsculas o minúsculas, con guion o sin él. No lleva las letras I ni O, ni las cifras 0 ni 1.
ticket-code-close = Cerrar
ticket-cause-user = El huésped salió
ticket-cause-lost = La pasarela enmudeció
ticket-cause-carrier = Dejó el Wi-Fi
ticket-cause-idle = Sin actividad
ticket-cause-timeout = Se acabó el tiempo
ticket-cause-admin = Cortada por Innkeeper
ticket-cause-reboot = Pasarela reiniciada
ticket-cut-yes = cortada
ticket-cut-no = la pasarela no la corta
ticket-cut-silent = la pasarela no responde
ticket-key-back-does = Volver a la lista
ticket-key-print-does = Imprimir el ticket
ticket-key-cancel-does = Anular el ticket
ticket-key-code-does = Ver el código en grande
ticket-recharge = Recargar
ticket-extend = Prolongar
ticket-move = Cambiar habitación
ticket-places = Dispositivos
ticket-show-code = Mostrar código
ticket-free = Liberar
ticket-freed-done = { $device } ha dejado libre su plaza. Se pide a su pasarela que lo desconecte.
ticket-freed-all = { $count ->
    [one] El dispositivo ha dejado libre su plaza. Se pide a su pasarela que lo desconecte.
   *[other] { $shown } dispositivos han dejado libres sus plazas. Se pide a sus pasarelas que los desconecten.
}
ticket-extend-title = Prolongar el ticket { $serial }
ticket-extend-by = Cuánto más
ticket-extend-days = Por días
ticket-extend-date = Hasta un día
ticket-extend-count = Días más
ticket-extend-day = Último día
ticket-extend-from-to = Válido hasta { $to } en lugar de { $from }.
ticket-extend-first-login = El primer acceso puede ser hasta { $to } en lugar de { $from }. El tiempo del ticket empieza entonces.
ticket-extend-reprice = Cobrar los días: { $after } en lugar de { $before }
ticket-extend-reason = Motivo
ticket-extend-reason-help = Opcional. Queda en el registro de eventos.
ticket-extend-bad-days = Un número entero de 1 a 3650
ticket-extend-bad-day = Una fecha, por ejemplo 31 12 2026
ticket-extended-done = El ticket es válido hasta { $to }.
ticket-move-title = Cambiar habitación o nombre del ticket { $serial }
ticket-move-to = Huésped o habitación
ticket-move-help = El código no cambia. El lugar anterior queda en la vida del ticket.
ticket-moved-done = El ticket es ahora de { $user }.
ticket-send = Enviar…
ticket-send-title = Enviar el ticket { $serial }
ticket-send-to = Dirección de correo o móvil
ticket-send-help = Una dirección a la que este ticket aún no se ha enviado, o la correcta si la anterior estaba mal.
ticket-send-do = Enviar
ticket-sent-to = El ticket se envía a { $to }.
ticket-places-title = Dispositivos del ticket { $serial }
ticket-places-count = Dispositivos a la vez
ticket-places-help = Quien está conectado sigue conectado; cuenta desde el próximo acceso.
ticket-places-bad = Un número entero de 1 a 65535
ticket-places-done = El ticket es ahora para { $shown } dispositivos.
ticket-save = Guardar
ticket-leave = Dejar como está
ticket-cause-freed = Liberado en recepción
ticket-recharged = Recargado con { $product }
ticket-subscribed = Suscrito a { $product }
ticket-renewed = Suscripción pagada por otro periodo
ticket-extended = Prolongado
ticket-moved = Cambiado de { $from } a { $to }
ticket-places-changed = Dispositivos cambiados de { $from } a { $to }
ticket-freed = Dispositivo liberado
ticket-why-no-gateway = No se conoce ninguna pasarela
ticket-why-no-gateway-do = Los accesos solo llegan por una pasarela. Añada una en Pasarelas, o con innkeeper gateway add.
ticket-why-unknown-client = Pregunta una pasarela que no se conoce
ticket-why-unknown-client-do = A las { $at } { $address } pidió accesos y no obtuvo respuesta, porque ninguna pasarela tiene esa dirección. Añádala con su secreto en Pasarelas, o con innkeeper gateway add.
ticket-why-silent = Hace tiempo que la pasarela no dice nada
ticket-why-silent-do = Lo último de { $gateway } llegó a las { $at }. Compruebe que tiene corriente y red; después, que el huésped lo intente de nuevo.
ticket-why-never-do = Nunca se ha sabido nada de { $gateway }. Compruebe su servidor RADIUS, el puerto y el secreto; después, que el huésped lo intente de nuevo.
ticket-why-under-way = El ticket está de camino a { $gateway }
ticket-why-under-way-do = Funcionará en un momento. Que el huésped lo intente otra vez.
ticket-why-not-there = El ticket aún no está en { $gateway }, así que allí no funciona
ticket-why-not-pushed-do = Esta pasarela admite ella misma a sus huéspedes y todavía no se le ha enviado nada. Mire allí el plan y envíelo.
ticket-why-waiting-since-do = { $count ->
    [one] { $count } ticket espera desde { $at }. { $why }
   *[other] { $count } tickets esperan desde { $at }. { $why }
}
ticket-why-away = { $gateway } no responde como debe
ticket-why-away-do = El ticket está allí, pero desde { $at } la pasarela no hace lo que se le pide. { $why }
ticket-why-not-taken = { $gateway } no acepta el ticket
ticket-why-other-secret = { $gateway } e Innkeeper no tienen el mismo secreto
ticket-why-unsigned = { $gateway } no firma lo que pregunta
ticket-remedy-push = Probar ahora con { $gateway }
ticket-remedy-pushing = Probando con { $gateway }…
ticket-remedy-gateway = Abrir { $gateway }
ticket-gateway-pushed = { $gateway } ya lo tiene todo.
ticket-remedy-recharge = Recargar
ticket-remedy-free = Liberar { $device }
ticket-remedy-free-all = Liberar todos los dispositivos
ticket-key-recharge-does = Recargar
ticket-key-extend-does = Prolongar
ticket-key-move-does = Cambiar habitación o nombre
ticket-key-send-does = Enviar a otra dirección
ticket-key-places-does = Número de dispositivos
ticket-key-free-does = Liberar el dispositivo conectado
ticket-key-sessions-does = Sus conexiones

## Products and policies

yes = Sí
no = No
nothing = nada
level-system = Sistema
level-reseller = Revendedor
level-manager = Gestor
weekday = { $day ->
    [1] lunes
    [2] martes
    [3] miércoles
    [4] jueves
    [5] viernes
    [6] sábado
   *[other] domingo
}
wrong-empty = Obligatorio
wrong-put-away = Archivada: elija otra
wrong-long = Como máximo { $max } caracteres
wrong-blank = Sin espacios
wrong-taken = Ya existe
wrong-whole = Un número entero
wrong-negative = No menos de cero
wrong-most = Como máximo { $most }
wrong-number = Un número, como 1,5
wrong-decimals = Como máximo { $most } decimales
wrong-language = Una etiqueta como fr o pt-BR
wrong-attribute = Ningún diccionario lo tiene
wrong-value = { $expected }
products-search = Buscar código, descripción, política o límites
products-none = No hay productos
products-none-do = Un producto dice qué puede usar un huésped y por cuánto tiempo.
products-not-found = Ningún producto coincide
products-not-found-do = Cada palabra debe aparecer en el código, la descripción, la política, los límites o la caducidad.
products-description = Descripción
products-limits = Límites
products-users = Cuentas
product-add = Producto nuevo
product-edit = Editar
product-duplicate = Duplicar
product-remove = Quitar
product-remove-title = ¿Quitar el producto { $code }?
product-keep = Conservarlo
product-removed = El producto se ha quitado.
product-archived = El producto está en uso y se ha archivado: sus huéspedes lo conservan, nadie más lo recibe.
products-put-away = Están archivados: los huéspedes que los tienen los conservan y nadie más los recibe.
product-put-away = Este producto está archivado: los huéspedes que lo tienen lo conservan y nadie más lo recibe.
product-restored = El producto { $code } vuelve a estar disponible. Si la Location tiene una lista de productos a la venta, añádalo a ella.
shelf-put-away = Archivados ({ $shown })
shelf-on-offer = Disponibles
shelf-look = Ver
shelf-restore = Recuperar
shelf-taken = Ahora hay otro { $code } disponible. Duplique este con otro código.
key-put-away = Lo archivado o lo disponible
product-title = Producto { $code }
product-title-new = Producto nuevo
product-save = Guardar
product-saved = El producto { $code } se ha guardado.
product-general = Datos generales
product-allowance = Tiempo y datos
product-mikrotik = MikroTik
product-expiration-group = Caducidad
product-guest = Lo que recibe un huésped
product-id = ID
product-id-help = Para integraciones. No cambia nunca.
product-code = Código
product-code-help = Sin espacios. Con él se nombra el producto en todas partes.
product-level = Nivel
product-description-in = Descripción, { $language }
product-description-help = Los huéspedes la leen al comprar. Si está vacía, se usa el inglés.
product-authorize-net = A Authorize.net se envía ({ $language }): «{ $sent }»
product-language = Otro idioma
product-language-example = fr
product-language-add = Añadir
product-policy = Política
product-policy-help = Velocidad, dispositivos, sesiones. Sus límites diarios, semanales y mensuales prevalecen sobre los de abajo.
product-price-list = Tarifa
product-price-list-help = Precio de referencia para revendedores y gestores. Los huéspedes pagan el precio del local.
product-prices = El revendedor paga { $reseller }, el gestor { $manager }. Los huéspedes pagan el precio del local.
product-recover = Recuperar el resto
product-recover-unless-expired = Sí, salvo caducado
product-recover-help = Al recargar se suma lo que queda del tiempo y los datos totales. Nunca para usuarios gratuitos automáticos.
product-injection = Permitir la inyección
product-injection-help = Se puede mostrar publicidad a los huéspedes con este producto.
product-erp = Código externo ERP/PMS
product-erp-help = El registro de este producto en otro sistema.
product-total-time = Tiempo total (minutos)
product-daily-time = Tiempo diario (minutos)
product-weekly-time = Tiempo semanal (minutos)
product-monthly-time = Tiempo mensual (minutos)
product-total-data = Datos totales (MB)
product-daily-data = Datos diarios (MB)
product-weekly-data = Datos semanales (MB)
product-monthly-data = Datos mensuales (MB)
product-equals = = { $amount }
product-about = unos { $amount }
product-minutes = Minutos
product-no-limit = 0 o vacío: sin límite
product-no-limit-data = 0 o vacío: sin límite. 10 GB son 10240.
product-limits-help = Los límites cuentan donde el local registra a sus huéspedes. A los usuarios gratuitos automáticos solo se les aplican los datos totales.
product-policy-wins = La política { $policy } tiene sus propios límites. Cuentan ellos, aunque sean mayores.
product-hardware = Este hardware no corta por sí mismo a un huésped al llegar al límite de datos.
product-hardware-unknown = De este hardware no se sabe si corta a un huésped al llegar al límite de datos. Se trata como si no lo hiciera.
product-gateway-on = { $gateway }: accesible, y «Enviar peticiones de desconexión a la pasarela» está activado. El corte se hace desde aquí.
product-gateway-silent = { $gateway }: «Enviar peticiones de desconexión a la pasarela» está activado, pero no se sabe nada de ella desde { $at }. El corte se hace desde aquí solo si es accesible.
product-gateway-unheard = { $gateway }: «Enviar peticiones de desconexión a la pasarela» está activado, pero nunca se ha sabido nada de ella. El corte se hace desde aquí solo si es accesible.
product-gateway-off = { $gateway }: «Enviar peticiones de desconexión a la pasarela» está desactivado. El huésped sigue conectado por encima del límite hasta que acabe la sesión.
product-gateway-cannot = { $gateway }: no acepta peticiones de desconexión. El huésped sigue conectado por encima del límite hasta que acabe la sesión.
product-first-day = Primer día de la semana
product-first-day-help = Solo para los límites semanales, también los de la política.
product-mikrotik-profile = Perfil MikroTik
product-mikrotik-profile-help = Los usuarios importados con este perfil reciben el producto.
product-address-list = Lista de direcciones MikroTik
product-address-list-help = Para reglas de firewall y prioridades. La lista de una política prevalecería.
product-address-list-wins = Cuenta la lista de la política: { $list }
product-expiration = Tipo de caducidad
product-days = Días hasta la caducidad
product-days-help = Se admiten decimales y negativos: 1,5 es un día y medio.
product-hours = Horas hasta la caducidad
product-hours-help = 1,25 es una hora y cuarto. Se suman a los días.
product-months = Meses hasta la caducidad
product-months-help = Meses de caducidad de la conexión, enteros. Negativo: caduca al activarse.
product-notify = Avisar de la próxima caducidad
product-notify-help = Los días y el texto están en las opciones generales del local.
product-subscription-help = Donde el producto se vende por suscripción, cuentan su periodo y dos horas en lugar de todo esto.
product-read-only = Este producto pertenece a un nivel superior: { $level }. Aquí se puede usar, no cambiar.
product-duplicate-to-edit = Duplicar para editar
expiration-unlimited = Ilimitado
expiration-unlimited-help = No caduca nunca por calendario.
expiration-days-hours = Días y horas
expiration-days-hours-help = Primera conexión + días + horas.
expiration-end-of-day = Días y horas, fin del día
expiration-end-of-day-help = Primera conexión + días + horas, y hasta las 23:59 de ese día.
expiration-end-of-month = Días y horas, fin de mes
expiration-end-of-month-help = Primera conexión + días + horas, y hasta las 23:59 del último día de ese mes.
expiration-months = Meses
expiration-months-help = Primera conexión + meses naturales.
expiration-months-end-of-month = Meses y fin de mes
expiration-months-end-of-month-help = 0 es el fin del mes en curso, 1 el del siguiente.
expiration-one-login = Un solo acceso
expiration-one-login-help = El siguiente acceso requiere otro producto.
expires-end-of-day = { $span }, hasta el fin del día
expires-end-of-month = { $span }, hasta fin de mes
warning-zero-time = Aquí cero es nada de tiempo: el huésped queda fuera en el primer acceso. Para que no acabe, elija Ilimitado.
warning-expires-on-activation = Caduca al activarse: en el primer acceso el huésped tiene que elegir o comprar otro producto.
warning-may-stay-valid = Negativo y, aun así, válido en algunas fechas hasta el fin del día o del mes. A partir de { $days } días no lo es nunca.
warning-last-day-guest = Un huésped del último día del mes recibe solo ese día, hasta las 23:59. Días y horas, fin de mes, con algunos días, le da el mes siguiente.
warning-total-never-usable = El producto caduca al activarse, así que nadie puede usar su total; aun así, una recarga puede recuperarlo.
warning-notification-without-effect = Sin efecto: no hay fecha de la que avisar.
warning-one-login-subscription = Donde se vende por suscripción no se aplica Un solo acceso: cuenta el periodo.
guest-unknown = Corrija los campos marcados para ver qué recibe un huésped.
guest-until = Un huésped que se conecta ahora por primera vez puede quedarse hasta { $at }.
guest-unlimited = Un huésped que se conecta ahora por primera vez puede quedarse sin fin.
guest-one-login = Un huésped que se conecta ahora puede quedarse en este único acceso; el siguiente requiere otro producto.
guest-out-at-once = Un huésped que se conecta ahora por primera vez queda fuera al momento: el producto caduca { $at }.
guest-at-most = Como máximo { $what }.
guest-at-most-and = Como máximo { $what } y { $last }.
guest-afresh = Empieza de nuevo { $when }.
guest-afresh-day = cada día a las 00:00
guest-afresh-week = cada semana el { $day }
guest-afresh-month = cada mes el día 1
guest-policy = Política { $policy }: { $what }.
guest-download = { $rate } de bajada
guest-upload = { $rate } de subida
guest-session = sesiones de { $time }
amount-a-day = { $amount } al día
amount-a-week = { $amount } a la semana
amount-a-month = { $amount } al mes
amount-in-all = { $amount } en total
limits-none = sin límites
picture-starts = primer acceso ahora
picture-ends = acaba el { $at }
picture-goes-on = continúa
picture-goes-on-until = continúa hasta { $at }
picture-nothing = nada de tiempo
picture-daily = cada día su propio límite
picture-afresh = empieza de nuevo
form-unsaved = Sin guardar
draft-kept = Lo escrito se conserva. Espera sobre la lista.
draft-waits = Sin guardar: { $what }
draft-resume = Continuar
draft-resumed = Esto es lo que había escrito sin guardar.
draft-discard = Descartar
contest-happened = Otra persona lo ha guardado mientras tanto. No se pierde nada de lo suyo.
contest-do = Elija para cada campo cambiado qué valor cuenta y guarde.
contest-theirs = De la otra persona: { $value }
contest-mine = Mío: { $value }
contest-settle = Seguir con estos
policies-search = Buscar código, descripción, nivel o producto
policies-none = No hay políticas
policies-none-do = Una política reúne lo que comparten varios productos: velocidad, dispositivos, sesiones.
policies-not-found = Ninguna política coincide
policies-not-found-do = Cada palabra debe aparecer en el código, la descripción, el nivel, la velocidad o los productos.
policy-add = Política nueva
policy-title = Política { $code }
policy-title-new = Política nueva
policy-saved = La política { $code } se ha guardado.
policy-removed = La política se ha quitado.
policy-archived = La política está en uso y se ha archivado: lo que la usa la conserva, ningún otro producto puede elegirla.
policies-put-away = Están archivadas: los productos y huéspedes que las tienen las conservan y ningún otro producto puede elegirlas.
policy-put-away = Esta política está archivada: los productos y huéspedes que la tienen la conservan y ningún otro producto puede elegirla.
policy-restored = La política { $code } vuelve a estar disponible: los productos pueden elegirla.
policy-remove-title = ¿Quitar la política { $code }?
policy-remove-what = Ningún producto la usa. Si aún hay cuentas sujetas a ella, se archiva.
policy-remove-used = La usan estos productos: { $products }. Se archiva: ellos la conservan y ningún otro producto puede elegirla.
policy-keep = Conservarla
policy-read-only = Esta política pertenece a un nivel superior: { $level }. Aquí se puede usar, no cambiar.
policy-code-help = Sin espacios. Con él los productos nombran la política.
policy-description-help = Para usted, no para los huéspedes.
policy-session = Límite de sesión (minutos)
policy-session-help = 0 o vacío: ninguno. El huésped puede volver a entrar.
policy-idle = Inactividad (minutos)
policy-idle-help = 0 o vacío: ninguna. Ahorra tiempo al huésped.
policy-download = Bajada (kbit/s)
policy-upload = Subida (kbit/s)
policy-speed = Bajada / subida
policy-rate-help = 0 o vacío: ilimitada. 10 Mbit/s son 10000.
policy-rate-slow = Menos de 1 Mbit/s
policy-rate-unlimited = ilimitada
policy-devices = Dispositivos a la vez
policy-devices-help = Donde el tipo de ticket no dice nada.
policy-address-list-help = Prevalece sobre la lista de un producto.
policy-limits-help = Lo que se fija aquí cuenta en lugar del valor del producto, aunque sea mayor.
policy-not-set = 0 o vacío: el del producto
policy-not-set-data = 0 o vacío: el del producto. 10 GB son 10240.
policy-attributes = Otros atributos RADIUS
policy-attributes-help = Se envían a la pasarela en cada acceso.
policy-attribute-find = Añadir un atributo: parte de su nombre
policy-attribute-none = Ningún diccionario tiene ese atributo, o lo escribe el propio servidor.
policy-attribute-choose = Elegir
policy-attribute-out = Quitar
policy-used = Uso
policy-used-by = Productos
policy-used-by-none = Ningún producto
policy-used-new = Nadie todavía.
policy-used-help = Un cambio cuenta al momento para los huéspedes nuevos; para estos, solo tras «Actualizar la política» en el producto.
product-level-help = Los niveles inferiores pueden usarlo y no cambiarlo.
attribute-choice = uno de una lista
attribute-text = texto
attribute-octets = octetos, como 0x01ff
attribute-number = número entero
attribute-ipv4 = dirección IPv4
attribute-ipv6 = dirección IPv6
attribute-prefix = prefijo IPv6
attribute-interface = ID de interfaz
attribute-time = fecha y hora
users-title = Huéspedes que lo tienen
users-up-to-date = Todas tienen los valores tal como están guardados.
users-old-do = Guardar no cambia nada para ellas hasta que las actualice.
users-update = Actualizar los usuarios ({ $shown })
users-update-policy = Actualizar la política de usuarios ya registrados ({ $shown })
users-save-first = Guarde o descarte lo escrito; después se pueden actualizar los usuarios.
users-updating = Actualización de usuarios
users-updating-policy = Actualización de la política
users-done-of = { $done } de { $total }
users-stop = Detener
users-stopped = detenida { $at } tras { $done } de { $total }, { $changed } cambiadas. Conservan los valores nuevos.
users-ended = terminada { $at }, { $done } revisadas, { $changed } cambiadas
users-ask = ¿Actualizar los usuarios?
users-ask-what = Sus límites pasan a ser los del producto y su caducidad se calcula de nuevo desde su primer acceso. Quien está conectado lo recibe al momento si la pasarela lo admite; si no, en el próximo acceso. La política no cambia.
users-ask-policy = ¿Actualizar la política?
users-ask-policy-what = Velocidad, sesiones, dispositivos, lista de direcciones y otros atributos pasan a ser los de la política del producto; lo que la nueva no tiene se retira. Su caducidad no cambia.
users-go = Actualizar { $shown }
users-not-now = Ahora no
product-remove-unused = Nadie lo tiene y ningún tipo de ticket lo da. Se quita definitivamente.
users-count = { $count ->
    [one] { $shown } cuenta tiene este producto.
   *[other] { $shown } cuentas tienen este producto.
}
users-old-product = { $count ->
    [one] { $shown } cuenta tiene aún los valores anteriores.
   *[other] { $shown } cuentas tienen aún los valores anteriores.
}
users-old-policy = { $count ->
    [one] { $shown } cuenta tiene aún la política anterior.
   *[other] { $shown } cuentas tienen aún la política anterior.
}
users-ask-count = { $count ->
    [one] { $shown } cuenta, de ellas { $outdated } sin actualizar.
   *[other] { $shown } cuentas, de ellas { $outdated } sin actualizar.
}
product-remove-used = { $count ->
    [one] { $shown } cuenta lo tiene; tipos de ticket: { $types }. Se archiva: los huéspedes lo conservan y nadie más lo recibe.
   *[other] { $shown } cuentas lo tienen; tipos de ticket: { $types }. Se archiva: los huéspedes lo conservan y nadie más lo recibe.
}
exchange-in = Importar de un archivo
exchange-out = Exportar a un archivo
exchange-in-short = Importar
exchange-out-short = Exportar
exchange-path = Archivo
exchange-out-help = CSV, o JSON si el nombre acaba en .json. Un archivo con este nombre se reemplaza.
exchange-in-help = CSV o JSON, como al exportar. Primero solo se mira; aún no se toma nada.
exchange-write = Exportar
exchange-look = Mirarlo
exchange-take = Tomar { $shown }
exchange-written = Escrito en { $path }
exchange-taken = Importados: { $shown }.
exchange-good = Nuevos: { $add }, cambiados: { $change }, iguales: { $same }.
definition-json = no es un producto ni una política de esta forma: { $detail }
definition-code = «{ $code }» no es un código: de 1 a { $max } caracteres visibles sin espacios.
definition-negative = { $field } es { $value }: no puede ser negativo.
definition-too-large = { $field } es { $value }: como máximo { $most }.
definition-first-day = first_day_of_week es { $value }: de 1 (lunes) a 7 (domingo).
definition-decimal = { $field } es «{ $value }»: un número decimal, como 1.5.
definition-language = «{ $tag }» no es un idioma, como en o pt-BR.
definition-unknown-policy = No existe la política «{ $code }».
definition-price = El precio no es un importe: cifras con punto decimal, como 10.00.
definition-price-precise = El precio «{ $value }» tiene más de { $decimals } decimales.
definition-price-too-large = El precio es demasiado alto.
definition-negative-price = El precio no puede ser negativo.
exchange-unreadable = no se puede leer: { $detail }
exchange-no-column = No existe la columna «{ $column }».
exchange-column-twice = La columna «{ $column }» aparece dos veces.
exchange-no-code = La primera línea debe nombrar las columnas, entre ellas «code».
exchange-cells = { $cells } celdas en { $columns } columnas. ¿Hay un separador en un texto sin comillas?
exchange-number = { $column } es «{ $cell }»: un número entero.
exchange-yes-no = { $column } es «{ $cell }»: true o false.
exchange-code-twice = «{ $code }» ya aparece en el archivo.
exchange-bad-line = Línea { $line }, { $code }: { $reason }
exchange-bad-more = y { $shown } más
exchange-bad = { $count ->
    [one] { $shown } línea no se puede tomar. Las buenas, sí.
   *[other] { $shown } líneas no se pueden tomar. Las buenas, sí.
}
key-save-in-field = Guardar, desde cualquier campo
key-leave-draft = Volver a la lista; lo escrito se conserva
days-count = { $count ->
    [one] { $shown } día
   *[other] { $shown } días
}
hours-count = { $count ->
    [one] { $shown } hora
   *[other] { $shown } horas
}
months-count = { $count ->
    [one] { $shown } mes
   *[other] { $shown } meses
}
form-mistakes = { $count ->
    [one] Hay que corregir un campo.
   *[other] Hay que corregir { $count } campos.
}

## Update the users

## Recharge

recharge-title = Recargar el ticket { $serial }
recharge-product = Producto
recharge-choose = Elija un producto
recharge-none = Esta casa no ofrece ningún producto en recepción. Póngalo a la venta en los ajustes de la Location.
recharge-with-price = { $product } – { $price }
recharge-do = Recargar
recharge-computing = Calculando lo que aporta…
recharge-counts-from-login = Cuenta desde el próximo acceso
recharge-keep = No recargar
recharge-done = El ticket { $serial } se ha recargado con { $product }.
recharge-minutes = { $minutes } min
recharge-minutes-seconds = { $minutes } min { $seconds } s
recharge-megabytes = { $megabytes } MB
recharge-sum = { $left } restantes + { $more } = { $total }
recharge-no-limit = Sin límite total de tiempo ni datos
recharge-until = hasta { $at }
recharge-no-end = sin fecha de fin
recharge-from-login = desde el próximo acceso
recharge-if-now = desde el próximo acceso (si es ahora, hasta { $at })
recharge-lost-product = Lo que queda ({ $left }) se pierde: este producto no recupera nada.
recharge-lost-expired = Lo que queda ({ $left }) se pierde: el producto anterior ha caducado.
recharge-lost-free = Lo que queda ({ $left }) se pierde: era gratuito.
recharge-used-up = Sigue agotado hasta { $until }: { $what }.
recharge-on-activation = Este producto caduca en el primer acceso: el huésped tendrá que elegir otro.
recharge-online = { $count ->
    [one] El dispositivo conectado lo recibe enseguida; algunas pasarelas lo cortan un momento y lo dejan entrar de nuevo.
   *[other] Los { $shown } dispositivos conectados lo reciben enseguida; algunas pasarelas los cortan un momento y los dejan entrar de nuevo.
}
recharge-history = Productos
recharge-held-now = { $product } (ahora)
recharge-held-recovered = { $left } recuperados
recharge-subscription = Suscripción
recharge-subscription-value = pagada hasta { $until }
ticket-subscribe = Suscribir
ticket-renew = Renovar la suscripción
subscribe-title = Suscribir el ticket { $serial }
subscribe-frequency = Frecuencia de pago
subscribe-choose = Elija
subscribe-due = { $frequency }. El próximo pago vence el { $due }; las dos horas de más son por si llega tarde.
subscribe-do = Primer periodo pagado
subscribe-keep = No suscribir
subscribe-done = El ticket { $serial } está suscrito a { $product }.
renew-title = Renovar la suscripción del ticket { $serial }
renew-what = Periodo { $number } de { $product }, { $price }: del { $from } al { $to }.
renew-still-over = Incluso con este periodo ha vencido: se debe más de uno.
renew-reference = Referencia del pago
renew-reference-help = Opcional. La misma referencia cuenta una vez.
renew-do = Está pagado
renew-keep = No renovar
renew-done = La suscripción del ticket { $serial } está pagada hasta el { $until }.

## Ticket types

ticket-types-add = Añadir tipo de ticket
ticket-types-none = No hay tipos de ticket
ticket-types-none-do = Añada el primero: aparece enseguida como recuadro en el Mostrador.
ticket-types-edit = Modificar
ticket-types-duplicate = Duplicar
ticket-types-copy-of = { $name } (copia)
ticket-types-up = Subir
ticket-types-down = Bajar
ticket-types-key-move = Mover su recuadro
ticket-types-put-away = Retirar
ticket-types-put-away-title = ¿Retirar «{ $name }»?
ticket-types-put-away-what = Su recuadro desaparece del Mostrador. Los tickets ya emitidos siguen valiendo.
ticket-types-keep = Conservarlo
ticket-types-gone = «{ $name }» se retiró.
ticket-types-saved = «{ $name }» está guardado.
ticket-types-save = Guardar
ticket-types-key = Tecla
ticket-types-name = Nombre
ticket-types-name-example = 1 día
ticket-types-format = Formato
ticket-types-product = Producto
ticket-types-choose-product = Elija un producto
ticket-types-price = Precio
ticket-types-price-in = Precio ({ $currency })
ticket-types-price-per-day = Precio por día ({ $currency })
ticket-types-devices = Dispositivos
ticket-types-devices-at-a-time = Dispositivos a la vez
ticket-types-use-within = Primer uso en días
ticket-types-use-within-help = Un ticket sin usar caduca entonces. 0 = sin límite.
ticket-types-credentials = El huésped escribe
ticket-types-code = Un código
ticket-types-pair = Usuario y contraseña
ticket-types-user-id = Preguntar para quién es
ticket-types-user-id-help = Sin esto, una tecla en el Mostrador emite el ticket.
ticket-types-preview = En el Mostrador
ticket-types-single-help = Tiempo y datos según el producto, desde el primer acceso.
ticket-types-variable-help = Vale los días que se eligen al emitirlo.
ticket-types-special-help = Todo se ajusta al emitirlo, también usuario y contraseña.
ticket-types-changed = Otro puesto cambió entretanto este tipo de ticket
ticket-types-changed-do = Lo que escribió sigue aquí.
ticket-types-take-theirs = Tomar los suyos
ticket-types-keep-mine = Guardar lo mío
ticket-types-put-away-meanwhile = Otro puesto retiró entretanto este tipo de ticket
ticket-types-put-away-meanwhile-do = Puede añadirse de nuevo con lo que escribió.
ticket-types-add-again = Añadirlo de nuevo
ticket-types-wrong-empty = Hace falta
ticket-types-wrong-long = Como máximo { $most } caracteres
ticket-types-wrong-taken = Otro ya se llama así
ticket-types-wrong-amount = Un importe, como 4,50
ticket-types-wrong-decimals = Como máximo { $decimals } decimales
ticket-types-wrong-no-decimals = Solo importes enteros
ticket-types-label = En el vale
ticket-types-label-help = Lo que lee el huésped. Vacío, es el nombre.
ticket-types-hotkey = Tecla en el Mostrador
ticket-types-no-key = Ninguna
ticket-types-key-of = { $key } – la tiene «{ $name }»
ticket-types-key-taken = «{ $name }» tiene esta tecla
ticket-types-fields = Lo que se pregunta del huésped
ticket-types-asks-nothing = Nada todavía. Lo que se pregunte formará la ficha del huésped en su primer acceso.
ticket-types-ask-more = Preguntar…
ticket-types-free-field = Campo propio
ticket-types-compulsory = Obligatorio
ticket-types-minimum-age = Edad mínima
ticket-types-any-age = Cualquiera
ticket-types-channels = Se entrega por
ticket-types-preselected = Con Intro, sin preguntar
ticket-types-code-length = Caracteres al azar
ticket-types-prefix = El código empieza por
ticket-types-wrong-sign = Sin «{ $sign }»: letras y cifras salvo 0, 1, I, O, Q
ticket-types-wrong-label = Sin : ni =

## Batches and name lists

batch-issued = { $count ->
    [one] Lote «{ $name }»: { $shown } ticket emitido.
   *[other] Lote «{ $name }»: { $shown } tickets emitidos.
}
batch-tickets = { $count ->
    [one] { $shown } ticket
   *[other] { $shown } tickets
}
batch-print = Imprimir tarjetas
batch-show = En la lista
batch-stopped = Detenido. No se ha emitido ningún ticket del lote.
batch-issuing-title = Emitir un lote
batch-issuing = Emitiendo los tickets…
batches-none = Aún no se ha emitido ningún lote
batches-none-do = Ponga un número de tickets y un nombre en un formulario de recepción, o pegue una lista de nombres: quedan juntos aquí.
batches-no-match = Ningún lote se llama «{ $text }»
batches-no-match-do = Basta con cualquier parte del nombre.
batches-search = Nombre del lote
batches-choose = Elija un lote
batches-choose-do = Seleccione una fila para imprimir, exportar o anular sus tickets.
batches-name = Nombre
batches-tickets = Tickets
batches-used = Usados
batches-unused = Sin usar
batches-live = Válidos
batches-serials = Números de serie
batches-issued-by = { $moment }, { $by }
batches-show = Ver los tickets
batches-cancel = Anular el lote
batches-cancel-title = ¿Anular el lote «{ $name }»?
batches-cancel-what = { $count ->
    [one] Su ticket deja de funcionar al instante, se corta al dispositivo que esté en línea y no se puede deshacer.
   *[other] Todos los que aún funcionan de sus { $shown } tickets dejan de funcionar al instante, se corta a los dispositivos en línea y no se puede deshacer.
}
batches-over = Ninguno de estos tickets funciona ya
batches-over-what = Aún se pueden ver y exportar.
names-title = Un ticket por cada línea de una lista
names-nothing = No hay nada que pegar
names-how = Marque los nombres en su hoja de cálculo, cópielos y péguelos aquí. Otras columnas pueden ser correo, habitación y lo que pida el tipo de ticket.
names-paste = Pegar
names-heading = { $ticket_type }: lista de nombres
names-good = { $count ->
    [one] { $shown } línea correcta
   *[other] { $shown } líneas correctas
}
names-bad = { $count ->
    [one] { $shown } línea queda fuera
   *[other] { $shown } líneas quedan fuera
}
names-ignored = Ignorar
names-column = Columna { $number }
names-line = Línea
names-fields = Campos
names-verdict = Ticket
names-wrong = Fuera
names-example = Boda Weber

## Guests

guests-none = Todavía no hay huéspedes registrados
guests-none-do = El huésped se registra en su primer acceso, con lo que se preguntó al emitir su ticket.
guests-no-match = Ningún huésped coincide
guests-count = { $count ->
    [one] { $shown } huésped
   *[other] { $shown } huéspedes
}
guests-search = Nombre, habitación, correo, documento…
guests-from = Desde
guests-to = Hasta
guests-registered = Registro
guests-name = Huésped
guests-erased-row = Borrado
guests-choose = Elija un huésped
guests-choose-do = Seleccione una fila para ver lo que se sabe. Intro abre el ticket.
guests-ticket = Ticket
guests-show-ticket = Ver ticket
guests-erase = Borrar
guests-keep = Conservar
guests-erase-title = ¿Borrar a este huésped?
guests-erase-what = Todo lo que se sabe de él se elimina del registro y del ticket { $serial }, para siempre. No se puede recuperar. El ticket sigue como está.
guests-erased = El huésped está borrado.
guests-erased-at = Borrado el { $at }
guests-erased-what = Ya no se sabe nada de este huésped.
guests-setting = Borrado automático
guests-setting-saved = Guardado.
guests-days = Días tras el fin del ticket
guests-days-help = Entonces se borra lo que se sabe del huésped, con una línea en el registro de eventos. 0 = nunca por sí solo.
export-upload = Subida, bytes
export-download = Descarga, bytes
export-currency = Moneda

## Location and general options

location-general = General
location-access = Acceso de huéspedes
location-products = Productos en venta
location-money = Moneda y precios
location-wifi = Wi-Fi de huéspedes
location-times = Horarios de la casa
location-options = Opciones generales
location-import = Importar
location-name = Nombre
location-zone = Zona horaria
location-zone-help = Los días, semanas y meses de uso empiezan según este reloj.
location-zone-now = Ahora son las { $time } allí
location-zone-changed = Al guardar, los días se cuentan de nuevo; los vencimientos fijados quedan
location-sector = Sector
location-sector-help = Decide si la licencia cuenta habitaciones o puntos de acceso.
location-hospitality = Hostelería
location-other-sector = Otro
location-rooms = Habitaciones
location-aps = Puntos de acceso
location-language = Idioma del huésped
location-language-help = De vales y mensajes si nadie elige otro.
location-mode = Modo de autenticación
location-registers = Este modo registra a los huéspedes
location-registers-what = El tiempo y los datos de los productos cuentan en cada ticket.
location-registers-not = Este modo no registra a los huéspedes
location-registers-not-what = El tiempo y los datos de los productos no cuentan, tampoco en los tickets; solo cuenta el vencimiento.
mode-sms = Con envío de SMS por el usuario
mode-user = Con registro por el usuario
mode-operator = Con registro por el operador
mode-click = Click & connect
mode-password = Contraseña simple
mode-sms-help = Los huéspedes piden sus credenciales por SMS.
mode-user-help = Los huéspedes se registran en la página de acceso.
mode-operator-help = La recepción emite tickets.
mode-click-help = Un dispositivo entra por su dirección; se le crea una cuenta automática y gratuita. Los tickets siguen funcionando.
mode-password-help = Una contraseña para todos; cada dispositivo recibe una cuenta automática y gratuita. Los tickets siguen funcionando.
location-simple-password = Contraseña para todos los huéspedes
location-free-product = Producto de los usuarios gratuitos
location-free-product-none = Elija un producto
location-free-product-help = Cuentan su política y su vencimiento; una vez vencido, el dispositivo tiene que comprar.
location-shared-name = Usuario común (opcional)
location-shared-name-help = Si la página de acceso envía un mismo nombre para todos en vez de la dirección del dispositivo.
location-currency = Moneda
location-currency-changed = Los precios conservan sus cifras, no se convierten
location-currency-fixed = Se han vendido tickets en ella y no se puede cambiar.
location-decimal = Separador decimal
location-thousands = Separador de miles
separator-default = Según el idioma
separator-point = Punto
separator-comma = Coma
separator-space = Espacio
location-tax = Impuesto incluido en los precios, %
location-tax-help = 0 = no se nombra ninguno. Con un tipo, los vales lo nombran junto al precio.
location-sample = Un precio en el vale
location-sample-none = Aparecerá un ejemplo cuando los campos estén bien.
location-sample-tax = De { $price }, { $tax } son impuestos.
location-ssid = Nombre de la red
location-ssid-help = Para el código QR que conecta a la Wi-Fi; vacío lo omite.
location-wifi-password = Contraseña de la red
location-wifi-password-help = Vacía = red abierta. Aparece en los vales.
location-login-url = Página de acceso
location-login-url-help = Para el código QR de acceso; las palabras entre llaves se rellenan en cada vale.
location-check-out = Salida
location-grace = Margen, minutos
location-check-out-help = Un ticket por noches termina a la hora de salida del último día, más el margen (máximo { $max } minutos).
location-check-out-example = Una estancia hasta el { $day } termina a las { $time }.
location-wrong-zone = No existe esa zona; escriba una ciudad
location-wrong-currency = Tres letras, como EUR
location-wrong-clock = Una hora, como 11:00
location-save = Guardar
location-saving = Guardando…
location-saved = Guardado.
location-discard = Descartar
location-unsaved = Cambios sin guardar. Quedan aquí hasta que los guarde o descarte.
location-meanwhile = Ambos han cambiado: { $fields }. Aún no se pierde nada: elija cuál vale.
location-meanwhile-texts = Aún no se pierde nada: elija cuál vale.
location-take-theirs = Tomar lo suyo
location-keep-mine = Mantener lo mío
location-key-sections = Sección anterior o siguiente
location-key-sections-keys = RePág AvPág
offers-add = Añadir producto
offers-edit = Editar
offers-up = Subir
offers-down = Bajar
offers-move = Mover
offers-remove = Quitar de la lista
offers-none = Aún no hay productos
offers-none-do = Cree uno en Productos; aquí se ofrece a su precio de lista.
offers-unsettled = Todos los productos se ofrecen a su precio de lista
offers-unsettled-do = Edite uno para fijar su precio: los demás siguen ofreciéndose. Añada uno para empezar una lista propia: solo se ofrecerá lo que esté en ella.
offers-product = Producto
offers-description = Descripción
offers-price = Precio
offers-tax = Impuesto
offers-purchasable = Se compra
offers-assignable = Se asigna
offers-frequency = Suscripción
offers-no-price = sin precio
offers-price-tax = Precio de venta, impuesto incluido
offers-wrong-price = Un importe en { $currency }, como 2,50
offers-free-not-bought = Sin precio los huéspedes no pueden comprarlo
offers-of-it-tax = { $tax } son impuestos
offers-purchasable-long = Los huéspedes pueden comprarlo
offers-purchasable-help = Se ofrece en la página de acceso a quien ha agotado lo suyo.
offers-assignable-long = La recepción puede asignarlo
offers-assignable-help = En una recarga o un registro.
offers-frequency-long = Pago por suscripción
offers-frequency-help = Una suscripción termina con su periodo y dos horas más, diga lo que diga el producto.
offers-subscription-panel = Entonces no cuenta el vencimiento del producto
offers-first = Con esto empieza una lista propia
offers-first-do = A partir de ahí solo se ofrecen los productos de la lista.
offers-edit-title = Producto en venta
offers-add-title = Añadir un producto en venta
offers-kept = { $product } guardado.
offers-removed = { $product } ya no está en la lista.
frequency-none = Compra única
frequency-daily = Diaria
frequency-weekly = Semanal
frequency-monthly = Mensual
frequency-quarterly = Trimestral
frequency-half-yearly = Semestral
frequency-yearly = Anual
notice-title = Aviso de próximo vencimiento
notice-what = Los huéspedes de los productos que lo piden reciben un único aviso antes de que venza su ticket, por correo o SMS, a partir de las nueve de la mañana. Un ticket cuya vida es más corta que esos días no envía nada.
notice-days = Días antes del vencimiento
notice-days-help = De 1 a 90.
notice-placeholders = Al pulsar un marcador se escribe donde está el cursor: { $name } es el huésped, { $code } el código, { $date } el vencimiento, { $location } la casa. La fecha es obligatoria. Un texto vacío es el texto estándar.
notice-preview = Lo que lee el huésped
notice-no-preview = Se podrá mostrar cuando el texto esté bien.
notice-own = Texto estándar
import-title = Usuarios de un router MikroTik
import-what = Los usuarios creados en el router por impresoras o aplicaciones reciben el producto con su perfil MikroTik.
import-path = Archivo
import-path-help = Una exportación de RouterOS (/ip hotspot user export file=users) o CSV. Pegue su ruta.
import-read = Leer
import-working = Procesando la lista…
import-profile-help = Leer no cambia nada: primero verá lo que se tomaría.
import-count = { $good } se pueden tomar, { $bad } no.
import-line = Línea
import-name = Usuario
import-user = Huésped
import-product = Producto
import-used = Usado
import-why = Por qué no
import-bad = No se pueden tomar
import-good = Se pueden tomar
import-broken = La línea no se puede leer
import-no-name = Sin nombre
import-disabled = Desactivado en el router
import-no-profile = Sin perfil
import-unknown-profile = Perfil desconocido: ningún producto en venta tiene { $profile }
import-ambiguous-profile = Perfil ambiguo: { $profile } es de { $products }
import-name-taken = Un ticket vigente tiene este usuario
import-twice = El mismo nombre que en la línea { $line }
import-take = { $count ->
    [one] Tomar { $shown } usuario
   *[other] Tomar { $shown } usuarios
}
import-taken = { $count ->
    [one] { $shown } usuario tomado.
   *[other] { $shown } usuarios tomados.
}
import-known = { $count ->
    [one] { $shown } ya se tomó antes.
   *[other] { $shown } ya se tomaron antes.
}
import-none = Nadie más ha creado usuarios allí.
import-router = Tomar usuarios
import-router-title = Tomar los usuarios de «{ $gateway }»
import-router-what = Cada usuario creado en el router por impresoras o aplicaciones pasa a ser un ticket con el producto cuyo perfil de MikroTik es el suyo.
import-router-asking = Se piden los usuarios al router…
import-router-stays = También siguen en { $gateway }, que mientras tanto los admite por su cuenta. Bórrelos allí para que cuenten los límites de sus productos.
import-leave = Dejarlo

## Printing

error-not-waiting = Este envío ya no está en espera: mire cómo está ahora.
printing-ready = Lista
printing-busy = Imprimiendo
printing-paused = La cola está en pausa
printing-refusing = La cola no acepta trabajos
printing-paper-out = Sin papel
printing-cover-open = La tapa está abierta
printing-jam = Atasco de papel
printing-offline = La impresora está apagada o sin conexión
printing-stopped = La impresora se ha detenido
printing-unknown = No informa de su estado
printing-printed = Impreso
printing-sent = Enviado; esta impresora no confirma
printing-file = Guardado como { $file }
printing-held = Retenido en la cola: libérelo allí
printing-perhaps = Puede que se haya impreso
printing-perhaps-do = Mire la impresora. Si no ha salido nada, imprima de nuevo.
printing-aborted = La impresora abandonó el trabajo ({ $detail })
printing-cancelled-in-queue = Anulado en la cola
printing-printer-gone = La impresora se quitó de la lista
printing-taken-back = Anulado
printing-cause-unreachable = No se puede conectar con la impresora
printing-cause-unreachable-do = ¿Está encendida y conectada? Se vuelve a intentar solo.
printing-cause-silent = La impresora no responde a tiempo
printing-cause-silent-do = Apáguela y enciéndala si continúa.
printing-cause-login = La impresora no permite imprimir a este equipo
printing-cause-login-do = Pida permiso a quien la configuró.
printing-cause-full = No queda espacio en el disco
printing-cause-full-do = Libere espacio en él. Se vuelve a intentar solo.
printing-cause-gone = Esa cola ya no existe
printing-cause-gone-do = Elija otra impresora o añada esta de nuevo.
printing-cause-refused = La impresora rechazó la página
printing-error-none = Todavía no hay impresora
printing-error-none-do = Añada una en Impresión o guarde el ticket en PDF.
printing-error-unknown = No hay ninguna impresora «{ $name }».
printing-error-name = El nombre tiene de 1 a 64 caracteres.
printing-error-address = «{ $place }» no es la dirección de una impresora.
printing-error-no-roll = Una impresora de recibos usa rollos de 80 o 58 mm, no hojas.
printing-error-dots = Una impresora de recibos tiene de 200 a 1200 puntos de ancho.
printing-error-offset = Las páginas se mueven como mucho 20 mm.
printing-error-own-fallback = Una impresora no puede sustituirse a sí misma.
printing-error-count = Se imprimen de 1 a 5000 tickets a la vez.
printing-error-first-label = La primera etiqueta va de 1 a { $most } en este papel.
printing-error-not-taken-back = La impresora no suelta este trabajo: puede que aún se imprima.
printing-error-look-text = Como mucho { $max } caracteres.
printing-logo-no-picture = Este archivo no es una imagen que se pueda usar. Elija un archivo PNG o JPEG.
printing-logo-too-large = Esta imagen es demasiado grande: como mucho 4 MB y 6000 píxeles por lado.
printing-logo-damaged = Esta imagen está dañada. Elija otro archivo.
delivery-waiting = En espera
delivery-under-way = En curso
delivery-delivered = Entregado
delivery-failed = Fallido
delivery-cancelled = Anulado
printing-tab-printers = Impresoras
printing-tab-jobs = Impresos y en espera
printing-tab-look = Vale
printing-none = Todavía no hay impresora
printing-none-do = Añada una y los vales saldrán por ella. Mientras tanto, cada vale se guarda en PDF en la carpeta de datos.
printing-add = Añadir impresora
printing-edit = Modificar
printing-test-page = Página de prueba
printing-make-default = Hacer predeterminada
printing-look-now = Volver a mirar
printing-remove = Quitar
printing-remove-title = ¿Quitar la impresora «{ $name }»?
printing-remove-what = Lo que espera en ella no se imprime, y se avisa. Las impresoras que recurrían a ella dejan de hacerlo.
printing-removed = La impresora «{ $name }» se ha quitado.
printing-keep = Conservarla
printing-default-done = Desde ahora los tickets se imprimen en { $name }.
printing-test-asked = La página de prueba va a { $name }.
printing-saved = La impresora «{ $name }» está guardada.
printing-name = Nombre
printing-name-example = Recepción
printing-where = Dónde
printing-paper = Papel
printing-is-default = { $name } (predeterminada)
printing-asking = Preguntando…
printing-last-job = { $what }, { $when }: { $state }. { $said }
printing-kind = Tipo
printing-kind-queue = CUPS / IPP
printing-kind-network = Puerto 9100
printing-kind-device = Archivo de dispositivo
printing-kind-folder = Carpeta
printing-kind-spooler = Windows
printing-kind-queue-help = Cualquier impresora que conozca este equipo o un servidor de impresión.
printing-kind-network-help = Una impresora de recibos en la red, a la que se habla directamente.
printing-kind-device-help = Una impresora de recibos en USB o en el antiguo puerto paralelo.
printing-kind-folder-help = Sin papel: cada vale se guarda allí como PDF.
printing-kind-spooler-help = Una impresora instalada en Windows, con su propio controlador.
printing-place-queue = Dirección de la cola
printing-place-network = Nombre o dirección, con el puerto si no es 9100
printing-place-device = Archivo
printing-place-folder = Carpeta
printing-place-spooler = Su nombre en Windows
printing-place-missing = Diga dónde está.
printing-place-wrong = Esto no es la dirección de una impresora.
printing-number-wrong = De 0 a 255.
printing-dots = Puntos de ancho
printing-dots-help = Solo para impresoras de 180 ppp y similares: 512 para 80 mm.
printing-cut = Cortar tras cada vale
printing-drawer = Abrir el cajón
printing-letters = Letras
printing-letters-drawn = Dibujadas: cualquier escritura, iguales en toda impresora
printing-letters-help = Las letras propias son más rápidas. Un vale con otras se dibuja igualmente.
printing-letters-number = Número de esta tabla en la impresora
printing-letters-number-help = Solo si la página de prueba muestra letras erróneas: su autotest lista los números.
letters-first-pc = Europa occidental en parte
letters-greek = Griego
letters-west = Europa occidental
letters-west-euro = Europa occidental con €
letters-central = Europa central
letters-turkish = Turco
letters-cyrillic = Cirílico
printing-right = A la derecha (mm)
printing-down = Hacia abajo (mm)
printing-offset-help = Si la impresión no cae en las etiquetas: mida la página de prueba. Por debajo de cero mueve al revés.
printing-label = Primera etiqueta libre
printing-label-help = Se cuenta por filas, de 1 a { $most }. Avanza según se imprimen etiquetas.
printing-fallback = Si falla
printing-fallback-none = Esperarla
printing-fallback-help = Otra impresora toma el relevo cuando aún no ha salido nada.
printing-save-and-test = Guardar e imprimir prueba
printing-found = Encontradas
printing-finding = Buscando impresoras…
printing-found-none = El servidor de impresión no tiene ninguna cola.
printing-found-no-server = Allí no responde ningún servidor de impresión (CUPS): { $detail }
printing-found-device = Impresora de recibos en este equipo
printing-find = Buscar
printing-take = Usar esta
printing-server = Servidor de impresión
printing-server-help = Vacío es este equipo.
printing-ask = Preguntar cómo está
printing-ask-help = Se pregunta a lo que está escrito, guardado o no. No se imprime nada.
printing-folder-missing = La carpeta no existe o no se puede escribir en ella
printing-folder-missing-do = Créela o elija otra.
printing-device-missing = No hay impresora en este archivo
printing-device-missing-do = ¿Está enchufada y encendida?
printing-spooler-missing = Windows no conoce ninguna impresora con este nombre
printing-spooler-missing-do = Mire su nombre en la configuración de Windows; solo se llega a ella desde un ordenador con Windows.
printing-device-login-do = En Linux, quien imprime allí debe estar en el grupo «lp».
paper-receipt = Rollo de { $width } mm
paper-a4 = A4, una página cada uno
paper-a4-cards = A4, { $count } tarjetas para recortar
paper-labels = { $name }: { $count } etiquetas de { $width } × { $height } mm
printing-no-jobs = Todavía no se ha impreso nada
printing-no-jobs-do = Aquí figuran los vales y páginas de prueba, con lo que pasó con ellos.
printing-tickets = Tickets
printing-printer = Impresora
printing-key-again = Volver a intentar el elegido
printing-key-cancel = Anular el elegido
printing-look-logo = Logotipo (archivo PNG o JPEG)
printing-look-logo-help = Como mucho 4 MB. Se imprime en grises.
printing-look-logo-there = La casa ya tiene logotipo; otro archivo lo sustituye.
printing-look-logo-use = Usar este archivo
printing-look-logo-drop = Quitar el logotipo
printing-look-headline = Encabezado
printing-look-headline-help = Debajo del nombre de la casa, tal cual en todos los idiomas.
printing-look-footer = Pie
printing-look-footer-help = Al final: un teléfono, un deseo.
printing-look-shown = Qué se muestra
printing-look-join = Código QR para conectarse al Wi-Fi
printing-look-log-in = Código QR para acceder
printing-look-price = Precio
printing-look-guest = Nombre del huésped
printing-look-paper = Papel de los archivos
printing-look-paper-help = Para los PDF de una casa sin impresora y para esta vista previa. Cada impresora tiene su papel.
printing-look-language = Idioma de los vales
printing-look-language-house = El de la casa
printing-true-size = Tamaño real
printing-whole-page = Página entera
printing-drawing = Dibujando…
delivery-title = Entregas
delivery-file = Archivo
delivery-none = Ni impreso ni enviado todavía.
delivery-cancel = Anular
delivery-print-on = Imprimir en { $printer }
delivery-elsewhere = Imprimir en otra impresora
delivery-waits-do = Se imprime en cuanto la impresora esté libre.
delivery-handing-over = La impresora lo está recibiendo.
delivery-older = { $count ->
    [one] y { $shown } anterior
   *[other] y { $shown } anteriores
}
delivery-with-others = { $count ->
    [one] { $printer }, con { $shown } ticket más
   *[other] { $printer }, con { $shown } tickets más
}

## Messages

message-no-email = El correo electrónico no está configurado
message-no-sms = Los SMS no están configurados
message-not-set-up-do = Configúrelo en Mensajes o imprima el ticket.
message-dead = El ticket { $serial } está «{ $status }»: su código ya no funciona y por eso no se envía.
message-not-waiting = Este mensaje ya no está en espera.
message-cause-unreachable = No se llega al servidor
message-cause-unreachable-do = Compruebe la dirección y el puerto, y que haya internet.
message-cause-silent = El servidor no respondió a tiempo
message-cause-silent-do = Compruebe el puerto y el cifrado; si son correctos, el problema es del servidor.
message-cause-certificate = No hay conexión segura con el servidor
message-cause-certificate-do = Compruebe el cifrado y el nombre del servidor; un servidor propio puede necesitar aquí su certificado.
message-cause-login = No se aceptan el usuario o la contraseña
message-cause-login-do = Vuelva a escribirlos en Mensajes.
message-cause-recipient = El destinatario no existe allí
message-cause-recipient-do = Pida de nuevo la dirección al huésped o imprima el ticket.
message-cause-refused = El servidor rechazó el mensaje
message-cause-refused-do = Envíelo de otra forma o imprima el ticket.
message-cause-later = El servidor está ocupado
message-cause-later-do = Se vuelve a intentar automáticamente.
message-cause-half-taken = Solo se aceptó una parte del mensaje
message-cause-half-taken-do = Pregunte al huésped qué ha recibido antes de enviarlo otra vez.
message-cause-strange = La respuesta del servidor no se entiende
message-cause-strange-do = Compruebe la dirección, el puerto y el cifrado.
message-cause-settings = La configuración está incompleta
message-cause-settings-do = Complétela en Mensajes.
message-said = El servidor dice: { $detail }
email-empty = Escriba una dirección de correo.
email-at = Una sola @, como en nombre@example.org.
email-blank = Una dirección no lleva espacios.
email-sign = «{ $sign }» no puede estar en una dirección.
email-name = Hay algo mal antes de la @.
email-domain = Hay algo mal después de la @.
phone-empty = Escriba un número de móvil.
phone-sign = «{ $sign }» no es parte de un número.
phone-plus = El + va al principio.
phone-country = Ningún país tiene +{ $code }.
phone-no-country = Empiece con + y el prefijo del país.
phone-short = { $digits } cifras; hacen falta al menos { $least }.
phone-long = { $digits } cifras; como máximo son { $most }.
template-unknown = { $name } no representa nada aquí.
template-open = A una { $open } le falta su { $close }.
messages-wrong-host = Indique el servidor de correo.
messages-wrong-port = De 1 a 65535.
messages-wrong-user = Escríbalo también.
messages-wrong-from = Escriba la dirección desde la que se envía.
messages-wrong-reply-to = No es válida.
messages-wrong-authority = El archivo no contiene ningún certificado (PEM).
messages-wrong-url = Empieza por http:// o https://.
messages-wrong-recipient = La dirección o el cuerpo necesitan { $to } y { $text }.
messages-wrong-header = «{ $name }» no es nombre de cabecera.
messages-wrong-country = «{ $code }» no se conoce. Dos letras, como ES.
messages-subject = Asunto
messages-mail-text = Correo
messages-sms-text = SMS
messages-tab-list = Enviados y en espera
messages-tab-texts = Textos
messages-reading = Leyendo…
messages-save = Guardar
messages-saved = Guardado.
messages-turn-off = Desactivar
messages-turned-off = Desactivado. Ya no se envía nada por este medio.
messages-key-cancel = Retirar el mensaje seleccionado
messages-host = Servidor de correo
messages-port = Puerto
messages-security = Cifrado
messages-security-none = Ninguno
messages-security-warning = La contraseña y los códigos se pueden leer por el camino.
messages-user = Usuario
messages-password = Contraseña
messages-from-name = Nombre del remitente
messages-from = Dirección del remitente
messages-reply-to = Las respuestas van a
messages-reply-to-none = el remitente
messages-authority = Certificado del servidor propio (archivo)
messages-authority-help = Solo para un servidor cuyo certificado nadie más conoce.
messages-authority-there = El certificado del servidor propio está guardado.
messages-forget = Olvidarlo
messages-email-off-help = Pida estos datos a quien lleva su correo. Los huéspedes recibirán su vale por correo.
messages-sms-off-help = Hace falta una cuenta con un proveedor o una pasarela propia.
messages-preset = Proveedor
messages-preset-other = Otro
messages-sender = Remitente
messages-sender-help = Un número o hasta 11 letras.
messages-country = País de los números sin +
messages-country-none = Elegir
messages-url = Dirección de la pasarela
messages-method = Petición
messages-post-form = POST formulario
messages-body = Cuerpo
messages-headers = Cabeceras, separadas por |
messages-status = Estado
messages-path = La respuesta está en
messages-taken = Dice
messages-names = Puede escribir: { $names }
messages-listen = Los informes llegan a
messages-report-url = Como lo alcanza la pasarela
messages-listen-help = Dirección y puerto de este PC donde la pasarela puede decir qué fue de un mensaje. Vacío = nadie escucha.
messages-report-address = La pasarela llama a { $address }
messages-wrong-listen = Dirección y puerto, como 0.0.0.0:8018
messages-wrong-report-url = Empieza por http:// o https://
messages-smsc = Dirección del SMSC
messages-smsc-help = smpps:// en lugar de smpp:// si ofrece TLS.
messages-sender-kind = Tipo de remitente (TON/NPI)
messages-sender-kind-none = según parezca
messages-wrong-sender-kind = Dos números, como 5/0
messages-system-type = Tipo de sistema
messages-system-type-none = ninguno
messages-receipts = Preguntar si ha llegado
messages-receipts-help = Innkeeper sigue conectado para oír la respuesta.
messages-wrong-needed = El proveedor lo pide.
messages-wrong-smsc = Como smpp://smsc.example.org:2775
messages-wrong-smsc-account = De 1 a 15 letras; la contraseña, 8 como máximo.
messages-wrong-smsc-sender = Como máximo 20 cifras u 11 letras.
messages-wrong-system-type = Como máximo 12 letras.
messages-plain = Letras sin acento
messages-plain-help = á se escribe a donde eso reduce el precio a la mitad.
messages-test-title = Probarlo
messages-test-help = Se prueba lo que está escrito aquí, guardado o no.
messages-test-to = Para
messages-test = Enviar una prueba
messages-testing = Enviando…
messages-test-taken = Aceptado
messages-meant = ¿Quiso decir { $address }?
messages-voucher-here = [ vale con código y QR ]
messages-preview = Lo que lee el huésped
messages-default = Volver al original
messages-parts = { $count ->
    [one] { $count } parte, quedan { $left }
   *[other] { $count } partes, quedan { $left }
}
messages-parts-foreign = { $parts }; «{ $sign }» acorta las partes
messages-none = Todavía no hay mensajes
messages-none-do = Aquí aparecen los tickets enviados por correo o SMS, con lo que ha sido de ellos.
messages-written = Escrito
messages-by = Por
messages-to = Para
messages-attempts = Intentos
messages-notice = Aviso
messages-try-now = Intentar ahora
messages-send-again = Enviar otra vez
messages-cancel = Retirar
messages-open-ticket = Ver el ticket
messages-next = Próximo intento: { $moment }.
messages-dead-do = Cuando le llegó el turno, el ticket ya no funcionaba.
messages-waiting-do = Sale en cuanto el motor esté en marcha.
messages-state-waiting = En espera
messages-state-again = Reintentando
messages-state-sent = Enviado
messages-state-arrived = Recibido
messages-state-given-up = No enviado
messages-state-cancelled = Retirado
messages-state-dead = Innecesario

## States and reasons

status-no-use = Sin usar
status-in-use = En uso
status-expired = Caducado
status-cancelled = Anulado
kind-individual = Ticket individual
kind-variable = Ticket variable
kind-special = Ticket especial
kind-paypal = Paypal
kind-sms = SMS
kind-sponsor = Patrocinador
kind-pms = PMS
allowance-total-time = tiempo total
allowance-daily-time = tiempo diario
allowance-weekly-time = tiempo semanal
allowance-monthly-time = tiempo mensual
allowance-total-data = total de datos
allowance-daily-data = límite diario de datos
allowance-weekly-data = límite semanal de datos
allowance-monthly-data = límite mensual de datos
refused-unknown-user = Ningún ticket tiene este usuario. Se ha escrito mal o es de otro establecimiento.
refused-wrong-password = La contraseña no era correcta.
refused-method = El dispositivo pidió un modo de acceso que la Wi-Fi de invitados no usa (EAP). Revise la seguridad de la red Wi-Fi.
refused-licence = La licencia de este establecimiento ha terminado. No se admiten accesos hasta renovarla.
refused-licence-evaluation = El periodo de evaluación de este establecimiento ha terminado. No se admiten accesos hasta introducir una licencia.
refused-licence-denied = La licencia de este establecimiento está en «Acceso denegado». No se admiten accesos hasta que un responsable lo levante.
refused-licence-doubted = La licencia de este establecimiento no es de un distribuidor de confianza. No se admiten accesos hasta que lo sea: la pantalla Licencia dice por qué.
refused-licence-copied = Este establecimiento lleva demasiado tiempo en un ordenador que su licencia no nombra. No se admiten accesos hasta que el distribuidor la traslade.
refused-licence-twin = Este establecimiento ya funciona desde otra carpeta de datos en este ordenador: una licencia vale para una de ellas. Aquí no se admiten accesos hasta que la otra se detenga.
refused-cancelled = El ticket se anuló. Emita uno nuevo.
refused-no-product = La cuenta no tiene producto. Recárguela.
refused-choose = Su producto caduca en el primer acceso: el huésped tiene que elegir otro. Recargue el ticket.
refused-one-login = El ticket era de un solo acceso y ya se usó. Recárguelo o emita uno nuevo.
refused-not-yet = El ticket no es válido antes del { $from }.
refused-not-in-time = El ticket debía usarse antes del { $by }. Emita uno nuevo.
refused-expired = El ticket caducó el { $at }. Recárguelo o emita uno nuevo.
refused-used-up = Se ha agotado el { $what }. Recargue el ticket o emita uno nuevo.
refused-used-until = Se ha agotado el { $what } hasta el { $until }.
refused-devices = 
    { $allowed ->
        [one] Su único dispositivo está conectado. Otro podrá entrar cuando salga.
       *[other] Sus { $allowed } dispositivos están conectados. Otro podrá entrar cuando salga uno.
    }
refused-guest-wrong-code = El código no es correcto. Compruébelo e inténtelo de nuevo.
refused-guest-method = Esta red usa una página de acceso. Abra el navegador.
refused-guest-closed = La Wi-Fi de invitados está desactivada en este momento. Consulte en recepción.
refused-guest-closed-evaluation = La Wi-Fi de invitados está cerrada: su periodo de prueba ha terminado. Consulte en recepción.
refused-guest-closed-ended = La Wi-Fi de invitados está cerrada: su contrato ha terminado. Consulte en recepción.
refused-guest-closed-doubted = La Wi-Fi de invitados está cerrada: su licencia no es válida. Consulte en recepción.
refused-guest-closed-copied = La Wi-Fi de invitados está cerrada: su licencia es de otro ordenador. Consulte en recepción.
refused-guest-closed-twin = La Wi-Fi de invitados está cerrada aquí: funciona desde otro lugar. Consulte en recepción.
refused-guest-cancelled = Este ticket se ha anulado. Consulte en recepción.
refused-guest-choose = Elija primero un producto: pregunte en recepción.
refused-guest-buy = Este ticket era para un solo acceso, que ya se usó. Compre o elija otro en recepción.
refused-guest-not-yet = Este ticket es válido desde el { $from }.
refused-guest-expired = Este ticket ha caducado. Consulte en recepción.
refused-guest-time-used = El tiempo de este ticket se ha agotado. Consulte en recepción.
refused-guest-data-used = Los datos de este ticket se han agotado. Consulte en recepción.
refused-guest-used-until = Ha agotado su límite. Podrá acceder de nuevo desde el { $until }.
refused-guest-devices = 
    { $allowed ->
        [one] Este ticket es para un dispositivo, que ya está conectado.
       *[other] Este ticket es para { $allowed } dispositivos, que ya están conectados.
    }
format-single = Individual
format-variable = Variable
format-special = Especial
gender-female = Mujer
gender-male = Hombre
gender-other = Otro

## Páginas para el equipo (las lee quien lo configura; menús y campos quedan como los escribe el fabricante)

guide-title = { $vendor }: configurar «{ $gateway }»
guide-intro = Introduzca estos valores en el equipo. Los menús y campos se nombran como en sus propias páginas, en inglés; pueden variar un poco según la versión.
guide-secret-hidden = La clave compartida no se muestra aquí. Introduzca la que se dio a esta pasarela en Innkeeper.
guide-step-radius = Servidor RADIUS
guide-step-authentication = Servidor RADIUS para los accesos
guide-step-accounting = Servidor RADIUS para la contabilidad
guide-step-network = La red de los huéspedes
guide-step-portal = Página de acceso
guide-step-garden = Accesible antes de entrar
guide-step-disconnect = Cortar sesiones
guide-step-script = Líneas para pegar
guide-step-check = Comprobación
guide-check = Entre con un ticket. En menos de un minuto debe aparecer conectado en Innkeeper, en «{ $gateway }». Si no, pregunte allí: «¿Por qué no puede entrar mi huésped?»
guide-note-from-the-internet = Sus preguntas llegan desde la nube del fabricante: Innkeeper debe ser accesible desde internet por UDP { $auth } y { $acct }, y la dirección de la pasarela en Innkeeper es la de la nube.
guide-note-not-cut = No corta por sí mismo al huésped que llega a su límite de datos. Deje activado «Enviar peticiones de desconexión a la pasarela» para que lo haga Innkeeper.
guide-note-no-disconnect = No acepta peticiones de desconexión: un huésped anulado sigue conectado hasta que acaba la sesión, o se corta en las páginas del equipo.
guide-note-firewall = El puerto UDP { $port } debe estar abierto para las peticiones de { $server }.
guide-note-links = El código QR que entra directamente necesita PAP; solo con CHAP, el huésped tiene que teclear el código.
guide-note-no-radius = No habla RADIUS. Necesita una página de acceso que pregunte a Innkeeper en su lugar; sin ella no se puede usar.
guide-note-restart = Las pasarelas que se añadan después cuentan tras reiniciar el servidor.
guide-note-message-authenticator = Las versiones antiguas no envían Message-Authenticator. Si sus accesos no reciben respuesta, marque la pasarela como antigua en Innkeeper; es menos seguro.
guide-note-by-interface = Innkeeper puede hacer todo esto por sí mismo, con un acceso al equipo: vea «Plan y envío» en su página, o innkeeper gateway push.
guide-note-own-page = Sin página de acceso propia, también sirve la del equipo.

## Widgets and frame

app-name = Innkeeper
month-short = { $month ->
    [1] ene
    [2] feb
    [3] mar
    [4] abr
    [5] may
    [6] jun
    [7] jul
    [8] ago
    [9] sep
    [10] oct
    [11] nov
   *[12] dic
}
page-desk = Mostrador
page-tickets = Tickets
page-batches = Lotes
page-products = Productos
page-policies = Políticas
page-ticket-types = Tipos de ticket
page-guests = Huéspedes
page-location = Location
page-messages = Mensajes
page-printing = Impresión
close = Cerrar
undo = Deshacer
undo-left = { $seconds } s
undo-done = El ticket { $serial } se ha retirado. Su código ya no sirve.
try-again = Reintentar
open-demo = Abrir la demostración
setup-begin = Configurar este establecimiento
setup-title = Configure su establecimiento
setup-what = Todo se puede cambiar después en la página Location. Se guarda en { $folder }.
setup-currency-help = Tres letras, como EUR, GBP o MXN.
setup-make = Configurar
setup-working = Configurando …
setup-back = Volver
opening = Abriendo la carpeta de datos
opening-what = Tarda un momento después de una actualización.
look-title = Pantalla
look-language = Idioma
look-appearance = Aspecto
look-text-size = Tamaño del texto
look-system = Como el sistema
look-light = Claro
look-dark = Oscuro
look-contrast = Alto contraste
keys-title = Teclas
keys-everywhere = En todas partes
keys-search = Buscar
keys-letters = Buscar un nombre o un código; también con un lector
keys-tab = Campo o botón siguiente; con Mayús, el anterior
keys-scroll = Av Pág
keys-scroll-does = Desplazar la página; también Re Pág, Inicio y Fin
keys-escape = Atrás, o cerrar lo que está abierto
engine-starting = Iniciando el servidor RADIUS
engine-here = Servidor RADIUS activo en el puerto { $port }
engine-elsewhere = El servidor RADIUS funciona en otro Innkeeper
status-no-gateway = Ninguna pasarela todavía
status-gateways = { $count ->
    [one] { $count } pasarela
   *[other] { $count } pasarelas
}
status-online = { $count ->
    [one] { $count } dispositivo conectado
   *[other] { $count } dispositivos conectados
}
status-printer = { $printer }: { $state }
status-printer-ready = lista
status-printer-connected = conectada
status-printer-busy = imprimiendo
status-printer-paper-out = sin papel
status-printer-cover-open = tapa abierta
status-printer-jam = papel atascado
status-printer-paused = cola en pausa
status-printer-refusing = no admite trabajos
status-printer-stopped = detenida
status-printer-silent = no responde
status-evaluation = { $days ->
    [one] Evaluación: último día
   *[other] Evaluación: quedan { $days } días
}
status-licence = { $days ->
    [one] Licencia: último día
   *[other] Licencia: quedan { $days } días
}
status-licence-ended = La licencia ha terminado
status-unknown-clients = { $count ->
    [one] { $address } pregunta y no es una pasarela
   *[other] { $count } direcciones desconocidas preguntan, como { $address }
}
# The names with spaces between, from Monday on and from January on.
days-of-week = lu ma mi ju vi sá do
months-of-year = enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre

## Errors

error-user-id-required = Diga para quién es el ticket.
error-user-id-too-long = Demasiado largo: { $max } caracteres como máximo.
error-stay-required = Elija el primer y el último día.
error-stay-not-taken = Los tickets de este tipo no llevan fechas.
error-stay-backwards = El último día es anterior al primero.
error-stay-past = El primer día ya ha pasado.
error-credentials-not-taken = Solo los tickets especiales admiten un usuario elegido.
error-username-empty = Escriba un usuario.
error-password-empty = Escriba una contraseña.
error-username-too-long = El usuario es demasiado largo.
error-password-too-long = La contraseña es demasiado larga.
error-control-characters = Contiene caracteres que no se pueden teclear.
error-username-taken = Otro ticket vigente tiene este usuario.
error-licence-ended-do = Hasta renovarla no se emiten tickets ni se conectan huéspedes.
error-not-cancellable = El ticket { $serial } está «{ $status }» y no se puede anular.
error-not-printable = El ticket { $serial } está «{ $status }»: su código ya no sirve y no se imprime.
error-code-awaited = El ticket { $serial } espera su código: lo elige { $gateway }. Se imprimirá cuando llegue.
error-not-rechargeable = El ticket { $serial } está { $status } y no se puede recargar. Emita uno nuevo.
error-not-assignable = Esta casa no asigna el producto { $code } en recepción. Elija otro o póngalo antes a la venta.
error-no-frequency = Una suscripción necesita una frecuencia.
error-not-subscribed = El ticket { $serial } no tiene suscripción. Recárguelo.
error-subscribed = El ticket { $serial } es una suscripción: su fin depende de lo pagado. Renuévela.
error-reference-taken = El pago { $reference } ya se registró para otro ticket.
error-payment-known = El pago { $reference } ya se anotó para este ticket. Cuenta una sola vez.
error-no-end = El ticket { $serial } no caduca nunca: no hay fin que mover.
error-not-longer = El ticket ya es válido hasta { $until }. Elija un fin posterior.
error-no-price-per-day = Este tipo de ticket no tiene precio por día. Prolongue sin precio nuevo.
error-no-device = Este dispositivo ya no está conectado con el ticket { $serial }.
error-which-device = Hay { $count } dispositivos conectados con el ticket { $serial }. Libere uno en su fila.
error-not-undoable = El ticket { $serial } ya no se puede deshacer. Anúlelo.
error-changed-meanwhile = Otra persona lo ha cambiado mientras tanto.
error-changed-meanwhile-do = Lo que ha escrito sigue aquí. Compárelo y guarde de nuevo.
error-not-permitted = Esta instalación no puede gestionar productos ni políticas.
error-not-permitted-do = Quien la configuró puede dar el permiso.
error-of-system = { $code } pertenece al sistema.
error-of-reseller = { $code } pertenece al distribuidor.
error-of-higher-level-do = Puede usarlo tal como está, o duplicarlo y cambiar la copia.
error-attribute-unknown = No hay ningún atributo RADIUS llamado { $name }.
error-attribute-value = { $value } no es un valor de { $name }.
error-attribute-long = Demasiado largo para { $name }: como máximo { $max } bytes.
error-attribute-ours = { $name } lo pone Innkeeper.
error-attribute-tag = { $name } no admite esa etiqueta: de 1 a 31, o ninguna.
error-location-name = Un nombre de 1 a { $max } caracteres.
error-location-language = Los vales no hablan este idioma.
error-location-rooms = Un número entero de 1 a { $max }.
error-location-ssid = El nombre de una Wi-Fi tiene de 1 a { $max } bytes.
error-location-wifi-password = De 8 a 63 letras, cifras y signos del teclado inglés.
error-location-wifi-password-alone = Una contraseña necesita el nombre de la Wi-Fi.
error-location-login-url = Una dirección que empiece por http:// o https://.
error-location-free-product = Elija el producto.
error-location-simple-password-missing = Este modo necesita su contraseña.
error-location-simple-password = Como máximo { $max } bytes, sin caracteres de control.
error-location-shared-name = Como máximo 128 bytes y nada que parezca la dirección de un dispositivo.
error-location-separators = Los decimales y los miles necesitan dos separadores distintos.
error-location-tax = De 0 a 100 por ciento, con tres decimales como máximo.
error-location-grace = De 0 a { $max } minutos.
error-location-currency = Se han vendido tickets en { $currency }: la moneda no se puede cambiar.
error-location-negative-price = Un precio no puede ser negativo.
error-location-price-currency = El precio debe estar en { $currency }.
error-notice-days = De 1 a { $max } días.
error-notice-long = Como máximo { $max } caracteres.
error-notice-unknown = { $word } no significa nada.
error-notice-date = Falta la fecha: ponga { "{date}" } en el texto.
error-out-of-range = De { $min } a { $max }.
error-invalid = No es posible: { $detail }
error-no-ticket = No hay ningún ticket { $serial }.
error-no-ticket-type = Ya no existe el tipo de ticket «{ $name }».
error-not-found = «{ $name }» ya no existe.
error-duplicate = «{ $name }» ya existe.
error-in-use = «{ $name }» está en uso.
error-no-data-folder = Aquí todavía no hay ningún establecimiento
error-no-data-folder-do = { $folder } está vacía. Configure aquí su establecimiento – es cosa de un minuto – o eche antes un vistazo al hotel de demostración.
error-already-there = { $folder } ya contiene un establecimiento.
error-read-only = La carpeta de datos es de solo lectura
error-read-only-do = No se puede guardar nada. Dé a este usuario permiso de escritura o indique otra carpeta con --data-dir.
error-full = El disco está lleno
error-full-do = Esto no se ha guardado; todo lo anterior está a salvo. Libere espacio en el disco e inténtelo de nuevo.
error-newer-version = Un Innkeeper más reciente escribió estos datos
error-newer-version-do = Esta versión no los conoce y no los toca. Instale aquí la versión más reciente.
error-corrupt = Los datos están dañados
error-corrupt-do = No escriba en ellos. Restaure la última copia con «innkeeper restore»; los vales impresos después no estarán en ella.
error-busy = Otro programa retiene los datos
error-busy-do = No se ha cambiado nada. Inténtelo de nuevo en un momento.
error-key-missing = Falta la clave de los datos
error-key-missing-do = Vuelva a colocar el archivo { $file }. Sin él no se pueden leer los códigos; una copia de seguridad también lo contiene.
error-key-wrong = La clave no corresponde a estos datos
error-key-wrong-do = Vuelva a colocar el archivo de clave original o restaure una copia, que contiene ambos.
error-overloaded = Hay demasiado pendiente de guardar
error-overloaded-do = No se ha cambiado nada. Inténtelo de nuevo en un momento.
error-fault = Ha fallado algo interno: { $detail }.
error-fault-do = No se ha cambiado nada. Si se repite, reinicie Innkeeper.
error-file = No se puede escribir o leer { $path }.
error-file-missing-do = No existe tal archivo o carpeta: compruebe la ruta.
error-file-folder-do = Es una carpeta: indique un archivo dentro de ella.
error-file-text-do = No es un texto en UTF-8: guárdelo de nuevo como CSV (UTF-8) o JSON.
error-no-font = Ninguna fuente de este equipo tiene los caracteres { $characters }
error-no-font-do = El ticket funciona igualmente. Instale una fuente o escriba el nombre en letras latinas.
error-qr-too-long = El código QR no admite tanto texto. Acorte la dirección de acceso o la clave del Wi-Fi.
error-voucher = No se puede dibujar el vale: { $detail }
error-engine-lock = El servidor RADIUS no puede arrancar: { $detail }
error-engine-radius = El servidor RADIUS no puede arrancar: { $detail }
error-engine-do = Se pueden emitir tickets, pero los huéspedes no pueden conectarse. Se reintenta cada pocos segundos.
error-cannot-open = No se pueden abrir los datos: { $detail }
error-not-live = El ticket { $serial } ya no es válido. Emita uno nuevo.
error-engine-port = Otro programa usa el puerto { $port }: el servidor RADIUS espera.
error-engine-forbidden = Este usuario no puede abrir el puerto { $port } del servidor RADIUS. Elija uno mayor de 1023.
error-engine-address = Este equipo no tiene la dirección { $address } para el servidor RADIUS.
error-date = No es una fecha

# Tickets: por qué se rechaza un tipo de ticket, un campo o un envío.
error-stay-checked-out = La hora de salida de ese día ya ha pasado.
error-stay-too-long = Como máximo { $max } días.
error-special-not-taken = Solo los tickets especiales admiten límites y precio propios.
error-channel-not-offered = Este tipo de ticket no se entrega por «{ $channel }».
error-address-missing = Indique adónde enviar el ticket: { $channel }.
error-reference = Una referencia de 1 a { $max } caracteres.
error-name = Un nombre de 1 a { $max } caracteres.
error-batch-name-taken = Ya hay un lote «{ $name }». Elija otro nombre.
error-empty-list = La lista no tiene ninguna línea que se pueda emitir.
error-stopped = Detenido.
error-nothing-to-erase = El ticket { $serial } ya no guarda datos de ningún huésped.
field-email = Correo electrónico
field-first-name = Nombre
field-surname = Apellidos
field-birthday = Fecha de nacimiento
field-gender = Sexo
field-mobile = Móvil
field-postal-code = Código postal
field-country = País
field-room = Habitación
field-document = DNI o pasaporte
channel-print = Impresión
channel-email = Correo electrónico
channel-sms = SMS
field-error-required = Obligatorio.
field-error-not-asked = Este tipo de ticket no lo pide.
field-error-too-long = Como máximo { $max } caracteres.
field-error-email = No es una dirección de correo.
field-error-phone = No es un número de móvil. Escríbalo con el prefijo del país: +34 600 11 22 33.
field-error-date = No es una fecha. Escríbala así: 31/05/1980.
field-error-impossible-date = Nadie que viva nació ese día.
field-error-too-young = El huésped debe tener { $years } años.
field-error-gender = Mujer, hombre u otro.
field-error-country = No es un país. Escriba sus dos letras, como ES.
field-error-signs = Solo letras, cifras, espacios y - . /
field-definition-label = Un campo libre necesita una etiqueta de 1 a { $max } caracteres, sin : ni =.
field-definition-twice = «{ $name }» se pide dos veces.
field-definition-too-many = Como máximo { $max } campos.
field-definition-option = «{ $option }» no significa nada aquí.
field-definition-age = Solo la fecha de nacimiento tiene edad mínima.
ticket-type-error-name = Un nombre de 1 a { $max } caracteres.
ticket-type-error-label = Como máximo { $max } caracteres.
ticket-type-error-price = Un precio no puede ser negativo.
ticket-type-error-price-per-day = Solo los tickets variables y especiales tienen precio por día.
ticket-type-error-devices = Al menos un dispositivo.
ticket-type-error-use-within = Como máximo { $max } días. 0 = sin límite.
ticket-type-error-code-length = De { $min } a { $max } caracteres.
ticket-type-error-long-prefix = Como máximo { $max } caracteres.
ticket-type-error-prefix-sign = «{ $sign }» no se puede usar: solo letras y cifras que nadie confunde (sin 0, 1, I, O, Q).
ticket-type-error-preselected = «{ $channel }» no está entre las vías ofrecidas.
ticket-type-error-hotkey = Una tecla del 1 al 9.
ticket-type-error-hotkey-taken = La tecla { $key } ya abre «{ $name }».

## Licences

licence-closed-evaluation = La evaluación ha terminado
licence-closed-denied = Acceso denegado por el operador
licence-closed-doubted = La licencia no es de un distribuidor de confianza
licence-closed-copied = La licencia pertenece a otro ordenador
licence-closed-twin = Funciona dos veces en este ordenador
licence-closed-over = Se usa más de lo que cubre la licencia
status-licence-waits = Licencia: { $seen } de { $needed } dispositivos
licence-title = Licencia
licence-request-title = Solicitud de licencia
licence-number = Número de licencia
licence-request-number = Número de la solicitud
licence-number-help = Pegue este número, escanee el código o arrastre este archivo al programa. Los espacios y saltos de línea no importan.
licence-location-id = ID Location
licence-time-zone = Zona horaria
licence-rooms = Habitaciones
licence-aps = Puntos de acceso
licence-contract = Contrato
licence-years = { $years ->
    [one] 1 año
   *[other] { $years } años
}
licence-payment = Forma de pago
licence-monthly = mensual
licence-annual = anual
licence-modules = Módulos avanzados
licence-no-modules = ninguno
licence-kind = Tipo de licencia
licence-kind-first = primera licencia
licence-kind-renewal = renovación
licence-kind-move = traslado a otro ordenador
licence-partner = Partner / integrador
licence-partner-email = Correo del partner
licence-client-email = Correo del establecimiento
licence-distributor = Distribuidor / mayorista
licence-renewal-contact = Para renovar
licence-made-at = Fecha
licence-start = Comienza
licence-start-automatic = { $count ->
    [one] con el primer dispositivo
   *[other] con la conexión de { $count } dispositivos
}
licence-start-renewal = al final del contrato actual
licence-start-move = en el acto; el contrato no cambia
licence-notice-subject-one-month = { $location }: la licencia Wi-Fi termina en un mes
licence-notice-subject-days = { $days ->
    [one] { $location }: la licencia Wi-Fi termina mañana
   *[other] { $location }: la licencia Wi-Fi termina en { $days } días
}
licence-notice-subject-end = { $location }: la licencia Wi-Fi ha terminado
licence-notice-subject-after = { $location }: todavía puede renovar la licencia Wi-Fi
licence-notice-before = La licencia de { $location } termina el { $end }. Desde ese momento ningún huésped podrá conectarse ni se podrán emitir tickets hasta que se renueve. Si la renovación se introduce antes, continúa desde ese final: no se pierde ningún día.
licence-notice-end = La licencia de { $location } terminó el { $end }. Los huéspedes ya no pueden conectarse y no se pueden emitir tickets. Todo sigue ahí para consultarlo y exportarlo; con una renovación vuelve a funcionar.
licence-notice-after = La licencia de { $location } terminó el { $end }. Todavía se puede renovar: con la renovación todo vuelve a funcionar en el acto.
licence-notice-contact = Para renovar, póngase en contacto con { $name }: { $email } { $phone }

## Command line

## The screens of licences

copied = Copiado.
copy = Copiar
page-overview = Resumen
page-licence = Licencia
page-distributor = Todas las licencias

# The licence of this Location.

licence-standing = Licencia
licence-request = Solicitud
licence-history = Avisos y registro
licence-distribute = Soy distribuidor
licence-state-provision = Pendiente de provisión
licence-state-start = Pendiente de inicio
licence-state-in-use = En uso
licence-state-denied = Acceso denegado
licence-state-finalized = Contrato finalizado
licence-evaluation = Evaluación
licence-evaluation-what = Todo funciona durante 30 días, para probarlo. Para seguir después, pida una licencia a su distribuidor.
licence-request-make-one = Hacer una solicitud
licence-not-begun = El contrato no ha empezado
licence-ends-on = Termina el { $date }
licence-ended-on = Terminó el { $date }
licence-begins-on = Empieza el { $date }
licence-days-left = { $days ->
    [one] último día
   *[other] quedan { $days } días
}
licence-devices = Dispositivos desde que se introdujo la licencia
licence-devices-of = { $seen } de { $needed } dispositivos
licence-laboratory = Las pruebas de laboratorio cuentan
licence-laboratory-what = El contrato empieza con el dispositivo { $needed } y eso no se puede deshacer. Pruebe con los menos dispositivos posibles.
licence-provisioned = Introducida el
licence-location = Location
licence-covers = Cubre
licence-covers-evaluation = La evaluación cubre toda la casa.
licence-used-of = { $used } de { $covered }
licence-count-rooms = { $count ->
    [one] 1 habitación
   *[other] { $count } habitaciones
}
licence-count-aps = { $count ->
    [one] 1 punto de acceso
   *[other] { $count } puntos de acceso
}
licence-without-modules = Sin módulos avanzados.
licence-module-sms = Mensajes por SMS
licence-module-sms-help = Hace falta para enviar tickets y avisos por SMS.
licence-module-used = en uso
licence-module-unused = sin usar
licence-module-missing = no está en la licencia
licence-binds = Esta licencia obliga: dos semanas después de usar más, no se emiten tickets.
licence-no-contact = Viene con la licencia.
licence-contact-what = Las renovaciones las emite el distribuidor; este programa no vende ninguna.
licence-copy-email = Copiar correo
licence-copy-phone = Copiar teléfono
licence-report = Informe al distribuidor
licence-report-what = Envíe al distribuidor este número o su archivo: su lista mostrará cómo está esta licencia.
licence-open-pdf = Abrir el PDF
licence-open-file = Abrir el archivo
licence-open-folder = Abrir la carpeta
licence-copy-number = Copiar el número

# Entering one.

licence-enter = Licencia
licence-enter-what = Introducir una licencia
licence-enter-title = Introducir una licencia
licence-enter-number-help = Péguelo, o escanee su código QR en este campo.
licence-enter-file = O su archivo o PDF
licence-enter-file-help = Escriba su ruta, o suelte el archivo en cualquier parte de esta ventana.
licence-send-key = Enviar clave
licence-sending = Comprobando…
licence-entered = La licencia está introducida: { $state }.
licence-deny = Denegar el acceso
licence-deny-title = Forzar Acceso denegado
licence-deny-what = Se corta a los huéspedes conectados, nadie puede entrar y no se emiten tickets.
licence-deny-clock = Mientras tanto el contrato sigue, y sus avisos también. Se puede levantar en cualquier momento.
licence-deny-reason = Motivo
licence-deny-reason-help = Queda en el registro y en esta página.
licence-denied-done = El acceso está denegado.
licence-denied-since = Acceso denegado desde el { $when }
licence-denied-because = Motivo: { $reason }
licence-allow = Levantar Acceso denegado
licence-allow-title = Levantar Acceso denegado
licence-allow-what = La licencia vuelve al estado que tendría ahora. Su final no se ha movido.
licence-allowed-done = El acceso vuelve a estar permitido.

# What is wrong with one.

licence-closed-evaluation-do = No se pueden emitir tickets ni puede entrar ningún huésped. Introduzca una licencia, o haga una solicitud.
licence-closed-finalized-do = No se pueden emitir tickets ni puede entrar ningún huésped. Pida una renovación al distribuidor: con ella todo vuelve a funcionar al momento.
licence-closed-denied-do = No se pueden emitir tickets ni puede entrar ningún huésped hasta que se levante en la página Licencia.
licence-closed-copied-do = Ha funcionado demasiado tiempo en otro ordenador. Haga una solicitud de traslado en este ordenador.
licence-closed-twin-do = Otra carpeta de datos de esta Location está en marcha en este ordenador. Ciérrela: esta toma el relevo en segundos.
licence-closed-over-do = Los huéspedes pueden entrar, pero no se emiten tickets hasta ampliar la licencia o usar menos.
licence-doubt-no-trust = Esta instalación no nombra a ningún distribuidor, así que ninguna licencia cuenta.
licence-doubt-unknown = La licencia está firmada por alguien que esta instalación no conoce.
licence-doubt-revoked = La licencia está firmada con una clave perdida o robada.
licence-doubt-altered = Lo que se guarda de la licencia no es lo que se firmó.
licence-doubt-do = Pida otra licencia al distribuidor, o al administrador de este PC que añada al distribuidor.
licence-clock-behind = El reloj de este PC va { $behind } por detrás de lo ya visto
licence-clock-behind-do = No se gana ningún día: la licencia cuenta desde el { $at }. Ponga el reloj en hora.
licence-copied = Esta Location funciona en otro ordenador que el de su licencia
licence-copied-do = Sigue hasta el { $until }. Haga una solicitud de traslado en este ordenador y no use la copia en el otro.
licence-over = Se usa más de lo que cubre la licencia
licence-over-do = Pida al distribuidor una licencia que lo cubra.
licence-over-until = La emisión se cierra el { $until } si no se arregla. Pida al distribuidor una licencia que lo cubra.
licence-missing-module = En uso, pero no en la licencia: { $module }
licence-outside-damaged = La copia de la licencia fuera de la carpeta de datos no se puede leer
licence-outside-damaged-do = Se vuelve a escribir sola.

# The form of a request.

licence-request-what = Rellene el formulario y entregue al distribuidor lo que sale: un archivo, un PDF o el código QR. Él responde con una licencia.
licence-request-years = Años de contrato
licence-request-count-help = Vacío: los que tiene la Location.
licence-request-modules = Otros módulos avanzados
licence-request-modules-help = Separados por comas; puede quedar vacío.
licence-request-make = Hacer la solicitud
licence-request-making = Haciendo la solicitud…
licence-request-made = La solicitud está hecha
licence-request-next = Ahora entréguela al distribuidor. Cuando llegue su licencia, pulse Licencia e introdúzcala.
licence-request-handed = El distribuidor puede escanear este código, tomar el archivo o abrir el PDF. La Location va firmada en él.
licence-request-another = Otra solicitud
licence-wrong-years = Elija de 1 a 5 años
licence-wrong-payment = Elija una
licence-wrong-rooms = ¿Cuántas habitaciones? Un número entero
licence-wrong-aps = ¿Cuántos puntos de acceso? Un número entero
licence-wrong-email = No es un correo electrónico

# Notices and log.

licence-notices = Los seis avisos
licence-no-notices = Los seis avisos empiezan cuando un contrato tiene fin.
licence-notice-one-month = Un mes antes del final
licence-notice-days-before = { $days ->
    [one] El día antes del final
   *[other] { $days } días antes del final
}
licence-notice-at-end = Al final, con el corte
licence-notice-day-after = El día después: aún se puede renovar
licence-notice-sent = enviado
licence-notice-missed = perdido: el programa no funcionaba
licence-notice-due = por venir
licence-log = Qué ha pasado con ella
licence-no-log = Nada todavía.
licence-log-requested = Solicitud hecha
licence-log-received = Solicitud recibida
licence-log-issued = Licencia emitida
licence-log-reported = Informe recibido
licence-log-provisioned = Licencia introducida
licence-log-renewed = Renovación introducida
licence-log-moved = Trasladada a este ordenador
licence-log-device = Dispositivo { $count } contado
licence-log-started = El contrato ha empezado
licence-log-denied = Acceso denegado
licence-log-allowed = Acceso permitido de nuevo
licence-log-notice = Aviso del final
licence-log-copy-lost = La copia fuera de la carpeta de datos se perdió y se escribió de nuevo
licence-log-noticed = Se comprobó la licencia y algo ha cambiado
licence-by-desk = en recepción
licence-by-cli = en la línea de comandos
licence-by-engine = por sí solo

# Above the pages.

licence-line-evaluation = { $days ->
    [one] Evaluación: hoy es el último día. Después, los tickets necesitan una licencia.
   *[other] Evaluación: quedan { $days } días. Después, los tickets necesitan una licencia.
}
licence-line-ends = { $days ->
    [one] La licencia termina el { $date }: hoy es el último día
   *[other] La licencia termina el { $date }: quedan { $days } días
}
licence-line-renew = Una renovación introducida antes del final no pierde ningún día.
licence-told-before = La licencia termina el { $date }. Piense en la renovación.
licence-told-end = La licencia ha terminado: ningún huésped puede entrar y no se emiten tickets.
licence-told-after = La licencia terminó ayer. Aún se puede renovar.

# Refusals.

licence-refused-unchanged = No se ha cambiado nada.
licence-refused-nothing = No contiene ningún número.
licence-refused-nothing-do = Un número empieza por INK1. Péguelo entero, o elija el archivo o el PDF.
licence-refused-large = El archivo es demasiado grande.
licence-refused-damaged = El número está dañado o incompleto.
licence-refused-damaged-do = Cópielo o escanéelo otra vez, entero. No se ha cambiado nada.
licence-refused-newer = Lo hizo un Innkeeper más nuevo.
licence-refused-newer-do = Actualice este programa e introdúzcalo de nuevo.
licence-refused-older = Tiene un formato antiguo que ya no se lee.
licence-refused-new-do = Pida otra al distribuidor.
licence-refused-kind = Es otra clase de documento.
licence-refused-kind-do = Las solicitudes van al distribuidor; las licencias vienen de él y se introducen en la página Licencia.
licence-refused-unknown = Esta instalación no sabe quién lo firmó.
licence-refused-unknown-do = Pregunte al distribuidor si la clave { $key }… es suya, y pida al administrador de este PC que lo añada. Después reinicie el programa.
licence-refused-revoked = Está firmado con una clave perdida o robada.
licence-refused-no-trust = No se puede introducir ninguna licencia: esta instalación no nombra a ningún distribuidor.
licence-refused-no-trust-do = Lo añade el administrador de este PC. ({ $why })
licence-refused-other = Esta licencia es de otra Location: { $name }.
licence-refused-entered = Esta licencia ya se introdujo.
licence-refused-provisioned = Esta Location ya tiene una licencia.
licence-refused-provisioned-do = Pida al distribuidor su renovación. No se ha cambiado nada.
licence-refused-nothing-to-renew = Es una renovación, pero no hay ninguna licencia que prolongar.
licence-refused-nothing-to-renew-do = Pida al distribuidor una primera licencia.
licence-refused-machine = Traslada la Location a otro ordenador que este.
licence-refused-machine-do = Haga la solicitud de traslado en el ordenador en que va a funcionar la Location.
licence-refused-not-started = El contrato no ha empezado, así que no hay final que prolongar.
licence-refused-not-started-do = Introduzca la renovación cuando la licencia esté en uso.
licence-refused-form = El formulario no está completo.
licence-refused-no-contract = Esta Location funciona con su evaluación: no hay licencia que denegar o permitir.
licence-refused-passphrase = La frase de paso no abre la clave.
licence-refused-passphrase-do = Escríbala otra vez. Tras varias equivocadas, cada intento tiene que esperar más.
licence-refused-short = Al menos { $count } caracteres
licence-refused-system = El sistema no dio números aleatorios o memoria suficiente para la clave. Inténtelo de nuevo.
licence-refused-too-soon = { $seconds ->
    [one] Demasiadas frases equivocadas: inténtelo en un segundo.
   *[other] Demasiadas frases equivocadas: inténtelo en { $seconds } segundos.
}
licence-refused-no-distributor = Esta carpeta de datos no tiene clave de distribuidor. Créela en la página Todas las licencias.
licence-refused-key-exists = Esta carpeta de datos ya tiene una clave de distribuidor.
licence-refused-contact = El distribuidor necesita un nombre y un correo válido.
licence-refused-gone = Ya no está aquí.
licence-refused-has = Esta Location ya tiene una licencia.
licence-refused-has-do = Renuévela, o marque que esta sustituye a una que nunca se introdujo.
licence-refused-terms = Las condiciones de la licencia no son correctas.
licence-refused-report = Este informe no está firmado por la Location cuya solicitud se conoce aquí.

# The distributor's side.

distributor-dashboard = Panel
distributor-locations = Locations
distributor-requests = Solicitudes
distributor-requests-open = Solicitudes ({ $count })
distributor-key = Clave y perfil
distributor-set-up = Trabajar como distribuidor
distributor-set-up-what = Aquí se crea una clave con la que usted firma licencias. Se queda en esta carpeta de datos, sellada con una frase de paso que nadie puede recuperar: guárdela bien, y haga copia de seguridad de la carpeta.
distributor-set-up-do = Crear la clave
distributor-making = Creando la clave…
distributor-made = La clave está creada. Ahora escriba el archivo por el que las instalaciones la conocen.
distributor-name = Nombre, como en las licencias
distributor-email = Correo para renovaciones
distributor-phone = Teléfono para renovaciones
distributor-contact-what = Las licencias emitidas conservan lo que dicen.
distributor-profile = Perfil
distributor-passphrase = Frase de paso
distributor-old = Frase de paso de la clave
distributor-new = Nueva frase de paso
distributor-new-help = Al menos 12 caracteres; cuatro palabras sin relación entre sí van bien.
distributor-again = La misma otra vez
distributor-not-the-same = No es la misma
distributor-change = Cambiar la frase de paso
distributor-sealed = La frase de paso está cambiada.
distributor-trust = De confianza para las instalaciones
distributor-trust-what = Una instalación acepta sus licencias cuando su administrador ha puesto este archivo, distributors.json, junto al programa.
distributor-public-key = Clave pública
distributor-trust-write = Escribir distributors.json
distributor-trust-copy = Copiar su contenido
distributor-trust-written = Escrito: { $file }
distributor-take = Recibir
distributor-take-what = Recibir una solicitud o un informe
distributor-take-title = Recibir una solicitud o un informe
distributor-take-do = Recibir
distributor-number = Número de la solicitud o del informe
distributor-number-help = Péguelo, o escanee su código QR en este campo.
distributor-request-taken = La solicitud está recibida.
distributor-report-taken = El informe del { $at } está recibido.
distributor-no-requests = Todavía no hay solicitudes
distributor-no-requests-do = Una Location hace una solicitud en su página Licencia. Recíbala aquí: su número, su archivo o su PDF.
distributor-received = Recibida
distributor-open = Pendiente
distributor-answered = Respondida
distributor-other-key = Una solicitud anterior de esta Location se firmó con otra clave
distributor-other-key-do = Puede que alguien se haga pasar por ella, o que se creara de nuevo su carpeta de datos. Pregunte antes de emitir.
distributor-issue = Emitir la licencia
distributor-issue-what = Emitir o renovar
distributor-issue-title = Emitir una licencia
distributor-issue-to = { $name }: { $kind }
distributor-issuing = Firmando…
distributor-issued = La licencia está emitida.
distributor-automatic = Con los dispositivos
distributor-fixed = En una fecha
distributor-devices = Dispositivos que lo inician
distributor-devices-wrong = De 1 a 100
distributor-from = Primer día
distributor-no-date = No es una fecha
distributor-binds = Obliga
distributor-binds-help = Dos semanas después de usar más de lo que cubre, no se emiten tickets. Sin esto, solo se dice.
distributor-replace = En lugar de una que nunca se introdujo
distributor-replace-help = Dos primeras licencias para una Location son un error en otro caso.
distributor-renew = Renovar
distributor-renew-what = Con las condiciones de su última licencia. Empieza al final anterior si se introduce antes, si no, cuando se introduce.
distributor-renewal-waits = Se emitió una renovación que, según su informe, aún no se ha introducido
distributor-handed-title = La licencia
distributor-handed = Entregue al integrador o a la casa este código, el archivo o el PDF.
distributor-again-hand = Mostrar
distributor-ends = Termina
distributor-ends-in = { $days ->
    [one] { $date }, último día
   *[other] { $date }, { $days } días
}
distributor-reported = Informe
distributor-live = aquí
distributor-own = { $name } (esta)
distributor-client = Casa
distributor-without = No se ha emitido ninguna licencia.
distributor-activity = Actividad
distributor-no-activity = Nada todavía.
distributor-has-reported = Ha informado de cómo está
distributor-has-issued = Emitida: { $kind }, { $terms }
distributor-ahead = Qué termina en los próximos 90 días
distributor-within = en { $days } días: { $shown }
distributor-filter-state = LICENSE STATUS
distributor-ends-from = Termina desde
distributor-ends-to = Termina hasta
distributor-search = Nombre, partner o correo
distributor-count = { $count ->
    [one] 1 Location
   *[other] { $shown } Locations
}
distributor-reset = Sin filtros
distributor-csv = CSV
distributor-csv-written = Escrito: { $file }
distributor-none-left = Ninguna Location cumple estos filtros
distributor-none-left-do = Quite un filtro.
distributor-nothing-ends = Nada termina en los próximos 90 días
distributor-nothing-ends-do = La lista de Locations las tiene todas.

# The overview.

overview-online = dispositivos conectados
overview-issued = tickets emitidos hoy
overview-issued-cancelled = tickets emitidos hoy, { $shown } cancelados
overview-sold = importe de los tickets de hoy
overview-waiting = esperando salir
overview-gateways = Pasarelas
overview-heard = visto { $at }
overview-never-heard = nunca visto
overview-printers = Impresoras y cola
overview-no-printer = Sin impresora: los vales se escriben como archivos PDF.
overview-nothing-printed = nada impreso todavía
overview-printed = impreso { $at }
overview-not-printed = no impreso { $at }
overview-default = { $name } (predeterminada)
overview-jobs = { $count ->
    [one] 1 trabajo espera
   *[other] { $count } trabajos esperan
}
overview-prints = Trabajos de impresión en espera
overview-messages = Correos y SMS en espera
overview-orders = Órdenes a pasarelas en espera
overview-no-gateway-do = Ningún huésped puede entrar hasta que haya una: añádala en Pasarelas.
overview-stranger = { $address } pide accesos y ninguna pasarela tiene esa dirección ({ $at })
overview-stranger-do = Si es suya, añádala como pasarela con su secreto; hasta entonces sus huéspedes no pueden entrar.
overview-failed = { $count ->
    [one] 1 mensaje o impresión del último día falló
   *[other] { $shown } mensajes o impresiones del último día fallaron
}
overview-failed-do = La lista dice por qué, y los vuelve a enviar.
overview-stuck = Algo espera desde { $at }
overview-stuck-do = Mire si la impresora está encendida, el servidor de correo responde y la pasarela es accesible.

# Gateways: what stood in the way, the doctor, plans.
gateway-failed-detail = { $said } Dijo: { $detail }
gateway-failed-unreachable = No se llega a la pasarela. Compruebe que tiene corriente, y su dirección y su puerto.
gateway-failed-silent = La pasarela aceptó la conexión y no dijo nada más. Puede estar ocupada o arrancando; se vuelve a intentar por sí mismo.
gateway-failed-certificate = La pasarela muestra otro certificado que antes, así que no se le ha enviado nada. Si se restableció o se cambió, acepte el nuevo; si no, alguien puede estar escuchando. Antes: { $expected }. Ahora: { $shown }.
gateway-failed-no-tls = La pasarela no habla TLS en este puerto. Ponga un certificado a su servicio o permita la conexión sin cifrar.
gateway-failed-login = La pasarela no acepta el usuario o la contraseña de su interfaz. Escríbalos de nuevo.
gateway-failed-rights = El usuario no puede hacer esto en la pasarela. Dé a su grupo allí los permisos de leer, escribir y probar.
gateway-failed-throttled = La pasarela pide esperar: demasiados accesos en poco tiempo. Se vuelve a intentar solo.
gateway-failed-product = En esta dirección responde otra cosa. Compruebe la dirección, el puerto y el tipo de equipo.
gateway-failed-old = La pasarela es demasiado antigua para esta interfaz. Actualícela o elija la interfaz antigua.
gateway-failed-not-there = Lo que había que cambiar ya no está en la pasarela. Envíe de nuevo.
gateway-failed-taken = La pasarela ya tiene algo con este nombre que Innkeeper no hizo. Cámbiele el nombre allí o elija otro aquí.
gateway-failed-refused = La pasarela se ha negado.
gateway-failed-busy = La pasarela está ocupada. Se vuelve a intentar solo.
gateway-failed-not-kept = La pasarela dijo que sí y no lo hizo. Mire su registro y envíe de nuevo.
gateway-failed-strange = La pasarela respondió algo que no se entiende. Compruebe que la dirección, el puerto y el tipo de equipo son correctos.
gateway-failed-settings = Los datos de la interfaz de la pasarela están incompletos o no son correctos.
gateway-failed-unsupported = Este tipo de pasarela no lo tiene.
gateway-line-reached = La pasarela responde y acepta el acceso.
gateway-line-pinned = Su certificado es el conocido.
gateway-line-certificate-new = Su certificado es nuevo. Compárelo y acéptelo: { $shown }
gateway-line-clear = La conexión no va cifrada: quien esté en medio puede leer la contraseña. Ponga un certificado a la pasarela y desmarque después «Sin cifrado» en sus ajustes.
gateway-line-never-encrypted = La conexión no va cifrada: quien esté en medio puede leer los códigos de los tickets. Innkeeper habla con MySQL y MariaDB solo así: deje la base de datos en este PC o en una red propia, o use PostgreSQL.
gateway-line-version = Es { $version }.
gateway-line-clock = Su reloj difiere { $seconds } s de este. Si pasa de un minuto, póngalo en hora por NTP.
gateway-line-other-secret = Su secreto RADIUS es otro. Envíe, o escriba el mismo secreto en los dos lados.
gateway-line-no-answer = Sus accesos no llegan a Innkeeper. Compruebe la dirección y los puertos del servidor RADIUS, y el cortafuegos.
gateway-line-doubted = { $count ->
    [one] Una petición suya llegó firmada con otro secreto y quedó sin respuesta: allí los huéspedes no pueden entrar. Escriba el mismo secreto en ambos lados; donde Innkeeper tiene acceso, basta con enviar.
   *[other] { $count } peticiones suyas llegaron firmadas con otro secreto y quedaron sin respuesta: allí los huéspedes no pueden entrar. Escriba el mismo secreto en ambos lados; donde Innkeeper tiene acceso, basta con enviar.
}
gateway-line-unsigned = { $count ->
    [one] Una petición suya no llevaba Message-Authenticator y quedó sin respuesta: allí los huéspedes no pueden entrar. Actualice su sistema; si no hay otro más nuevo, márquela como cliente antiguo en sus ajustes.
   *[other] { $count } peticiones suyas no llevaban Message-Authenticator y quedaron sin respuesta: allí los huéspedes no pueden entrar. Actualice su sistema; si no hay otro más nuevo, márquela como cliente antiguo en sus ajustes.
}
gateway-line-radius = Sus accesos tienen respuesta y el secreto es el mismo.
gateway-line-heard = Lo último que se supo de ella fue a las { $at }.
gateway-line-never-heard = Aún no ha pedido ningún acceso. Entre con un ticket para ver que la dirección y el secreto son correctos.
gateway-line-disconnects = Acepta peticiones de cortar a un huésped.
gateway-line-no-disconnect = No responde a peticiones de cortar a un huésped en el puerto UDP { $port }. Actívelas allí, abra el puerto en su cortafuegos y compruebe el secreto.
gateway-line-page = El código QR lleva a su página de acceso, { $host }.
gateway-line-other-page = El código QR lleva a { $location }, pero su página de acceso es { $gateway }. Cambie la página de acceso en el Location.
gateway-line-no-page = No hay página de acceso, así que ningún código QR da acceso a un huésped. Ponga { $host } en el Location.
gateway-line-garden = { $count ->
    [one] El sitio que los huéspedes alcanzan antes de entrar está abierto.
   *[other] Los { $count } sitios que los huéspedes alcanzan antes de entrar están abiertos.
}
gateway-line-garden-lacks = { $count ->
    [one] Un sitio que los huéspedes deberían alcanzar antes de entrar está cerrado allí. Envíe.
   *[other] { $count } sitios que los huéspedes deberían alcanzar antes de entrar están cerrados allí. Envíe.
}
gateway-line-in-order = Todo está allí como debe.
gateway-line-differs = No está como debe: { $add } por añadir, { $change } por cambiar, { $remove } por quitar. Envíe.
gateway-line-conflicts = Estorban { $count } cosas que Innkeeper no hizo. Cámbieles el nombre allí o quítelas.
gateway-line-other-innkeeper = Otro Innkeeper tiene { $count } cosas allí. Dos en una misma pasarela se cortan los huéspedes: déjela a uno solo.
gateway-trouble-forbidden = Su modo de dispositivo prohíbe los hotspots. Permítalos con /system/device-mode update hotspot=yes y pulse su botón.
gateway-trouble-no-hotspot = Aún no tiene hotspot ni red de huéspedes. Créela allí primero.
gateway-trouble-right = Al usuario le falta el permiso «{ $right }». Déselo a su grupo en la pasarela.
gateway-trouble-no-link = Su página de acceso no acepta enlaces con usuario y contraseña, así que ningún código QR da acceso. Al enviar se activa.
gateway-trouble-portal-off = Su portal de huéspedes está apagado. Actívelo allí.
gateway-trouble-service-off = Su servicio { $service } está apagado. Actívelo allí.
gateway-kind-radius-server = servidor RADIUS
gateway-kind-disconnect = peticiones de cortar huéspedes
gateway-kind-radius-client = cliente RADIUS
gateway-kind-portal = página de acceso
gateway-kind-garden = dirección abierta antes de entrar
gateway-kind-group = perfil de usuarios
gateway-kind-user = ticket
gateway-gap-limit = { $kind } { $name }: la pasarela no aplica el límite { $field }; lo vigila Innkeeper
gateway-gap-clipped = { $kind } { $name }: { $field } es más de lo que admite la pasarela; recibe { $to }
gateway-gap-name = { $kind } { $name }: la pasarela no admite este nombre
gateway-gap-missing = { $kind } { $name }: antes hay que crear { $what } en la pasarela
gateway-gap-code = { $kind } { $name }: la pasarela le da otro código; el huésped que tenga el antiguo necesita un vale nuevo
gateway-step-add = Añadir { $kind } { $name }
gateway-step-change = Cambiar { $kind } { $name } ({ $changes })
gateway-step-remove = Quitar { $kind } { $name }
gateway-no-link = Aún no se ha dicho cómo se llega a la interfaz de { $name }.
gateway-ticket-not-pushed = El ticket no está en { $gateway }: todavía no se le ha enviado nada.
gateway-ticket-waits = El ticket aún no está en { $gateway }: funcionará en un momento.
gateway-ticket-waits-because = El ticket aún no está en { $gateway }, así que allí no funciona. { $why }
gateway-ticket-refused = { $gateway } no acepta el ticket. { $why }

## Gateways (the page)

page-gateways = Pasarelas
gateways-add = Añadir una pasarela
gateways-none-do = Ningún huésped puede entrar hasta que haya uno: el router o controlador wifi que pregunta si un huésped puede entrar. Añádalo aquí; Innkeeper puede buscarlo en su red.
gateways-open = Abrir
gateways-edit = Cambiar ajustes
gateways-remove = Quitar
gateways-back-list = Volver a la lista
gateways-vendor = Tipo de equipo
gateways-vendor-short = Equipo
gateways-vendor-generic = Otro equipo (RADIUS)
gateways-address = Dirección
gateways-heard-short = Visto
gateways-heard = Última petición o informe
gateways-online-short = En línea
gateways-today = Hoy ↓ / ↑
gateways-waiting-short = Espera
gateways-never = nunca
gateways-clients = Clientes RADIUS
gateways-no-client = Aún no hay clientes RADIUS
gateways-no-client-do = Añada la dirección del equipo que pide los accesos, con un secreto que conozcan los dos lados.
gateways-add-client = Añadir un cliente
gateways-strangers = Preguntan, pero aquí no se conocen
gateways-strangers-what = Estas direcciones pidieron accesos en el último día y no recibieron respuesta. Si alguna es suya, añádala con su secreto.
gateways-asked-at = preguntó: { $at }
gateways-secret = Secreto compartido
gateways-secret-show = Mostrar el secreto
gateways-secret-hide = Ocultar el secreto
gateways-secret-copy = Copiar el secreto
gateways-secret-new = Generar otro
gateways-secret-pushed = Generado para usted. Al enviar se escribe en la pasarela.
gateways-secret-typed = Generado para usted. Escriba el mismo en la pasarela.
gateways-state-answers = Responde
gateways-state-kept-what = Allí todo está como debe. Innkeeper vuelve a mirar cada pocos minutos.
gateways-state-silent = En silencio desde { $at }
gateways-state-silent-what = Desde entonces no ha preguntado ni informado. De noche puede ser normal; de día compruebe la corriente y la red, y que su servidor RADIUS siga siendo este PC.
gateways-state-never = Nunca vista
gateways-state-never-what = Nunca ha pedido un acceso. Configúrela como dice su guía y entre con un ticket.
gateways-state-not-pushed = Sin configurar
gateways-state-not-pushed-what = Todavía no se ha escrito nada allí, o su secreto ha cambiado. Mire el plan y envíe.
gateways-state-drift = { $count ->
    [one] 1 cambio hecho allí
   *[other] { $count } cambios hechos allí
}
gateways-state-drift-what = Alguien cambió ajustes a mano en la pasarela. El plan dice cuáles; al enviar se corrigen.
gateways-state-refused = { $count ->
    [one] 1 ticket rechazado
   *[other] { $count } tickets rechazados
}
gateways-state-refused-what = La pasarela no acepta estos tickets; cada uno dice por qué en su página. Se reintentan cada vez que se mira.
gateways-state-waiting = { $count } en espera
gateways-state-waiting-what = Hay tickets en camino; es un momento.
gateways-state-certificate = Certificado cambiado
gateways-state-other-secret = Otro secreto
gateways-state-unsigned = Sin firma
gateways-state-failed = No responde
gateways-state-login = Acceso rechazado
gateways-state-trouble = Con problemas
gateways-state-failed-since = { $count ->
    [0] Desde { $at }. { $why }
    [one] Desde { $at }; 1 ticket espera. { $why }
   *[other] Desde { $at }; { $count } tickets esperan. { $why }
}
gateways-client-only = Pregunta por RADIUS. Lo que está escrito allí Innkeeper no puede verlo ni cambiarlo: su guía dice qué debe figurar y dónde.
gateways-client-only-could = Pregunta por RADIUS. Con acceso a su interfaz, Innkeeper podría además configurarla, vigilarla y cortar huéspedes allí: añádalo en «Cambiar ajustes».
gateways-client-only-no-cut = Pregunta por RADIUS y no acepta peticiones de corte: un huésped pasado de su límite sigue hasta que acabe la sesión.
gateways-client-alone = ninguna: solo cliente RADIUS
gateways-by-hand = La configuro a mano, solo como cliente RADIUS
gateways-by-hand-help = Entonces Innkeeper no tiene acceso: no puede configurarlo, vigilarlo ni corregirlo. Una guía dice qué escribir y dónde.
gateways-not-met = Hecho según los documentos del fabricante; aún no probado en el equipo.
gateways-host = Su interfaz
gateways-host-help = Nombre o dirección, con el puerto si no es el habitual: 192.168.88.1:8443
gateways-network = Las peticiones RADIUS vienen de
gateways-network-same = Vacío = la dirección de arriba. Si preguntan los puntos de acceso, su bloque: 192.168.88.0/24
gateways-network-help = Una dirección, o un bloque como 192.168.88.0/24.
gateways-name = Nombre
gateways-name-example = Router del vestíbulo
gateways-user = Usuario
gateways-password = Contraseña
gateways-password-kept = sin cambios
gateways-login-mikrotik = Un usuario de un grupo con los permisos read, write, test, sensitive, policy y api o rest-api.
gateways-login-unifi = Un administrador local de la consola, sin verificación en dos pasos.
gateways-login-omada = ID y secreto de una aplicación: Settings, Platform Integration, Open API, modo client.
gateways-login-opnsense = Clave y secreto de un usuario de API: System, Access, Users.
gateways-login-freeradius = Un usuario de la base de datos que pueda leer y escribir las tablas de FreeRADIUS.
gateways-users = Guardar los tickets en la propia pasarela
gateways-users-help = Los huéspedes entran aunque este PC esté apagado; a cambio, los límites diarios y semanales no son exactos. Sin esto, la pasarela pregunta a Innkeeper en cada acceso.
gateways-users-theirs = Los huéspedes se conectan aunque este PC esté apagado. Los códigos los elige la pasarela: el ticket se imprime cuando su código ha llegado de allí.
gateways-more = Más ajustes
gateways-plain = Sin cifrado
gateways-plain-help = Quien esté en el camino puede leer la contraseña. Solo si la pasarela no tiene certificado.
gateways-garden = Abierto antes de entrar
gateways-garden-help = Sitios a los que se llega sin ticket, separados por comas.
gateways-server = Este PC, visto desde la pasarela
gateways-server-help = Vacío = se averigua solo.
gateways-disconnect = Enviar peticiones de desconexión a la pasarela
gateways-disconnect-help = Para cortar enseguida a un huésped pasado de su límite o con el ticket cancelado.
gateways-disconnect-port = Su puerto UDP
gateways-interim = Segundos entre informes
gateways-interim-help = Cada cuánto dice lo que han consumido los huéspedes: desde 60.
gateways-old = Cliente antiguo: no envía Message-Authenticator
gateways-old-help = Menos seguro (CVE-2024-3596). Solo si sus accesos no reciben respuesta.
gateways-swap = Su subida y bajada están cambiadas
gateways-swap-help = Si un huésped que descarga aparece como que sube.
gateways-option-api = Interfaz
gateways-option-api-help = rest para RouterOS 7; binary para RouterOS 6, en el puerto 8729.
gateways-option-hotspot = Servidor hotspot
gateways-option-hotspot-help = Vacío = todos.
gateways-option-site = Sitio
gateways-option-site-help = UniFi: su nombre corto, como en la dirección de sus páginas. Omada: vacío = el único.
gateways-option-portal = Portal
gateways-option-portal-help = Vacío = el único.
gateways-option-zone = Zona
gateways-option-zone-help = Número de la zona del portal cautivo.
gateways-option-vouchers = Servidor de vales
gateways-option-vouchers-help = Vacío = el único.
gateways-option-server = Nombre de Innkeeper allí
gateways-option-server-help = El dado en System, Access, Servers.
gateways-option-dialect = Sistema de base de datos
gateways-option-dialect-help = postgresql, o mysql para MySQL y MariaDB (puerto 3306), sin cifrar.
gateways-option-database = Base de datos
gateways-option-database-help = Su nombre.
gateways-option-replies = Atributos de velocidad
gateways-option-replies-help = wispr, mikrotik, chillispot, separados por comas.
gateways-option-counters = Tiene sqlcounter
gateways-option-counters-help = yes solo con noresetcounter; sin él, esa fila cierra el paso a los huéspedes.
gateways-wrong-missing = Falta
gateways-wrong-host = No es nombre ni dirección
gateways-wrong-network = No es una dirección
gateways-wrong-only-plain = Solo «Sin cifrado», más abajo
gateways-wrong-block = El bloque es { $block }
gateways-wrong-network-taken = Es la dirección de { $name }
gateways-wrong-length = De { $min } a { $max } caracteres
gateways-wrong-number = De { $min } a { $max }
gateways-wrong-login = No aceptada
gateways-wrong-rights = Faltan permisos
gateways-wrong-unreachable = Allí no responde nadie
gateways-wrong-silent = No dice nada
gateways-wrong-product = Allí responde otra cosa
gateways-wrong-tls = Allí no hay cifrado
gateways-wrong-other = Así no funciona
gateways-step-place = Qué y dónde
gateways-step-access = Acceso
gateways-step-trial = Prueba
gateways-step-push = Plan y envío
gateways-step-guide = Guía
gateways-next = Siguiente
gateways-back = Atrás
gateways-try = Probar
gateways-trying = Preguntando a la pasarela quién es…
gateways-certificate = Certificado
gateways-certificate-shown = Muestra este certificado. Solo usted responde de él: compárelo en la pasarela, o acéptelo si está seguro de la red.
gateways-certificate-accept = Es el certificado de la pasarela
gateways-certificate-accept-help = Desde ahora solo se habla con quien lo muestre.
gateways-certificate-title = ¿Aceptar este certificado?
gateways-certificate-leave = No aceptarlo
gateways-certificate-changed-what = La pasarela muestra otro certificado que antes. Si se restableció, cambió o actualizó, es normal. Si nadie hizo nada, alguien puede estar escuchando en medio: entonces no lo acepte.
gateways-certificate-known = Conocido hasta ahora
gateways-certificate-now = Mostrado ahora
gateways-certificate-first = Su certificado aún no está aceptado
gateways-certificate-first-do = No se escribe nada en un desconocido. El estado muestra el certificado y pregunta por él; después envíe.
gateways-certificate-accepted = El certificado está aceptado.
gateways-nothing-changed-yet = Todavía no se ha cambiado nada allí. Una vez añadida verá lo que Innkeeper escribiría, y podrá enviarlo.
gateways-search-title = Buscarlo
gateways-search = Buscar en la red
gateways-search-where = Pregunta a cada dirección de las redes de este PC ({ $networks }) si hay allí la página de una pasarela. No se entra en ninguna parte y nada sale de la casa.
gateways-search-nowhere = Este PC no está en ninguna red privada en la que buscar. Escriba la dirección.
gateways-searching = Buscando…
gateways-search-done = { $done } de { $total }
gateways-search-stop = Parar
gateways-search-none = No se encontró nada. La pasarela puede estar en otra red o tener su página cerrada: escriba su dirección.
gateways-found-unknown = Equipo desconocido con página
gateways-take = Usar
gateways-added-plan = «{ $name }» está añadida. Allí aún no ha cambiado nada: mire el plan y envíe.
gateways-added-guide = «{ $name }» está añadida. Configúrela como dice esta guía.
gateways-saved = «{ $name }» está guardada.
gateways-new-secret = El secreto es otro
gateways-new-secret-push = Desde que guarde hasta el próximo envío ningún huésped podrá entrar allí: envíe enseguida.
gateways-new-secret-type = Hasta que se escriba el mismo secreto en la pasarela ningún huésped podrá entrar allí.
gateways-tab-state = Estado
gateways-tab-plan = Plan y envío
gateways-tab-online = En línea
gateways-tab-history = Historial
gateways-tab-guide = Qué escribir allí
gateways-doctor = Lo que hay entre un huésped y esta pasarela
gateways-examine = Examinar de nuevo
gateways-examining = Examinando la pasarela…
gateways-facts = La pasarela
gateways-mode = Tickets
gateways-mode-users = guardados en la pasarela
gateways-mode-radius = se pregunta a Innkeeper en cada acceso
gateways-pushed = Último envío
gateways-fix-pin = Aceptar el certificado
gateways-fix-page = Usar esta página
gateways-page-used = Los códigos QR de los nuevos vales llevan a esta página de acceso.
gateways-fix-push = Enviar
gateways-no-interface = Innkeeper no tiene acceso allí
gateways-no-interface-do = Es solo un cliente RADIUS: se configura a mano. La guía dice qué escribir y dónde.
gateways-planning = Comparando lo que hay con lo que debe haber…
gateways-plan-counts = { $add } por añadir, { $change } por cambiar, { $remove } por quitar
gateways-plan-right = { $count ->
    [one] 1 cosa está como debe.
   *[other] { $count } cosas están como deben.
}
gateways-more-steps = y { $count } más
gateways-nothing-to-do = No hay nada que enviar.
gateways-look-again = Mirar de nuevo
gateways-pushing = Enviando…
gateways-push-failed = El envío no terminó; se puede repetir
gateways-counts = { $add } añadidos, { $change } cambiados, { $remove } quitados
gateways-refused = { $count ->
    [one] 1 rechazado
   *[other] { $count } rechazados
}
gateways-conflict = { $kind } { $name }: no lo hizo este Innkeeper
gateways-gaps = { $count ->
    [one] 1 cosa no puede estar allí como debe
   *[other] { $count } cosas no pueden estar allí como deben
}
gateways-gap = { $kind } { $name }: { $why }
gateways-lack-limit = no lleva ese límite ({ $field }); lo vigila Innkeeper
gateways-lack-clipped = { $field } es más de lo que admite; recibe { $to }
gateways-lack-missing = { $what } no está allí y no se puede crear
gateways-lack-name = no admite ese nombre
gateways-event-added = Añadido
gateways-event-linked = Se indicó su interfaz
gateways-event-changed = Ajustes cambiados
gateways-event-secret = otro secreto
gateways-event-pinned = Certificado aceptado
gateways-event-pushed = Enviado
gateways-event-drifted = Alguien lo cambió allí
gateways-event-cut = { $count ->
    [one] 1 sesión cortada
   *[other] { $count } sesiones cortadas
}
gateways-asking-online = Preguntando quién está en línea…
gateways-nobody = Aquí no hay nadie en línea
gateways-nobody-reported = En cuanto un huésped entre por esta pasarela, su dispositivo aparecerá aquí.
gateways-nobody-there = Se ha preguntado a la propia pasarela. En cuanto entre un huésped, mire de nuevo.
gateways-guest = Ticket
gateways-ip = Dirección IP
gateways-not-ours = no es de nuestros tickets
gateways-cut = Cortar
gateways-cut-done = El huésped está cortado; la pasarela lo confirma.
gateways-cut-left = La pasarela dice que el huésped sigue ahí.
gateways-cut-asked = Se pide a la pasarela que corte la sesión.
gateways-guide-secret = Escribir el secreto
gateways-guide-secret-help = Quien lea la página podrá hacerse pasar por la pasarela.
gateways-guide-copy = Copiar
gateways-guide-text = Guardar como texto
gateways-guide-print = PDF para imprimir
gateways-guide-kept = Escrito en { $file }
gateways-guide-no-server = No se puede averiguar con qué dirección encuentra la pasarela este PC: escríbala arriba.
gateways-removed = «{ $name }» está quitado.
gateways-remove-title = ¿Quitar «{ $name }»?
gateways-keep = Conservarlo
gateways-remove-what = Desde entonces sus accesos no reciben respuesta. Lo ya informado queda en los tickets.
gateways-remove-stays = Lo que Innkeeper escribió en la pasarela se queda allí: servidor RADIUS, direcciones abiertas, perfiles, tickets. Quítelo allí a mano; todo lleva una nota que empieza por «innkeeper».
gateways-removing = Quitando …
gateways-withdraw = Retirar de ella lo que hizo Innkeeper
gateways-remove-withdraws = Se quitan de allí el servidor RADIUS, las direcciones abiertas, los perfiles y los tickets que hizo Innkeeper, y se corta a los huéspedes cuyos tickets guarda. Lo que hizo su dueño se queda.
gateways-remove-by-hand = Lo que se escribió a mano en la pasarela se queda allí.
gateways-remove-online = { $count ->
    [one] Ahora hay 1 dispositivo en línea allí.
   *[other] Ahora hay { $count } dispositivos en línea allí.
}
