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

## Desk

## Tickets (list)

## Ticket (one)

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
refused-cancelled = El ticket se anuló. Emita uno nuevo.
refused-no-product = La cuenta no tiene producto. Recárguela.
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
refused-guest-closed = La Wi-Fi de invitados está cerrada en este momento. Consulte en recepción.
refused-guest-cancelled = Este ticket se ha anulado. Consulte en recepción.
refused-guest-buy = Este ticket ya se ha usado. Pida otro en recepción.
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

## Widgets and frame

app-name = Innkeeper
# The names with spaces between, from Monday on and from January on.
days-of-week = lu ma mi ju vi sá do
months-of-year = enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre

## Errors

## Command line

warning-zero-time = Cero días y horas, o cero meses, significan ningún tiempo: el invitado caduca en la primera conexión. Elija Ilimitado si eso es lo que quiere.
warning-expires-on-activation = El producto caduca al activarse: el invitado debe elegir otro en el primer acceso.
warning-may-stay-valid = El valor es negativo, pero en algunas fechas el invitado sigue siendo válido hasta el final del día o del mes. Con { $days } días o menos nunca ocurre.
warning-last-day = Un invitado del último día del mes solo tiene ese día. Días y horas hasta fin de mes, con algunos días, es más justo.
warning-total-never-usable = El producto caduca al activarse, así que su total nunca puede usarse; aun así una recarga puede recuperarlo.
warning-notification = No hay caducidad de la que avisar: el aviso no tiene efecto.
warning-one-login-subscription = Vendido por suscripción, no se respeta el acceso único.
