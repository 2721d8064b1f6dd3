#include "osteon/radiograph/read.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"
#include "osteon/radiograph/dicom.hpp"
#include "osteon/radiograph/formats.hpp"

namespace osteon {
namespace {

std::string names_of_formats() {
  std::string names;
  for (const Format& format : formats()) {
    if (!names.empty()) names += ", ";
    names += format.name;
  }
  return names;
}

}  // namespace

bool may_be_radiograph(std::span<const std::byte> bytes) {
  return std::ranges::any_of(formats(),
                             [&](const Format& format) { return format.recognises(bytes); });
}

Identity study_of(std::span<const std::byte> bytes, const ReadLimits& limits) {
  if (!is_dicom(bytes)) return {};
  try {
    return study_of_dicom(bytes, limits);
  } catch (const Error&) {
    return {};  // whoever reads the radiograph says what is wrong with it
  }
}

Radiograph read_radiograph(std::span<const std::byte> bytes, const ReadLimits& limits) {
  if (bytes.empty())
    throw Error(ErrorCode::unreadable, "the file is empty; copy it again from where it came");
  for (const Format& format : formats())
    if (format.recognises(bytes)) return format.read(bytes, limits);
  throw Error(ErrorCode::unreadable,
              fmt::format("not an image in a format that is read here ({})", names_of_formats()));
}

Radiograph read_radiograph(const std::filesystem::path& file, const ReadLimits& limits) {
  const MappedFile mapped(file);
  try {
    return read_radiograph(mapped.bytes(), limits);
  } catch (const Error& error) {
    throw error.during(file.string());
  }
}

}  // namespace osteon
