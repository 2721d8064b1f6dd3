// TLS for the door: the certificate, and one connection's session.
#pragma once

#include <filesystem>
#include <memory>

#include <openssl/ssl.h>

namespace osteon::service {

struct TlsDeleter {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* session) const { SSL_free(session); }
};
using TlsContext = std::unique_ptr<SSL_CTX, TlsDeleter>;
using TlsSession = std::unique_ptr<SSL, TlsDeleter>;

/// TLS 1.2 and above. \param certificate  PEM, with the chain after it
/// \throws Error(bad_argument) when a file cannot be read or the two do not belong together
TlsContext make_tls(const std::filesystem::path& certificate, const std::filesystem::path& key);

}  // namespace osteon::service
