// A DICOM look-up table: modality, VOI or palette.
#pragma once

#include <cstdint>
#include <vector>

class DcmItem;
class DcmTagKey;

namespace osteon {

struct Lookup {
  int first = 0;  ///< the input that the first entry is for
  int bits = 16;  ///< of an entry
  std::vector<std::uint16_t> entries;

  /// Inputs beyond the ends take the entry at that end (PS3.3 C.11.1.1.1).
  std::uint16_t at(double input) const;
};

/// \param input_is_signed  how the first input is to be understood, whatever its representation
/// \throws Error(unreadable) when descriptor and data do not fit each other
Lookup lookup_of(DcmItem& item, const DcmTagKey& descriptor, const DcmTagKey& data,
                 bool input_is_signed);

}  // namespace osteon
