#include "osteon/radiograph/dicom.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <dcmtk/config/osconfig.h>
// osconfig.h comes first in every use of DCMTK.
#include <dcmtk/dcmdata/dctk.h>

#include "osteon/radiograph/dicom_item.hpp"
#include "osteon/radiograph/drawn.hpp"
#include "tests/scratch_folder.hpp"

namespace osteon {
namespace {

using Edit = std::function<void(DcmDataset&)>;

/// Attributes as text, sequences and pixels through `edit`.
using Attributes = std::vector<std::pair<DcmTagKey, std::string>>;

void set(DcmItem& item, const Attributes& attributes) {
  for (const auto& [tag, value] : attributes)
    REQUIRE(item.putAndInsertOFStringArray(tag, value.c_str()).good());
}

void set_number(DcmItem& item, const DcmTagKey& tag, int number) {
  REQUIRE(item.putAndInsertUint16(tag, static_cast<Uint16>(number)).good());
}

/// One row of 16-bit samples as a Computed Radiography object, changed by `edit`.
std::string object_of(const std::vector<std::uint16_t>& samples, const Edit& edit,
                      E_TransferSyntax syntax = EXS_LittleEndianExplicit) {
  start_dcmtk();
  DcmFileFormat file;
  DcmDataset& dataset = *file.getDataset();
  set(dataset, {{DCM_SOPClassUID, UID_ComputedRadiographyImageStorage},
                {DCM_SOPInstanceUID, "1.2.3.4"},
                {DCM_Modality, "CR"},
                {DCM_PhotometricInterpretation, "MONOCHROME2"}});
  set_number(dataset, DCM_SamplesPerPixel, 1);
  set_number(dataset, DCM_Rows, 1);
  set_number(dataset, DCM_Columns, static_cast<int>(samples.size()));
  set_number(dataset, DCM_BitsAllocated, 16);
  set_number(dataset, DCM_BitsStored, 12);
  set_number(dataset, DCM_HighBit, 11);
  set_number(dataset, DCM_PixelRepresentation, 0);
  REQUIRE(dataset.putAndInsertUint16Array(DCM_PixelData, samples.data(), samples.size()).good());
  edit(dataset);
  const ScratchFolder scratch;
  REQUIRE(file.saveFile((scratch / "x.dcm").c_str(), syntax).good());
  return drawn::content_of(scratch / "x.dcm");
}

Radiograph read(const std::string& content, const ReadLimits& limits = {}) {
  return read_dicom(drawn::bytes(content), limits);
}

/// What a row of stored samples looks like with these attributes.
std::vector<float> grey_of(const std::vector<std::uint16_t>& samples, const Edit& edit) {
  const Radiograph radiograph = read(object_of(samples, edit));
  return {radiograph.grey().begin(), radiograph.grey().end()};
}

Acquisition acquisition_with(const Attributes& attributes) {
  return read(object_of({0, 1}, [&](DcmDataset& dataset) { set(dataset, attributes); }))
      .acquisition();
}

Error refusal_of(const Edit& edit) {
  return drawn::error_of([&] { read(object_of({0, 1}, edit)); });
}

Edit with(const Attributes& attributes) {
  return [attributes](DcmDataset& dataset) { set(dataset, attributes); };
}

void add_lookup(DcmDataset& dataset, const DcmTagKey& sequence, int first,
                const std::vector<std::uint16_t>& entries) {
  DcmItem* item = nullptr;
  REQUIRE(dataset.findOrCreateSequenceItem(sequence, item).good());
  const std::vector<std::uint16_t> descriptor{static_cast<std::uint16_t>(entries.size()),
                                              static_cast<std::uint16_t>(first), 16};
  REQUIRE(item->putAndInsertUint16Array(DCM_LUTDescriptor, descriptor.data(), 3).good());
  REQUIRE(item->putAndInsertUint16Array(DCM_LUTData, entries.data(), entries.size()).good());
}

void put_bytes(DcmDataset& dataset, const std::vector<std::uint8_t>& bytes) {
  set_number(dataset, DCM_BitsAllocated, 8);
  set_number(dataset, DCM_BitsStored, 8);
  set_number(dataset, DCM_HighBit, 7);
  REQUIRE(dataset.putAndInsertUint8Array(DCM_PixelData, bytes.data(), bytes.size()).good());
}

/// A row of colour pixels.
Edit colour(const std::string& photometric, const std::vector<std::uint8_t>& bytes,
            int by_plane = 0) {
  return [=](DcmDataset& dataset) {
    set(dataset, {{DCM_PhotometricInterpretation, photometric}});
    set_number(dataset, DCM_SamplesPerPixel, 3);
    set_number(dataset, DCM_PlanarConfiguration, by_plane);
    put_bytes(dataset, bytes);
  };
}

}  // namespace

TEST_CASE("the 0 to 1 scale is what the stored bits could hold", "[radiograph][dicom]") {
  CHECK(grey_of({0, 2048, 4095}, {with({})}) == std::vector<float>{0, 2048 / 4095.0F, 1});
}

TEST_CASE("bits beside the stored ones, where overlays once lay, are not part of the picture",
          "[radiograph][dicom]") {
  CHECK(grey_of({0xF000, 0xA800, 0x1FFF}, with({})) == std::vector<float>{0, 2048 / 4095.0F, 1});
  CHECK(grey_of({0x000F, 0xFFF0}, [](DcmDataset& dataset) {
          set_number(dataset, DCM_HighBit, 15);
        }) == std::vector<float>{0, 1});
}

// Samples are taken from where they lie in the file, in whatever order its bytes are.
TEST_CASE("neither an odd address nor the order of bytes changes the samples",
          "[radiograph][dicom]") {
  const std::string odd = "x" + object_of({0, 2048, 4095}, with({}));
  const Radiograph radiograph = read_dicom(drawn::bytes(odd).subspan(1), {});
  CHECK(std::ranges::equal(radiograph.grey(), std::array{0.0F, 2048 / 4095.0F, 1.0F}));

  const auto syntax = GENERATE(EXS_LittleEndianExplicit, EXS_BigEndianExplicit);
  const Edit of_eight_bits = [](DcmDataset& dataset) {
    for (const auto& [tag, number] :
         {std::pair(DCM_BitsAllocated, 8), {DCM_BitsStored, 8}, {DCM_HighBit, 7}, {DCM_Columns, 3}})
      set_number(dataset, tag, number);
    const std::array<Uint8, 4> samples{0, 51, 255, 0};
    REQUIRE(dataset.putAndInsertUint8Array(DCM_PixelData, samples.data(), samples.size()).good());
  };
  const Radiograph bytes = read(object_of({0, 0, 0}, of_eight_bits, syntax));
  CHECK(std::ranges::equal(bytes.grey(), std::array{0.0F, 51 / 255.0F, 1.0F}));
}

TEST_CASE("signed samples run from the most negative one", "[radiograph][dicom]") {
  CHECK(grey_of({0x800, 0x000, 0x7FF}, [](DcmDataset& dataset) {
          set_number(dataset, DCM_PixelRepresentation, 1);
        }) == std::vector<float>{0, 2048 / 4095.0F, 1});
}

// The bug that half of all viewers have had: inverted in the pixels and again by the window.
TEST_CASE("MONOCHROME1 is inverted once, last, whatever else says so too", "[radiograph][dicom]") {
  const std::vector<float> inverted{1, 1 - 1000 / 4095.0F, 0};
  const auto attributes = GENERATE(Attributes{{DCM_PhotometricInterpretation, "MONOCHROME1"}},
                                   Attributes{{DCM_PhotometricInterpretation, "MONOCHROME1"},
                                              {DCM_PresentationLUTShape, "INVERSE"}},
                                   Attributes{{DCM_PresentationLUTShape, "INVERSE"}},
                                   Attributes{{DCM_PhotometricInterpretation, "MONOCHROME1"},
                                              {DCM_RescaleSlope, "2"},
                                              {DCM_RescaleIntercept, "-1024"}});

  const auto grey = grey_of({0, 1000, 4095}, with(attributes));

  for (std::size_t i = 0; i < 3; ++i) CHECK(grey[i] == Approx(inverted[i]).margin(1e-6));
}

TEST_CASE("a falling rescale turns the scale round, as it should", "[radiograph][dicom]") {
  CHECK(grey_of({0, 4095}, with({{DCM_RescaleSlope, "-1"}, {DCM_RescaleIntercept, "4095"}})) ==
        std::vector<float>{1, 0});
}

TEST_CASE("a modality table is applied, ends and all", "[radiograph][dicom]") {
  const auto grey = grey_of({0, 100, 101, 102, 4095}, [](DcmDataset& dataset) {
    add_lookup(dataset, DCM_ModalityLUTSequence, 100, {1000, 4000, 5000});
  });
  CHECK(grey == std::vector<float>{0, 0, 0.75F, 1, 1});
}

TEST_CASE("a window is passed along on the same scale, and the pixels stay as they are",
          "[radiograph][dicom]") {
  const Attributes window{{DCM_WindowCenter, "2048\\600"}, {DCM_WindowWidth, "2049\\300"}};

  const Radiograph plain = read(object_of({0, 4095}, with(window)));
  REQUIRE(plain.acquisition().window);
  CHECK(plain.grey()[0] == 0);
  CHECK(plain.acquisition().window->black == Approx((2047.5 - 1024) / 4095));
  CHECK(plain.acquisition().window->white == Approx((2047.5 + 1024) / 4095));

  Attributes exact = window;
  exact.emplace_back(DCM_VOILUTFunction, "LINEAR_EXACT");
  CHECK(acquisition_with(exact).window->black == Approx((2048 - 1024.5) / 4095));

  Attributes rescaled = window;
  rescaled.emplace_back(DCM_RescaleSlope, "0.5");
  rescaled.emplace_back(DCM_RescaleIntercept, "100");
  CHECK(acquisition_with(rescaled).window->black == Approx((2047.5 - 1024 - 100) / 2047.5));
}

TEST_CASE("the window of a MONOCHROME1 object is inverted with its pixels", "[radiograph][dicom]") {
  const auto window = acquisition_with({{DCM_PhotometricInterpretation, "MONOCHROME1"},
                                        {DCM_WindowCenter, "1000.5"},
                                        {DCM_WindowWidth, "1001"}})
                          .window;
  REQUIRE(window);
  CHECK(window->black == Approx(1 - 1500 / 4095.0));
  CHECK(window->white == Approx(1 - 500 / 4095.0));
}

TEST_CASE("a window without width is no window", "[radiograph][dicom]") {
  CHECK_FALSE(acquisition_with({{DCM_WindowCenter, "10"}, {DCM_WindowWidth, "1"}}).window);
  CHECK_FALSE(acquisition_with({{DCM_WindowCenter, "10"}}).window);
}

TEST_CASE("a VOI table is applied when there is no window to pass along", "[radiograph][dicom]") {
  const auto add_table = [](DcmDataset& dataset) {
    add_lookup(dataset, DCM_VOILUTSequence, 1000, {0, 100, 400});
  };
  CHECK(grey_of({1000, 1001, 1002}, add_table) == std::vector<float>{0, 0.25F, 1});
  CHECK(grey_of({0, 4095}, [&](DcmDataset& dataset) {
          add_table(dataset);
          set(dataset, {{DCM_WindowCenter, "2048"}, {DCM_WindowWidth, "4096"}});
        }) == std::vector<float>{0, 1});
}

// Padding can be the largest value there is: left alone, it would be the brightest bone.
TEST_CASE("padding becomes air, in both polarities", "[radiograph][dicom]") {
  const auto photometric = GENERATE("MONOCHROME1", "MONOCHROME2");
  const auto grey = grey_of({4095, 4000, 0, 2000}, [&](DcmDataset& dataset) {
    set(dataset, {{DCM_PhotometricInterpretation, photometric}});
    set_number(dataset, DCM_PixelPaddingValue, 4095);
    set_number(dataset, DCM_PixelPaddingRangeLimit, 4000);
  });
  const bool inverted = std::string(photometric) == "MONOCHROME1";

  CHECK(grey[0] == 0);
  CHECK(grey[1] == 0);
  CHECK(grey[2] == (inverted ? 1 : 0));
  CHECK(grey[3] == Approx(inverted ? 1 - 2000 / 4095.0 : 2000 / 4095.0));
}

TEST_CASE("grey coded as colour reads like grey, pixel by pixel or plane by plane",
          "[radiograph][dicom]") {
  const std::vector<float> expected{10 / 255.0F, 1};
  CHECK(grey_of({0, 0}, colour("RGB", {10, 10, 10, 255, 255, 255})) == expected);
  CHECK(grey_of({0, 0}, colour("RGB", {10, 255, 10, 255, 10, 255}, 1)) == expected);
  CHECK(grey_of({0, 0}, colour("YBR_FULL", {10, 128, 128, 255, 128, 128})) == expected);
}

TEST_CASE("a grey palette reads like grey", "[radiograph][dicom]") {
  const auto palette = [](DcmDataset& dataset) {
    set(dataset, {{DCM_PhotometricInterpretation, "PALETTE COLOR"}});
    put_bytes(dataset, {5, 6});
    const std::vector<std::uint16_t> descriptor{2, 5, 16};
    const std::vector<std::uint16_t> entries{65535, 0};
    for (const auto& tag :
         {DCM_RedPaletteColorLookupTableDescriptor, DCM_GreenPaletteColorLookupTableDescriptor,
          DCM_BluePaletteColorLookupTableDescriptor})
      REQUIRE(dataset.putAndInsertUint16Array(tag, descriptor.data(), 3).good());
    for (const auto& tag :
         {DCM_RedPaletteColorLookupTableData, DCM_GreenPaletteColorLookupTableData,
          DCM_BluePaletteColorLookupTableData})
      REQUIRE(dataset.putAndInsertUint16Array(tag, entries.data(), 2).good());
  };
  CHECK(grey_of({0, 0}, palette) == std::vector<float>{1, 0});
}

TEST_CASE("a colour photograph in DICOM is no radiograph", "[radiograph][dicom]") {
  const Error error = refusal_of(colour("RGB", {200, 90, 30, 20, 180, 60}));

  CHECK(error.code() == ErrorCode::not_a_radiograph);
  CHECK_THAT(error.what(), Catch::Contains("%"));
}

TEST_CASE("an image of another kind is no radiograph, and the modality is named",
          "[radiograph][dicom]") {
  const auto [sop_class, modality] =
      GENERATE(std::pair{UID_CTImageStorage, "CT"}, std::pair{UID_MRImageStorage, "MR"},
               std::pair{UID_UltrasoundImageStorage, "US"},
               std::pair{UID_SecondaryCaptureImageStorage, "CT"},
               std::pair{UID_DigitalMammographyXRayImageStorageForPresentation, "MG"},
               std::pair{UID_VLPhotographicImageStorage, "XC"});

  const Error error = refusal_of(with({{DCM_SOPClassUID, sop_class}, {DCM_Modality, modality}}));

  CHECK(error.code() == ErrorCode::not_a_radiograph);
  CHECK_THAT(error.what(), Catch::Contains(modality));
}

TEST_CASE("radiographs and captures of them are read, and other classes by their modality",
          "[radiograph][dicom]") {
  const auto [sop_class, modality] =
      GENERATE(std::pair{UID_ComputedRadiographyImageStorage, "CR"},
               std::pair{UID_ComputedRadiographyImageStorage, ""},
               std::pair{UID_DigitalXRayImageStorageForPresentation, "DX"},
               std::pair{UID_SecondaryCaptureImageStorage, "OT"},
               std::pair{UID_MultiframeGrayscaleWordSecondaryCaptureImageStorage, "DX"},
               std::pair{"1.2.826.0.1.3680043.1.1", "RG"});
  const Attributes attributes{
      {DCM_SOPClassUID, sop_class}, {DCM_Modality, modality}, {DCM_NumberOfFrames, "1"}};

  CHECK_NOTHROW(read(object_of({0, 1}, with(attributes))));
}

TEST_CASE("a cine loop is no radiograph", "[radiograph][dicom]") {
  const Error error = refusal_of(with({{DCM_NumberOfFrames, "25"}}));

  CHECK(error.code() == ErrorCode::not_a_radiograph);
  CHECK_THAT(error.what(), Catch::Contains("25 frames"));
}

TEST_CASE("a detector's raw image is refused with what to ask for", "[radiograph][dicom]") {
  const Error error = refusal_of(
      with({{DCM_SOPClassUID, UID_DigitalXRayImageStorageForProcessing}, {DCM_Modality, "DX"}}));

  CHECK(error.code() == ErrorCode::unsupported);
  CHECK_THAT(error.what(), Catch::Contains("For Presentation"));
}

TEST_CASE("an object without pixels is no radiograph", "[radiograph][dicom]") {
  CHECK(refusal_of([](DcmDataset& dataset) {
          dataset.findAndDeleteElement(DCM_PixelData);
        }).code() == ErrorCode::not_a_radiograph);
}

TEST_CASE("spacing is calibrated only where the file shows it", "[radiograph][dicom]") {
  using enum PixelSpacing::Source;
  CHECK_FALSE(acquisition_with({}).spacing);
  CHECK_FALSE(acquisition_with({{DCM_PixelSpacing, "0\\0.1"}}).spacing);

  const auto alone = acquisition_with({{DCM_PixelSpacing, "0.2\\0.1"}}).spacing;
  REQUIRE(alone);
  CHECK(alone->down_mm == 0.2);
  CHECK(alone->across_mm == 0.1);
  CHECK(alone->source == detector);

  const Attributes both_same{{DCM_PixelSpacing, "0.1\\0.1"}, {DCM_ImagerPixelSpacing, "0.1\\0.1"}};
  CHECK(acquisition_with(both_same).spacing->source == detector);
  const Attributes differing{{DCM_PixelSpacing, "0.09\\0.09"},
                             {DCM_ImagerPixelSpacing, "0.1\\0.1"}};
  CHECK(acquisition_with(differing).spacing->source == calibrated);
  CHECK(acquisition_with(differing).spacing->across_mm == 0.09);
  const Attributes named{{DCM_PixelSpacing, "0.1\\0.1"},
                         {DCM_PixelSpacingCalibrationType, "FIDUCIAL"}};
  CHECK(acquisition_with(named).spacing->source == calibrated);
  CHECK(acquisition_with({{DCM_ImagerPixelSpacing, "0.1\\0.1"}}).spacing->source == detector);
}

TEST_CASE("the side of the image outranks the side of the series, which outranks the region's",
          "[radiograph][dicom]") {
  const auto region_on_the_left = [](DcmDataset& dataset) {
    DcmItem* region = nullptr;
    DcmItem* modifier = nullptr;
    REQUIRE(dataset.findOrCreateSequenceItem(DCM_AnatomicRegionSequence, region).good());
    set(*region, {{DCM_CodeValue, "74670003"}});
    REQUIRE(region->findOrCreateSequenceItem(DCM_AnatomicRegionModifierSequence, modifier).good());
    set(*modifier, {{DCM_CodeValue, "7771000"}});
  };
  const auto side_with = [&](const Attributes& attributes) {
    return read(object_of({0, 1},
                          [&](DcmDataset& dataset) {
                            region_on_the_left(dataset);
                            set(dataset, attributes);
                          }))
        .acquisition()
        .laterality;
  };

  CHECK(side_with({}) == Laterality::left);
  CHECK(side_with({{DCM_Laterality, "R"}}) == Laterality::right);
  CHECK(side_with({{DCM_Laterality, "R"}, {DCM_ImageLaterality, "B"}}) == Laterality::both);
  CHECK(side_with({{DCM_ImageLaterality, "U"}, {DCM_Laterality, "R"}}) == Laterality::right);
  CHECK_FALSE(acquisition_with({{DCM_ImageLaterality, "U"}}).laterality);
}

TEST_CASE("the body part is the word of the file, or else that of the region's code",
          "[radiograph][dicom]") {
  CHECK(acquisition_with({{DCM_BodyPartExamined, "wrist "}}).body_part == "WRIST");
  CHECK(acquisition_with({}).body_part.empty());
  const auto by_code = read(object_of({0, 1}, [](DcmDataset& dataset) {
    DcmItem* region = nullptr;
    REQUIRE(dataset.findOrCreateSequenceItem(DCM_AnatomicRegionSequence, region).good());
    set(*region, {{DCM_CodeValue, "24136001"}});
  }));
  CHECK(by_code.acquisition().body_part == "HIP");
}

TEST_CASE("views of one study can be grouped by it", "[radiograph][dicom]") {
  const auto first = acquisition_with({{DCM_StudyInstanceUID, "1.2.3"}, {DCM_ViewPosition, "pa"}});
  const auto second = acquisition_with({{DCM_StudyInstanceUID, "1.2.3"}});
  const auto other = acquisition_with({{DCM_StudyInstanceUID, "1.2.4"}});

  CHECK((first.study == second.study));
  CHECK((first.study != other.study));
  CHECK(acquisition_with({}).study.empty());
  CHECK(first.view == "PA");
}

TEST_CASE("attributes that contradict each other or the data are damage", "[radiograph][dicom]") {
  const Edit edit = GENERATE(Edit([](DcmDataset& d) { set_number(d, DCM_Rows, 3); }),
                             Edit([](DcmDataset& d) { set_number(d, DCM_Rows, 0); }),
                             Edit([](DcmDataset& d) { set_number(d, DCM_BitsStored, 17); }),
                             Edit([](DcmDataset& d) { set_number(d, DCM_BitsStored, 0); }),
                             Edit([](DcmDataset& d) { set_number(d, DCM_HighBit, 3); }),
                             Edit([](DcmDataset& d) { set_number(d, DCM_SamplesPerPixel, 3); }),
                             Edit([](DcmDataset& d) {
                               set(d, {{DCM_RescaleSlope, "0"}});
                             }),
                             Edit([](DcmDataset& d) {
                               add_lookup(d, DCM_ModalityLUTSequence, 0, {7, 7});
                             }));

  CHECK(refusal_of(edit).code() == ErrorCode::unreadable);
}

TEST_CASE("an object that declares more pixels than the limit is refused", "[radiograph][dicom]") {
  const Error error = refusal_of([](DcmDataset& dataset) {
    set_number(dataset, DCM_Rows, 65535);
    set_number(dataset, DCM_Columns, 65535);
  });

  CHECK(error.code() == ErrorCode::unsupported);
  CHECK_THAT(error.what(), Catch::Contains("65535 x 65535"));
}

TEST_CASE("a DICOM file cut anywhere is unreadable or has no image", "[radiograph][dicom]") {
  const std::string whole = object_of({1, 2, 3, 4, 5, 6, 7, 8}, [](DcmDataset& dataset) {
    add_lookup(dataset, DCM_VOILUTSequence, 0, {1, 2, 3});
  });
  for (std::size_t length = 133; length < whole.size(); ++length) {
    CAPTURE(length);
    const auto code = drawn::error_of([&] { read(whole.substr(0, length)); }).code();
    REQUIRE((code == ErrorCode::unreadable || code == ErrorCode::not_a_radiograph));
  }
}

TEST_CASE("bytes that are no text reach neither a message nor a fact", "[radiograph][dicom]") {
  CHECK_THAT(refusal_of(with({{DCM_Modality, "C\xFF"}})).what(), Catch::Contains("modality C?"));
  CHECK(acquisition_with({{DCM_BodyPartExamined, "HAN\x1B"}}).body_part == "HAN?");
}

// What stands in a message stands in a log, and a log leaves the house.
TEST_CASE("no message about a broken object holds the patient's name", "[radiograph][dicom]") {
  const auto broken =
      GENERATE(Attributes{{DCM_Modality, "CT"}}, Attributes{{DCM_RescaleSlope, "0"}},
               Attributes{{DCM_NumberOfFrames, "2"}});
  Attributes attributes{{DCM_PatientName, "Doe^Jane"},
                        {DCM_PatientID, "4711-0815"},
                        {DCM_PatientBirthDate, "19700101"}};
  attributes.insert(attributes.end(), broken.begin(), broken.end());

  const std::string message = refusal_of(with(attributes)).what();

  for (const char* secret : {"Doe", "Jane", "4711", "1970"})
    CHECK_THAT(message, !Catch::Contains(secret));
}

}  // namespace osteon
