#include "osteon/dataset/coco.hpp"

#include <cstdint>
#include <fstream>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "osteon/base/error.hpp"

namespace osteon {
namespace {

using json = nlohmann::json;

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& why) {
  throw Error(ErrorCode::bad_argument, fmt::format("{}: {}", file.string(), why));
}

/// x, y, x, y, …
Outline polygon_of(const json& numbers) {
  Outline outline;
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
    outline.corners.push_back({numbers[i].get<float>(), numbers[i + 1].get<float>()});
  return outline;
}

/// x, y, width, height
Box box_of(const json& numbers) {
  return {.left = numbers.at(0).get<float>(),
          .top = numbers.at(1).get<float>(),
          .width = numbers.at(2).get<float>(),
          .height = numbers.at(3).get<float>()};
}

/// One finding may have come in pieces: each is an outline.
std::vector<Outline> outlines_of(const json& annotation) {
  std::vector<Outline> outlines;
  if (const auto found = annotation.find("segmentation");
      found != annotation.end() && found->is_array())
    for (const json& piece : *found)
      if (piece.size() >= 6) outlines.push_back(polygon_of(piece));
  if (outlines.empty()) outlines.push_back(outline_of(box_of(annotation.at("bbox"))));
  return outlines;
}

}  // namespace

std::map<std::string, std::vector<Outline>> read_coco(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error(ErrorCode::unreadable, fmt::format("{} cannot be opened", file.string()));
  std::map<std::string, std::vector<Outline>> outlines;
  std::size_t number = 0;
  try {
    const json root = json::parse(in);
    std::map<std::int64_t, std::string> names;
    for (const json& image : root.at("images"))
      names[image.at("id").get<std::int64_t>()] = image.at("file_name").get<std::string>();
    for (const json& annotation : root.at("annotations")) {
      ++number;
      const auto image = annotation.at("image_id").get<std::int64_t>();
      const auto name = names.find(image);
      if (name == names.end())
        fail(file,
             fmt::format("annotation {} belongs to image {}, which is not listed", number, image));
      auto& of_image = outlines[name->second];
      for (Outline& outline : outlines_of(annotation)) of_image.push_back(std::move(outline));
    }
  } catch (const json::exception& error) {
    fail(file, number == 0 ? fmt::format("not a COCO file: {}", error.what())
                           : fmt::format("annotation {}: {}", number, error.what()));
  }
  return outlines;
}

OutlineIndex::OutlineIndex(std::filesystem::path coco_file) : file_(std::move(coco_file)) {
  for (auto& [name, outlines] : read_coco(file_))
    by_name_[name] = {.outlines = std::move(outlines), .image = {}};
}

std::vector<Outline> OutlineIndex::of(const std::filesystem::path& image) {
  if (by_name_.empty()) return {};
  const std::string whole = image.generic_string();
  // The whole path first, then without its first folder, and so on.
  for (std::size_t begin = 0;; begin = whole.find('/', begin) + 1) {
    const auto found = by_name_.find(std::string_view(whole).substr(begin));
    if (found != by_name_.end()) {
      auto& [name, drawn] = *found;
      if (!drawn.image.empty() && drawn.image != whole)
        fail(file_, fmt::format("'{}' is the end of two images' paths, {} and {}; give file_name "
                                "with as many folders as tell them apart",
                                name, drawn.image, whole));
      drawn.image = whole;
      return drawn.outlines;
    }
    if (whole.find('/', begin) == std::string::npos) return {};
  }
}

OutlineIndex outlines_beside(const std::filesystem::path& folder, const std::string& preferred) {
  constexpr std::string_view ending = ".coco.json";
  std::set<std::string> names;
  std::error_code unlisted;  // a folder that cannot be listed is for the source to complain of
  for (const auto& entry : std::filesystem::directory_iterator(folder, unlisted))
    if (std::string name = entry.path().filename().string(); name.ends_with(ending))
      names.insert(std::move(name));
  if (names.empty()) return {};
  if (names.contains(preferred)) return OutlineIndex(folder / preferred);
  if (names.size() > 1)
    fail(folder, fmt::format("{} files with outlines ({}); leave only one there{}", names.size(),
                             fmt::join(names, ", "),
                             preferred.empty() ? "" : ", or call one " + preferred));
  return OutlineIndex(folder / *names.begin());
}

}  // namespace osteon
