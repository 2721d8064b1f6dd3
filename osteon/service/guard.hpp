// Who asks, and whether the request can have come from where it should.
#pragma once

#include <chrono>
#include <string>

#include "osteon/service/site.hpp"

namespace osteon::service {

/// Fills in who asks, from the session's cookie or a bearer token.
/// \throws Problem(421) for a host that is not this service: a page of a stranger whose name was
///         made to point here (DNS rebinding) sends one
/// \throws Problem(403) for a change that a page of another origin asks for, or that a cookie asks
///         for without the header X-Osteon, which no form can set
/// \throws Problem(401) when the route needs somebody and nobody is known, (403) for a reader where
///         an administrator is needed
void admit(Site& site, const Route& route, Request& request);

/// The address that a proxy in front says the request came from, where one is announced.
std::string client_of(const Settings& settings, const Request& request);

/// Whether a secret is Settings::key; takes as long for a wrong one.
bool is_key(const Settings& settings, const std::string& secret);

/// The value of Set-Cookie.
std::string session_cookie(const std::string& secret, bool secure, std::chrono::seconds length);
/// What the request's session cookie holds; empty without one.
std::string session_secret(const Request& request);

/// Whether only this machine can reach what listens there: localhost, ::1, or an address 127.x.x.x;
/// no other name, whatever it begins with.
bool is_loopback(const std::string& host);

/// The value of a cookie in the header `Cookie`; empty without it.
std::string cookie_named(std::string_view header, std::string_view name);
/// A Host header or an Origin without scheme, without the port: "[::1]:80" gives "::1".
std::string host_name(std::string_view host);

}  // namespace osteon::service
