// What the pack is, what it reads, and what the service takes.
#include <nlohmann/json.hpp>

#include "osteon/base/file.hpp"
#include "osteon/radiograph/formats.hpp"
#include "osteon/service/site.hpp"

namespace osteon::service {
namespace {

using json = nlohmann::ordered_json;

std::string card_of(const Pack& pack) {
  try {
    return read_text(pack.folder / "README.md");
  } catch (const Error&) {
    return {};  // a card is not required of a pack
  }
}

json pack_json(const Site& site) {
  const Pack& pack = site.detector.pack();
  const Limits& limits = site.settings.limits;
  json thresholds = json::object();
  for (const Expert& expert : pack.experts)
    thresholds[expert.part] = {{"sensitive", expert.thresholds.sensitive},
                               {"specific", expert.thresholds.specific}};
  json names = json::array();
  for (const Format& format : formats()) names.push_back(format.name);
  json provenance = json::parse(pack.provenance, nullptr, false);
  if (provenance.is_discarded()) provenance = nullptr;
  return {{"name", pack.name},
          {"version", pack.version},
          {"target", pack.target},
          {"weights", site.maker.weights},
          {"precision", site.maker.precision},
          {"parts", pack.router.parts},
          {"answer_above", pack.router.answer_above},
          {"thresholds", std::move(thresholds)},
          {"card", card_of(pack)},
          {"input",
           {{"formats", std::move(names)},
            {"least_side", least_side},
            {"most_pixels", limits.max_pixels},
            {"most_file_bytes", limits.file_bytes},
            {"most_request_bytes", limits.request_bytes},
            {"most_files", limits.files}}},
          {"disclaimer", disclaimer},
          {"osteon", OSTEON_VERSION},
          {"provenance", std::move(provenance)}};
}

}  // namespace

void add_pack_routes(Routes& routes, Site& site) {
  routes.add({.method = "GET",
              .pattern = "/api/v1/pack",
              .tag = "pack",
              .summary = "The model pack: what it reads, how it was made, how good it is; and what "
                         "the service takes.",
              .replies = {{200, "The pack.", json_type, "Pack"}},
              .handle = [&site](const Request&) { return json_response(pack_json(site)); }});
}

}  // namespace osteon::service
