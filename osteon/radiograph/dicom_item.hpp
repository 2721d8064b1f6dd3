// Values out of a DICOM data set, for the sources named dicom*: what is absent is empty.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

class DcmItem;
class DcmTagKey;

namespace osteon {

/// Readies DCMTK, once for the process: its codecs are registered and its log is silent, since a
/// library does not print. May be called from several threads.
void start_dcmtk();

/// Without the padding around it, and printable. One value of several, counted from 0.
std::string text_of(DcmItem& item, const DcmTagKey& tag, unsigned which = 0);

/// A decimal string.
std::optional<double> decimal_of(DcmItem& item, const DcmTagKey& tag, unsigned which = 0);

/// US or SS, whichever the file took; a negative number only where it took SS.
std::optional<int> number_of(DcmItem& item, const DcmTagKey& tag, unsigned which = 0);

/// US, SS or OW as unsigned 16-bit words.
std::vector<std::uint16_t> words_of(DcmItem& item, const DcmTagKey& tag);

/// Null where the sequence is absent or empty. Lives as long as `item`.
DcmItem* first_item_of(DcmItem& item, const DcmTagKey& sequence);

}  // namespace osteon
