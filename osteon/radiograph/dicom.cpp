#include "osteon/radiograph/dicom.hpp"

#include <utility>

#include <dcmtk/config/osconfig.h>
// osconfig.h comes first in every use of DCMTK.
#include <dcmtk/dcmdata/dcistrmb.h>
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/radiograph/dicom_acquisition.hpp"
#include "osteon/radiograph/dicom_grey.hpp"
#include "osteon/radiograph/dicom_item.hpp"
#include "osteon/radiograph/dicom_kind.hpp"
#include "osteon/radiograph/dicom_pixels.hpp"
#include "osteon/radiograph/dicom_structure.hpp"

namespace osteon {
namespace {

/// Room for 16-bit colour and for what surrounds the pixels.
std::size_t most_inflated(const ReadLimits& limits) {
  constexpr std::size_t attributes = 16 << 20;
  return 6 * static_cast<std::size_t>(limits.max_pixels) + attributes;
}

void parse(const DicomBody& body, DcmDataset& dataset) {
  const bool was_deflated = !body.inflated.empty();
  const E_TransferSyntax syntax =
      was_deflated ? EXS_LittleEndianExplicit : DcmXfer(body.transfer_syntax.c_str()).getXfer();
  DcmInputBufferStream stream;
  // DCMTK would copy pixels that can be taken from where they are.
  const auto bytes = is_uncompressed(body.transfer_syntax) ? body.before_pixels : body.bytes;
  stream.setBuffer(bytes.data(), static_cast<offile_off_t>(bytes.size()));
  stream.setEos();
  dataset.transferInit();
  const OFCondition done = dataset.read(stream, syntax);
  dataset.transferEnd();
  if (done.bad())
    throw Error(ErrorCode::unreadable,
                fmt::format("damaged DICOM object: {}; send or copy it again", done.text()));
}

}  // namespace

bool is_dicom(std::span<const std::byte> bytes) { return looks_like_dicom(bytes); }

Identity study_of_dicom(std::span<const std::byte> bytes, const ReadLimits& limits) {
  start_dcmtk();
  const DicomBody body = dicom_body(bytes, most_inflated(limits));
  require_known_syntax(body.transfer_syntax);
  DcmDataset dataset;
  parse(body, dataset);
  return acquisition_of(dataset).study;
}

Radiograph read_dicom(std::span<const std::byte> bytes, const ReadLimits& limits) {
  start_dcmtk();
  const DicomBody body = dicom_body(bytes, most_inflated(limits));
  require_known_syntax(body.transfer_syntax);
  DcmDataset dataset;
  parse(body, dataset);

  require_radiograph(dataset, body.has_pixels);
  const StoredPixels pixels = stored_pixels(dataset, body, limits);
  DicomGrey picture = dicom_grey(dataset, pixels);

  Acquisition acquisition = acquisition_of(dataset);
  acquisition.window = picture.window;
  acquisition.bits = pixels.bits;
  return Radiograph(pixels.extent, std::move(picture.grey), std::move(acquisition));
}

}  // namespace osteon
