// net_cert: a self-signed certificate for a test of TLS.
#pragma once

// Writes cert.pem and key.pem into `folder`.
void net_cert_write(const char *folder);
