#include "osteon/service/http/tls.hpp"

#include <fmt/format.h>
#include <openssl/err.h>

#include "osteon/base/error.hpp"

namespace osteon::service {
namespace {

std::string last_reason() {
  const char* reason = ERR_reason_error_string(ERR_get_error());
  ERR_clear_error();
  return reason != nullptr ? reason : "no reason given";
}

}  // namespace

TlsContext make_tls(const std::filesystem::path& certificate, const std::filesystem::path& key) {
  TlsContext context(SSL_CTX_new(TLS_server_method()));
  if (!context) throw Error(ErrorCode::internal, "TLS cannot be set up: " + last_reason());
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_mode(context.get(),
                   SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  if (SSL_CTX_use_certificate_chain_file(context.get(), certificate.c_str()) != 1)
    throw Error(ErrorCode::bad_argument, fmt::format("--tls-cert {}: {}; a PEM file is wanted",
                                                     certificate.string(), last_reason()));
  if (SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1)
    throw Error(ErrorCode::bad_argument,
                fmt::format("--tls-key {}: {}; a PEM file without a pass phrase, of the "
                            "certificate's own key, is wanted",
                            key.string(), last_reason()));
  return context;
}

}  // namespace osteon::service
