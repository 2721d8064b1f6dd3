#include "osteon/radiograph/dicom_item.hpp"

#include <cmath>
#include <span>

#include <dcmtk/config/osconfig.h>
// osconfig.h comes first in every use of DCMTK.
#include <dcmtk/dcmdata/dcrledrg.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmjpeg/djdecode.h>
#include <dcmtk/dcmjpls/djdecode.h>
#include <dcmtk/oflog/oflog.h>

#include "osteon/base/error.hpp"
#include "osteon/radiograph/printable.hpp"

namespace osteon {

void start_dcmtk() {
  static const bool knows_tags = [] {
    OFLog::configure(OFLogger::OFF_LOG_LEVEL);
    DcmRLEDecoderRegistration::registerCodecs();
    DJDecoderRegistration::registerCodecs(EDC_photometricInterpretation, EUC_never);
    DJLSDecoderRegistration::registerCodecs(EJLSUC_never);
    return dcmDataDict.isDictionaryLoaded();
  }();
  if (!knows_tags)
    throw Error(ErrorCode::internal,
                "DCMTK found no data dictionary, without which no DICOM file can be understood; "
                "install libdcmtk, or point DCMDICTPATH at its dicom.dic");
}

std::string text_of(DcmItem& item, const DcmTagKey& tag, unsigned which) {
  OFString text;
  if (item.findAndGetOFString(tag, text, which).bad()) return {};
  const auto begin = text.find_first_not_of(" \t");
  if (begin == OFString_npos) return {};
  const auto end = text.find_last_not_of(" \t");
  return printable_ascii({text.c_str() + begin, end - begin + 1});
}

std::optional<double> decimal_of(DcmItem& item, const DcmTagKey& tag, unsigned which) {
  Float64 value = 0;
  if (item.findAndGetFloat64(tag, value, which).bad() || !std::isfinite(value)) return {};
  return value;
}

std::optional<int> number_of(DcmItem& item, const DcmTagKey& tag, unsigned which) {
  Uint16 unsigned_value = 0;
  if (item.findAndGetUint16(tag, unsigned_value, which).good()) return unsigned_value;
  Sint16 signed_value = 0;
  if (item.findAndGetSint16(tag, signed_value, which).good()) return signed_value;
  return {};
}

std::vector<std::uint16_t> words_of(DcmItem& item, const DcmTagKey& tag) {
  unsigned long count = 0;
  const Uint16* words = nullptr;
  if (item.findAndGetUint16Array(tag, words, &count).good() && words != nullptr)
    return {words, words + count};
  const Sint16* signed_words = nullptr;
  if (item.findAndGetSint16Array(tag, signed_words, &count).good() && signed_words != nullptr)
    return {signed_words, signed_words + count};
  return {};
}

DcmItem* first_item_of(DcmItem& item, const DcmTagKey& sequence) {
  DcmItem* found = nullptr;
  return item.findAndGetSequenceItem(sequence, found, 0).good() ? found : nullptr;
}

}  // namespace osteon
