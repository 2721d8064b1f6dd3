#include "osteon/service/http/problem.hpp"

#include <new>

#include <nlohmann/json.hpp>

#include "osteon/store/store.hpp"

namespace osteon::service {

Problem::Problem(int status, std::string code, std::string detail, int retry_after)
    : status_(status),
      code_(std::move(code)),
      detail_(std::move(detail)),
      retry_after_(retry_after) {}

Problem::Problem(const Error& error)
    : Problem(meaning_of(error.code()).http_status, std::string(meaning_of(error.code()).name),
              error.what(), error.code() == ErrorCode::busy ? 2 : 0) {}

nlohmann::ordered_json Problem::json() const {
  // No page describes the codes one by one, so that the type is RFC 9457's own for "see the title".
  return {{"type", "about:blank"},
          {"title", status_phrase(status_)},
          {"status", status_},
          {"detail", detail_},
          {"code", code_}};
}

std::string status_phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 411:
      return "Length Required";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 421:
      return "Misdirected Request";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 507:
      return "Insufficient Storage";
    default:
      return "Error";
  }
}

Problem problem_of(std::exception_ptr thrown) {
  try {
    std::rethrow_exception(std::move(thrown));
  } catch (const Problem& problem) {
    return problem;
  } catch (const QueueFull& error) {
    return {503, "queue_full", error.what(), 5};
  } catch (const DiskFull& error) {
    return {507, "disk_full", error.what(), 60};
  } catch (const Error& error) {
    return Problem(error);
  } catch (const std::bad_alloc&) {
    return {503, "busy", "there is not enough memory at the moment; ask again", 5};
  } catch (const std::exception&) {
    return {500, "internal", "something went wrong in the service; its log says when"};
  }
}

std::string words_of(std::exception_ptr thrown) {
  try {
    std::rethrow_exception(std::move(thrown));
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "something that is no exception";
  }
}

Problem not_found(const std::string& what) {
  return {404, "not_found", "there is no " + what + " here"};
}

Problem bad_request(const std::string& detail) { return {400, "bad_argument", detail}; }

}  // namespace osteon::service
