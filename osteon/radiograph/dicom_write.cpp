#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include <dcmtk/config/osconfig.h>
// osconfig.h comes first in every use of DCMTK.
#include <dcmtk/dcmdata/dctk.h>
#include <fmt/format.h>

#include "osteon/base/error.hpp"
#include "osteon/base/file.hpp"
#include "osteon/radiograph/anatomy.hpp"
#include "osteon/radiograph/dicom_item.hpp"
#include "osteon/radiograph/samples.hpp"
#include "osteon/radiograph/write.hpp"

namespace osteon {
namespace {

constexpr int bits_stored = 12;
constexpr float white = (1 << bits_stored) - 1;

void require(const OFCondition& done) {
  if (done.bad())
    throw Error(ErrorCode::bad_argument,
                fmt::format("the radiograph does not fit into a DICOM object: {}", done.text()));
}

void put(DcmItem& item, const DcmTagKey& tag, std::string_view value) {
  require(item.putAndInsertString(tag, std::string(value).c_str()));
}

void put(DcmItem& item, const DcmTagKey& tag, int number) {
  require(item.putAndInsertUint16(tag, static_cast<Uint16>(number)));
}

std::string new_uid(const char* root) {
  std::array<char, 65> uid{};
  return dcmGenerateUniqueIdentifier(uid.data(), root);
}

/// A decimal string holds 16 characters at most.
std::string decimal(double value) { return fmt::format("{:.8g}", value); }

void put_code(DcmItem& item, const DcmTagKey& sequence, std::string_view value,
              std::string_view scheme, std::string_view meaning) {
  DcmItem* code = nullptr;
  require(item.findOrCreateSequenceItem(sequence, code));
  put(*code, DCM_CodeValue, value);
  put(*code, DCM_CodingSchemeDesignator, scheme);
  put(*code, DCM_CodeMeaning, meaning);
}

void put_patient_and_study(DcmDataset& dataset, std::string_view patient) {
  OFString date;
  OFString time;
  DcmDate::getCurrentDate(date);
  DcmTime::getCurrentTime(time);
  put(dataset, DCM_PatientName, patient);
  put(dataset, DCM_PatientID, "DRAWN");
  put(dataset, DCM_PatientBirthDate, "");
  put(dataset, DCM_PatientSex, "O");
  put(dataset, DCM_StudyInstanceUID, new_uid(SITE_STUDY_UID_ROOT));
  put(dataset, DCM_StudyID, "1");
  put(dataset, DCM_AccessionNumber, "");
  put(dataset, DCM_ReferringPhysicianName, "");
  put(dataset, DCM_Modality, "DX");
  put(dataset, DCM_PresentationIntentType, "FOR PRESENTATION");
  put(dataset, DCM_SeriesInstanceUID, new_uid(SITE_SERIES_UID_ROOT));
  put(dataset, DCM_SeriesNumber, "1");
  put(dataset, DCM_Manufacturer, "Osteon");
  put(dataset, DCM_SOPClassUID, UID_DigitalXRayImageStorageForPresentation);
  put(dataset, DCM_SOPInstanceUID, new_uid(SITE_INSTANCE_UID_ROOT));
  put(dataset, DCM_InstanceNumber, "1");
  for (const auto& tag : {DCM_StudyDate, DCM_ContentDate, DCM_AcquisitionDate})
    put(dataset, tag, date.c_str());
  for (const auto& tag : {DCM_StudyTime, DCM_ContentTime, DCM_AcquisitionTime})
    put(dataset, tag, time.c_str());
}

void put_spacing(DcmDataset& dataset, const PixelSpacing& spacing) {
  const std::string text = decimal(spacing.down_mm) + "\\" + decimal(spacing.across_mm);
  put(dataset, DCM_ImagerPixelSpacing, text);
  if (spacing.source == PixelSpacing::Source::detector) return;
  put(dataset, DCM_PixelSpacing, text);
  put(dataset, DCM_PixelSpacingCalibrationType, "FIDUCIAL");
  put(dataset, DCM_PixelSpacingCalibrationDescription, "as given to the writer");
}

/// A DX object for presentation must say which way its rows and columns run. Radiographs are hung
/// as if one faced the patient, who stands upright.
std::string_view orientation_of(std::string_view view) {
  const bool from_the_side = view == "LL" || view == "RL";
  return from_the_side ? "A\\F" : "L\\F";
}

void put_acquisition(DcmDataset& dataset, const Acquisition& acquisition) {
  put(dataset, DCM_BodyPartExamined, acquisition.body_part);
  put(dataset, DCM_ViewPosition, acquisition.view);
  put(dataset, DCM_PatientOrientation, orientation_of(acquisition.view));
  const std::string_view side = letter_of(acquisition.laterality);
  put(dataset, DCM_ImageLaterality, side.empty() ? "U" : side);
  if (const Region* region = find_region_by_word(acquisition.body_part))
    put_code(dataset, DCM_AnatomicRegionSequence, region->code, "SCT", region->meaning);
  // Required to be there, with nothing that a writer of pixels could know.
  for (const auto& tag : {DCM_DetectorType, DCM_DetectorConfiguration, DCM_PositionerType})
    put(dataset, tag, "");
  require(dataset.insertEmptyElement(DCM_AcquisitionContextSequence));
  if (acquisition.spacing) put_spacing(dataset, *acquisition.spacing);
}

void put_pixels(DcmDataset& dataset, const Radiograph& radiograph, bool monochrome1) {
  auto samples = samples_of<std::uint16_t>(radiograph.grey(), white);
  if (monochrome1)
    for (std::uint16_t& sample : samples) sample = static_cast<std::uint16_t>(white - sample);
  put(dataset, DCM_ImageType, "DERIVED\\PRIMARY\\");
  put(dataset, DCM_SamplesPerPixel, 1);
  put(dataset, DCM_PhotometricInterpretation, monochrome1 ? "MONOCHROME1" : "MONOCHROME2");
  put(dataset, DCM_PresentationLUTShape, monochrome1 ? "INVERSE" : "IDENTITY");
  put(dataset, DCM_Rows, radiograph.extent().height);
  put(dataset, DCM_Columns, radiograph.extent().width);
  put(dataset, DCM_BitsAllocated, 16);
  put(dataset, DCM_BitsStored, bits_stored);
  put(dataset, DCM_HighBit, bits_stored - 1);
  put(dataset, DCM_PixelRepresentation, 0);
  put(dataset, DCM_RescaleIntercept, "0");
  put(dataset, DCM_RescaleSlope, "1");
  put(dataset, DCM_RescaleType, "US");
  put(dataset, DCM_PixelIntensityRelationship, "LOG");
  require(dataset.putAndInsertSint16(DCM_PixelIntensityRelationshipSign, monochrome1 ? 1 : -1));
  put(dataset, DCM_BurnedInAnnotation, "NO");
  put(dataset, DCM_LossyImageCompression, "00");
  require(dataset.putAndInsertUint16Array(DCM_PixelData, samples.data(),
                                          static_cast<unsigned long>(samples.size())));
}

/// Over the whole range where none was asked for: a DX object needs one.
void put_window(DcmDataset& dataset, std::optional<Window> wanted, bool monochrome1) {
  Window window = wanted.value_or(Window{});
  // A window is applied before MONOCHROME1 is inverted, so it is written for the stored values.
  if (monochrome1) window = {1 - window.white, 1 - window.black};
  const double black = window.black * white;
  const double width = window.white * white - black;
  // The inverse of PS3.3 C.11.2.1.2.1, LINEAR.
  put(dataset, DCM_WindowCenter, decimal(black + width / 2 + 0.5));
  put(dataset, DCM_WindowWidth, decimal(width + 1));
}

}  // namespace

void write_dicom(const std::filesystem::path& file, const Radiograph& radiograph,
                 std::string_view patient, bool monochrome1) {
  constexpr int longest = 0xFFFF;
  const auto [width, height] = radiograph.extent();
  if (width > longest || height > longest)
    throw Error(ErrorCode::bad_argument,
                fmt::format("a radiograph of {} x {} pixels is larger than DICOM's {} x {}", width,
                            height, longest, longest));
  start_dcmtk();
  DcmFileFormat object;
  DcmDataset& dataset = *object.getDataset();
  put_patient_and_study(dataset, patient);
  put_acquisition(dataset, radiograph.acquisition());
  put_pixels(dataset, radiograph, monochrome1);
  put_window(dataset, radiograph.acquisition().window, monochrome1);

  replace_whole(file, [&](const std::filesystem::path& beside) {
    const auto saved = object.saveFile(beside.c_str(), EXS_LittleEndianExplicit);
    if (saved.bad())
      throw Error(ErrorCode::unreadable,
                  fmt::format("{} cannot be written ({}); check the folder, its permissions and "
                              "free space",
                              file.string(), saved.text()));
  });
}

}  // namespace osteon
