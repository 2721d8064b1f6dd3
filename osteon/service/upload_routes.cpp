// POST /api/v1/radiographs: radiographs in, acknowledged once they are on the disk.
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>
#include <sys/statvfs.h>

#include "osteon/radiograph/read.hpp"
#include "osteon/service/records_json.hpp"
#include "osteon/service/site.hpp"
#include "osteon/service/upload.hpp"

namespace osteon::service {
namespace {

using json = nlohmann::ordered_json;

std::int64_t content_length(const Request& request) {
  const std::string text = request.header("Content-Length");
  std::int64_t length = -1;
  std::from_chars(text.data(), text.data() + text.size(), length);
  if (length < 0)
    throw Problem(411, "length_required", "an upload says its length in Content-Length");
  return length;
}

void check_room(const Site& site, std::int64_t bytes) {
  const Limits& limits = site.settings.limits;
  if (bytes > limits.request_bytes)
    throw Problem(413, "too_large",
                  fmt::format("the request has {} MiB, more than {} MiB; send fewer files at once",
                              bytes >> 20, limits.request_bytes >> 20));
  struct statvfs disk {};
  if (::statvfs(site.settings.data.c_str(), &disk) != 0) return;
  const auto room = static_cast<std::int64_t>(disk.f_bavail * disk.f_frsize);
  // On its way an upload lies there twice.
  if (room - 2 * bytes < limits.least_free)
    throw Problem(507, "disk_full",
                  fmt::format("the disk has {} MiB left, and {} MiB are kept free", room >> 20,
                              limits.least_free >> 20),
                  60);
}

void check_part(const Site& site, const std::string& part) {
  const Pack& pack = site.detector.pack();
  if (!part.empty() && pack.expert_for(part) == nullptr)
    throw bad_request(fmt::format("the pack {} reads {}, not the part that was given", pack.name,
                                  fmt::join(pack.router.parts, ", ")));
}

struct Wanted {
  std::string study;
  std::string part;
};

json take(Site& site, const Request& request, const UploadedFile& file,
          std::span<const std::byte> bytes, const Wanted& wanted) {
  if (file.problem) throw Problem(*file.problem);
  if (bytes.empty())
    throw Problem(Error(ErrorCode::unreadable, "the file is empty; send it again"));
  if (!may_be_radiograph(bytes))
    throw Problem(Error(ErrorCode::unsupported,
                        "the file is no PNG, JPEG, TIFF or DICOM; these four are read here"));
  const Added added = site.store.add(
      {.name = file.name,
       .bytes = bytes,
       .study = wanted.study,
       .study_key = study_of(bytes, {.max_pixels = site.settings.limits.max_pixels}).digest(),
       .part = wanted.part,
       .pack = site.maker.weights},
      request.user);
  site.metrics.upload(added.known);
  return {{"name", file.name},
          {"id", added.id},
          {"study", added.study},
          {"status", added.known ? "done" : "waiting"},
          {"known", added.known}};
}

Response upload(Site& site, const Request& request) {
  if (const int seconds = site.uploads.take(request.client); seconds > 0)
    throw Problem(429, "too_many_requests", "this client has sent too many radiographs", seconds);
  check_room(site, content_length(request));
  Upload upload(site.settings.limits, site.settings.data / "uploads");
  MultipartReader reader(request.header("Content-Type"), upload);
  request.read_body([&](std::string_view piece) { reader.feed(piece); });
  reader.finish();
  if (upload.files().empty()) throw bad_request("the upload holds no file");
  const int files = static_cast<int>(upload.files().size());
  site.uploads.take(request.client, files - 1);

  const Wanted wanted{.study = upload.field("study"), .part = upload.field("part")};
  check_part(site, wanted.part);
  const MappedFile mapped = upload.map();
  const auto bytes_of = [&](const UploadedFile& file) {
    return file.problem ? std::span<const std::byte>()
                        : mapped.bytes().subspan(static_cast<std::size_t>(file.begin),
                                                 static_cast<std::size_t>(file.size));
  };
  json items = json::array();
  std::optional<Problem> first;
  int taken = 0;
  for (const UploadedFile& file : upload.files()) {
    try {
      items.push_back(take(site, request, file, bytes_of(file), wanted));
      ++taken;
    } catch (...) {
      const Problem problem = problem_of(std::current_exception());
      items.push_back({{"name", file.name}, {"problem", problem.json()}});
      if (!first) first = problem;
    }
  }
  if (taken > 0) site.waiting.ring();
  if (taken == 0 && files == 1) throw Problem(*first);
  Response response =
      json_response({{"items", std::move(items)}}, taken > 0 ? 202 : first->status());
  if (taken == 0 && first->retry_after() > 0)
    response.headers.emplace_back("Retry-After", std::to_string(first->retry_after()));
  return response;
}

}  // namespace

void add_upload_routes(Routes& routes, Site& site) {
  routes.add({.method = "POST",
              .pattern = "/api/v1/radiographs",
              .tag = "radiographs",
              .summary = "Sends radiographs to be read: PNG, JPEG, TIFF or DICOM. They are on the "
                         "disk when this is answered.",
              .body_type = "multipart/form-data",
              .body_schema = "Upload",
              .replies = {{202, "Taken, or known from before; one item for each file, in order.",
                           json_type, "UploadAnswer"},
                          {413, "More than the limits allow.", problem_type, "Problem"},
                          {415, "Not a form, or no image format that is read here.", problem_type,
                           "Problem"},
                          {422, "Files that cannot be used.", problem_type, "Problem"},
                          {429, "Too many from this client.", problem_type, "Problem"},
                          {503, "The queue is full.", problem_type, "Problem"},
                          {507, "The disk is full.", problem_type, "Problem"}},
              .handle = [&site](const Request& request) { return upload(site, request); }});
}

}  // namespace osteon::service
