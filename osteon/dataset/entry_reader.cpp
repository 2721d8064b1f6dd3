#include "osteon/dataset/entry_reader.hpp"

#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/dataset/sources.hpp"

namespace osteon {
namespace {

std::string known_kinds() {
  std::string kinds;
  for (const Source& source : sources())
    kinds += fmt::format("{}{}:PATH ({})", kinds.empty() ? "" : ", ", source.name, source.layout);
  return kinds;
}

/// The source's table row and what it is to open.
struct Named {
  const Source* source;
  std::filesystem::path path;
};

Named named(const std::string& text) {
  const auto colon = text.find(':');
  if (colon != std::string::npos)
    for (const Source& source : sources())
      if (text.substr(0, colon) == source.name) return {&source, text.substr(colon + 1)};

  if (std::filesystem::exists(text)) {
    for (const Source& source : sources())
      if (source.recognises(text)) return {&source, text};
    throw Error(ErrorCode::bad_argument,
                fmt::format("{} is laid out like no dataset that is known; there are: {}", text,
                            known_kinds()));
  }
  if (colon != std::string::npos)
    throw Error(ErrorCode::bad_argument, fmt::format("'{}' is no kind of dataset; there are: {}",
                                                     text.substr(0, colon), known_kinds()));
  throw Error(ErrorCode::unreadable, fmt::format("{}: no such file or folder", text));
}

/// Refuses a source that turns out to hold nothing.
class NeverEmpty : public EntryReader {
 public:
  NeverEmpty(std::unique_ptr<EntryReader> reader, Named named)
      : reader_(std::move(reader)), named_(std::move(named)) {}

  std::optional<Entry> next() override {
    auto entry = reader_->next();
    if (!entry && !any_)
      throw Error(ErrorCode::bad_argument,
                  fmt::format("{} holds no labelled radiograph; {} is {}", named_.path.string(),
                              named_.source->name, named_.source->layout));
    any_ = true;
    return entry;
  }

  Dataset about() const override { return reader_->about(); }

 private:
  std::unique_ptr<EntryReader> reader_;
  Named named_;
  bool any_ = false;
};

}  // namespace

std::unique_ptr<EntryReader> open_entries(const std::string& source) {
  const Named what = named(source);
  if (!std::filesystem::exists(what.path))
    throw Error(ErrorCode::unreadable,
                fmt::format("{}: no such file or folder", what.path.string()));
  return std::make_unique<NeverEmpty>(what.source->open(what.path), what);
}

}  // namespace osteon
