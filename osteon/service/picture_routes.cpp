// A radiograph as pictures: its pixels, a thumbnail, what was found drawn in, a report.
#include <bit>
#include <cmath>
#include <cstring>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "osteon/radiograph/read.hpp"
#include "osteon/report/forms.hpp"
#include "osteon/service/answer.hpp"
#include "osteon/service/records_json.hpp"
#include "osteon/service/shrink.hpp"
#include "osteon/service/site.hpp"
#include "osteon/service/times.hpp"

namespace osteon::service {
namespace {

static_assert(std::endian::native == std::endian::little, "pixels are sent as they lie in memory");

/// Pictures of a radiograph never change; they are for its reader alone.
const std::pair<std::string, std::string> keep_for_a_day{"Cache-Control", "private, max-age=86400"};

Radiograph decoded(Site& site, const std::string& id) {
  const auto bytes = site.store.content(id);
  if (!bytes) throw not_found("radiograph of this id");
  return read_radiograph(*bytes, {.max_pixels = site.settings.limits.max_pixels});
}

StoredReading reading_of(Site& site, const RadiographRecord& record) {
  if (!record.finding) throw not_found("finding of this radiograph yet");
  return stored_reading(*record.finding, site.store.heatmap(record.id).value_or(Bytes{}));
}

Response pixels(Site& site, const Request& request) {
  const int longest = static_cast<int>(request.asked_number("longest", 2048, 16, 8192));
  const RadiographRecord record = radiograph_of(site, request);
  const auto place = site.darkroom.enter();
  const Shrunk shrunk = shrink(decoded(site, record.id), longest);
  site.store.record(request.user, "view", record.id);
  Response response{.type = "application/octet-stream"};
  response.body.resize(shrunk.values.size() * sizeof(std::uint16_t));
  std::memcpy(response.body.data(), shrunk.values.data(), response.body.size());
  response.headers = {{"X-Osteon-Width", std::to_string(shrunk.extent.width)},
                      {"X-Osteon-Height", std::to_string(shrunk.extent.height)},
                      keep_for_a_day};
  return response;
}

Response thumbnail(Site& site, const Request& request) {
  const RadiographRecord record = radiograph_of(site, request);
  auto png = site.thumbnails.find(record.id);
  if (!png) {
    const auto place = site.darkroom.enter();
    png = thumbnail_png(decoded(site, record.id));
    site.thumbnails.keep(record.id, *png);
  }
  return {.type = "image/png", .body = *std::move(png), .headers = {keep_for_a_day}};
}

Response overlay(Site& site, const Request& request) {
  const RadiographRecord record = radiograph_of(site, request);
  const StoredReading stored = reading_of(site, record);
  const auto place = site.darkroom.enter();
  std::string png = overlay_png(decoded(site, record.id), stored.reading, stored.maker);
  site.store.record(request.user, "view", record.id);
  return {.type = "image/png", .body = std::move(png)};
}

std::string opinion_line(const RadiographRecord& record) {
  if (!record.opinion) return {};
  const Opinion& opinion = *record.opinion;
  std::string line = fmt::format("{} ({}, {})", judgement_word(opinion.judgement), opinion.by,
                                 for_people(opinion.at));
  return opinion.comment.empty() ? line : line + ": " + opinion.comment;
}

Response report(Site& site, const Request& request) {
  const RadiographRecord record = radiograph_of(site, request);
  const StoredReading stored = reading_of(site, record);
  const auto place = site.darkroom.enter();
  std::string pdf = report_pdf(decoded(site, record.id), stored.reading, stored.maker,
                               {.name = record.name,
                                .received = for_people(record.received),
                                .opinion = opinion_line(record)});
  site.store.record(request.user, "view", record.id);
  return {.type = "application/pdf",
          .body = std::move(pdf),
          .headers = {{"Content-Disposition", "inline; filename=\"finding.pdf\""}}};
}

Response heatmap(Site& site, const Request& request) {
  const RadiographRecord record = radiograph_of(site, request);
  if (!record.finding) throw not_found("finding of this radiograph yet");
  return json_response(heatmap_json(site.store.heatmap(record.id).value_or(Bytes{})));
}

/// The bytes as they were uploaded; never shown by a browser as anything but a download.
Response file(Site& site, const Request& request) {
  const RadiographRecord record = radiograph_of(site, request);
  const auto place = site.darkroom.enter();
  const auto bytes = site.store.content(record.id);
  if (!bytes) throw not_found("radiograph of this id");
  site.store.record(request.user, "view", record.id);
  return {.type = "application/octet-stream",
          .body = std::string(reinterpret_cast<const char*>(bytes->data()), bytes->size()),
          .headers = {{"Content-Disposition", "attachment"}}};
}

}  // namespace

void add_picture_routes(Routes& routes, Site& site) {
  const Reply missing{404, "There is none of this id, or it has no finding.", problem_type,
                      "Problem"};
  const Reply unusable{422, "The file cannot be used.", problem_type, "Problem"};
  const Reply busy{503, "Too much is being drawn.", problem_type, "Problem"};
  const std::string binary = R"({"type":"string","format":"binary"})";
  const auto add = [&](const std::string& what, const std::string& summary,
                       std::vector<Parameter> query, const std::string& type,
                       const std::string& schema, Response (*handle)(Site&, const Request&)) {
    routes.add(
        {.method = "GET",
         .pattern = "/api/v1/radiographs/{id}/" + what,
         .tag = "pictures",
         .summary = summary,
         .query = std::move(query),
         .replies = {{200, "It.", type, schema}, missing, unusable, busy},
         .handle = [&site, handle](const Request& request) { return handle(site, request); }});
  };
  add("pixels",
      "Grey values, 16 bits each, little endian, row by row, bone bright; the headers "
      "X-Osteon-Width and X-Osteon-Height say the size.",
      {{"longest", R"({"type":"integer","minimum":16,"maximum":8192,"default":2048})",
        "The longer side at most; larger ones are averaged down."}},
      "application/octet-stream", binary, pixels);
  add("thumbnail.png", "A small picture.", {}, "image/png", binary, thumbnail);
  add("overlay.png", "The radiograph with what was found drawn in.", {}, "image/png", binary,
      overlay);
  add("report.pdf", "A page to file or to print.", {}, "application/pdf", binary, report);
  add("heatmap", "The probability that each place shows the finding.", {}, json_type, "Heatmap",
      heatmap);
  add("file", "The file as it was uploaded.", {}, "application/octet-stream", binary, file);
}

}  // namespace osteon::service
