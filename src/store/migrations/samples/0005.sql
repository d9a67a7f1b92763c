-- key 1da9e3e874b9df4a12bed893f6555c5e6982cbc6d271277d94e9c49f1234a8a0
-- What a program of schema 5 wrote: a ticket of schema 1 that came through the migrations, with one row of what they added.
INSERT INTO location (id, name, time_zone, currency, sector, rooms, language, ssid, wifi_password_sealed, next_serial, auth_mode, decimal_separator, thousands_separator, tax_thousandths, check_out_min, grace_min, revision)
VALUES (x'01a1fd4d496771f7ac1fee1d3948984e', 'Hotel Sol', 'Europe/Madrid', 'EUR', 'hospitality', 80, 'es', 'Sol', x'b02f95fc58d6a7e76bd0cdab910171523db13998a98286c0427050d1705748a2b360cacc0206765a1c74c53a414fddfcc2531beb77', 2, 'operator_registration', 'default', 'default', 10000, 660, 0, 0);
INSERT INTO licence (location, starts_at, ends_at, evaluation)
VALUES (x'01a1fd4d496771f7ac1fee1d3948984e', 1782907200000, 1785499200000, 1);
INSERT INTO policy (id, code, body, archived, version)
VALUES (x'01a1fd4d496e7733a051459a6cd15621', 'standard', '{"id":"01a1fd4d-496e-7733-a051-459a6cd15621","code":"standard","description":"","level":"manager","session_timeout_min":0,"idle_timeout_min":15,"download_kbps":4096,"upload_kbps":1024,"devices":0,"daily_time_min":0,"weekly_time_min":0,"monthly_time_min":0,"daily_data_mb":0,"weekly_data_mb":0,"monthly_data_mb":0,"mikrotik_address_list":null,"attributes":{}}', 0, 1);
INSERT INTO policy_version (id, policy, private, body)
VALUES (1, x'01a1fd4d496e7733a051459a6cd15621', 0, '{"id":"01a1fd4d-496e-7733-a051-459a6cd15621","code":"standard","description":"","level":"manager","session_timeout_min":0,"idle_timeout_min":15,"download_kbps":4096,"upload_kbps":1024,"devices":0,"daily_time_min":0,"weekly_time_min":0,"monthly_time_min":0,"daily_data_mb":0,"weekly_data_mb":0,"monthly_data_mb":0,"mikrotik_address_list":null,"attributes":{}}');
INSERT INTO product (id, code, policy, body, archived, version)
VALUES (x'01a1fd4d496e7733a051459b44bcee36', 'day', x'01a1fd4d496e7733a051459a6cd15621', '{"id":"01a1fd4d-496e-7733-a051-459b44bcee36","code":"day","description":{"es":"Un día"},"policy":"01a1fd4d-496e-7733-a051-459a6cd15621","price_list":{"minor":500,"currency":"EUR"},"recover_residual":"no","injection":false,"erp_code":null,"total_time_min":0,"daily_time_min":60,"weekly_time_min":0,"monthly_time_min":0,"total_data_mb":0,"daily_data_mb":0,"weekly_data_mb":0,"monthly_data_mb":0,"first_day_of_week":1,"mikrotik_profile":null,"mikrotik_address_list":null,"expiration":{"type":"days_hours","days":"1","hours":"0"},"notify_expiration":false,"level":"manager"}', 0, 1);
INSERT INTO product_version (id, product, private, body)
VALUES (1, x'01a1fd4d496e7733a051459b44bcee36', 0, '{"id":"01a1fd4d-496e-7733-a051-459b44bcee36","code":"day","description":{"es":"Un día"},"policy":"01a1fd4d-496e-7733-a051-459a6cd15621","price_list":{"minor":500,"currency":"EUR"},"recover_residual":"no","injection":false,"erp_code":null,"total_time_min":0,"daily_time_min":60,"weekly_time_min":0,"monthly_time_min":0,"total_data_mb":0,"daily_data_mb":0,"weekly_data_mb":0,"monthly_data_mb":0,"first_day_of_week":1,"mikrotik_profile":null,"mikrotik_address_list":null,"expiration":{"type":"days_hours","days":"1","hours":"0"},"notify_expiration":false,"level":"manager"}');
INSERT INTO batch (id, name, created_at, actor)
VALUES (x'01a1fd4d4978723da2bf385460f63565', 'Conference', 1782907200000, 'desk');
INSERT INTO ticket_type (id, name, format, product, price, price_per_day, devices, credentials, use_within_days, user_id_required, position, archived, label, code_length, code_prefix, fields, channels, preselected, hotkey)
VALUES (x'01a1fd4d496e7733a051459cd7cf450a', '24 hours', 'single', x'01a1fd4d496e7733a051459b44bcee36', 500, 300, 2, 'code', 180, 0, 1, 0, '', 10, '', '[]', '["print"]', '["print"]', 1);
INSERT INTO ticket (id, serial, created_at, user_id, user_id_lower, kind, source, ticket_type, price, devices, status, use_by, first_login_at, expires_at, lapses_at, connections, session_seconds, upload_bytes, download_bytes, account, product, product_assigned_at, product_first_login_at, baseline_seconds, baseline_bytes, total_bytes, username_hash, credentials_sealed, product_version, policy_version, end_is_set, batch)
VALUES (x'01a1fd4d4978723da2bf38530c0b8a46', 1, 1782907200000, '214', '214', 0, 0, x'01a1fd4d496e7733a051459cd7cf450a', 500, 2, 1, 1798459200000, 1782907200000, 1782993600000, 1782993600000, 1, 60, 1, 2, x'01a1fd4d4978723da2bf385460f63564', x'01a1fd4d496e7733a051459b44bcee36', 1782907200000, 1782907200000, 0, 0, 1099511627776, x'f4b7f21c2dcd47be901a7a04afac10913638ee2f40544b6ba5accb079a6ed08e', x'5292061091dcd3be03397219377681ad3042a3c2f4af6ac7360623a82401e162dbcac3e962c5a1b89a6d04bf8a7fc683784480', 1, 1, 0, x'01a1fd4d4978723da2bf385460f63565');
INSERT INTO gateway (id, name, vendor, network, secret_sealed, disconnect_port, send_disconnect, allow_missing_ma, swap_octets, interim_seconds)
VALUES (x'01a1fd4d4978723da2bf385548417214', 'lobby', 'mikrotik', '192.0.2.1/32', x'9c9fb7d5a2ec3e2e70a417bcff6401898620b93732502b6e6bd6b7da0c10d5280c1661f45060c2c840336d63c962bd50cdf3', 3799, 1, 0, 0, 300);
INSERT INTO session (id, account, gateway, gateway_address, acct_session_id, username_sealed, mac, calling_station_id, ip, nas, started_at, updated_at, seconds, upload, download)
VALUES (x'01a1fd4d4978723da2bf38561f0a8c17', x'01a1fd4d4978723da2bf385460f63564', x'01a1fd4d4978723da2bf385548417214', '192.0.2.1', '80000001', x'c0e67c70a7baabced8d3c864f4457d07fcfad0e3809adfc472999247eaa180280e33c81cd041435aaaffd3a13d87744aba1e', 187723558162722, 'AA-BB-CC-00-11-22', '10.5.50.2', 'lobby', 1782907200000, 1782907260000, 60, 1, 2);
INSERT INTO usage (account, day, seconds, upload, download)
VALUES (x'01a1fd4d4978723da2bf385460f63564', 739798, 60, 1, 2);
INSERT INTO refusal (id, at, gateway, account, mac, reason)
VALUES (1, 1782907200000, x'01a1fd4d4978723da2bf385548417214', x'01a1fd4d4978723da2bf385460f63564', 187723558162722, '{"reason":"too_many_devices","allowed":2}');
INSERT INTO event (seq, at, actor, kind, subject, after)
VALUES (1, 1782907200000, 'desk', 'ticket.issued', x'01a1fd4d4978723da2bf38530c0b8a46', '{"serial":1}');
INSERT INTO outbox (id, kind, subject, body, created_at, due_at, attempts, state)
VALUES (x'01a1fd4d4978723da2bf3857078b7e08', 'disconnect', x'01a1fd4d4978723da2bf38561f0a8c17', '{"gateway":"lobby"}', 1782907200000, 1782907200000, 0, 'waiting');
INSERT INTO setting (name, value)
VALUES ('key_check', '9cdd31c58f4fb4c8a1cc03d01504abddae91243db4b10cb121d5d6a4872205eb');
INSERT INTO job (id, kind, product, product_version, policy_version, actor, started_at, total, done, changed, last_serial, ended_at, cancelled)
VALUES (1, 'users', x'01a1fd4d496e7733a051459b44bcee36', 1, 1, 'desk', 1782907200000, 1, 1, 0, 1, 1782907200000, 0);
INSERT INTO location_product (product, purchasable, assignable, price, frequency, position)
VALUES (x'01a1fd4d496e7733a051459b44bcee36', 1, 1, 500, 'monthly', 1);
INSERT INTO assignment (id, account, product, at, actor, price, recovered_seconds, recovered_bytes)
VALUES (1, x'01a1fd4d4978723da2bf385460f63564', '{"id":"01a1fd4d-496e-7733-a051-459b44bcee36","code":"day","description":{"es":"Un día"},"policy":"01a1fd4d-496e-7733-a051-459a6cd15621","price_list":{"minor":500,"currency":"EUR"},"recover_residual":"no","injection":false,"erp_code":null,"total_time_min":0,"daily_time_min":60,"weekly_time_min":0,"monthly_time_min":0,"total_data_mb":0,"daily_data_mb":0,"weekly_data_mb":0,"monthly_data_mb":0,"first_day_of_week":1,"mikrotik_profile":null,"mikrotik_address_list":null,"expiration":{"type":"days_hours","days":"1","hours":"0"},"notify_expiration":false,"level":"manager"}', 1782907200000, 'desk', 500, 0, 0);
INSERT INTO renewal (reference, account, at)
VALUES ('booking-7', x'01a1fd4d4978723da2bf385460f63564', 1782907200000);
INSERT INTO contact (gateway, at)
VALUES (x'01a1fd4d4978723da2bf385548417214', 1782907200000);
INSERT INTO outbox_ticket (ticket, row)
VALUES (x'01a1fd4d4978723da2bf38530c0b8a46', x'01a1fd4d4978723da2bf3857078b7e08');
INSERT INTO picture (name, content)
VALUES ('logo', x'89504e47');
