#include "osteon/radiograph/dicom_lookup.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <dcmtk/config/osconfig.h>
// osconfig.h comes first in every use of DCMTK.
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/radiograph/dicom_item.hpp"

namespace osteon {

std::uint16_t Lookup::at(double input) const {
  const double last = static_cast<double>(entries.size() - 1);
  const double index = std::clamp(std::round(input - first), 0.0, last);
  return entries[static_cast<std::size_t>(index)];
}

Lookup lookup_of(DcmItem& item, const DcmTagKey& descriptor, const DcmTagKey& data,
                 bool input_is_signed) {
  const auto declared = words_of(item, descriptor);
  if (declared.size() != 3)
    throw Error(ErrorCode::unreadable,
                fmt::format("damaged DICOM object: a look-up table is described by {} numbers "
                            "instead of 3; send or copy it again",
                            declared.size()));
  // 65536 does not fit into the field, and is written as 0.
  const std::size_t count = declared[0] == 0 ? 65536 : declared[0];
  Lookup lookup{.first = input_is_signed ? static_cast<std::int16_t>(declared[1]) : declared[1],
                .bits = declared[2] <= 8 ? 8 : 16,
                .entries = words_of(item, data)};
  if (lookup.bits == 8 && lookup.entries.size() < count) {
    // Two entries in each word, the first in its lower half.
    std::vector<std::uint16_t> entries;
    for (const std::uint16_t word : lookup.entries) {
      entries.push_back(word & 0xFF);
      entries.push_back(word >> 8);
    }
    lookup.entries = std::move(entries);
  }
  if (lookup.entries.size() < count)
    throw Error(ErrorCode::unreadable,
                fmt::format("damaged DICOM object: a look-up table declares {} entries and holds "
                            "{}; send or copy it again",
                            count, lookup.entries.size()));
  lookup.entries.resize(count);
  const auto brightest = static_cast<std::uint16_t>((1 << lookup.bits) - 1);
  for (std::uint16_t& entry : lookup.entries) entry = std::min(entry, brightest);
  return lookup;
}

}  // namespace osteon
