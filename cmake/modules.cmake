# The modules of Osteon, in the order of the walk of one radiograph.
#
# osteon_module(NAME USES modules... LINKS foreign targets... HIDES foreign targets...
#               OPTIONS compiler options...)
#
# OpenMP is hidden because its compiler flag would make every test's precompiled header unusable.
#
# A module may use only modules that stand above it: wanting a later one stops the configuration,
# and tests/modules holds every #include line against this same table.
osteon_module(base       USES                                                      LINKS fmt::fmt OpenSSL::Crypto)
osteon_module(radiograph USES base                                                 LINKS PNG::PNG ZLIB::ZLIB JPEG::JPEG TIFF::TIFF osteon_dcmtk PkgConfig::OPENJPEG)
# A phantom's pixels are the same on every machine: no product and sum may become one instruction.
osteon_module(phantom    USES base radiograph                                      LINKS fmt::fmt OPTIONS -ffp-contract=off)
osteon_module(model      USES base radiograph                                      LINKS nlohmann_json::nlohmann_json)
osteon_module(engine     USES base model                                           LINKS osteon_dnnl HIDES OpenMP::OpenMP_CXX)
osteon_module(findings   USES base model)
osteon_module(explain    USES base radiograph model)
osteon_module(detector   USES base radiograph model engine findings explain                   HIDES OpenMP::OpenMP_CXX)
osteon_module(report     USES base radiograph model findings explain detector      LINKS nlohmann_json::nlohmann_json PkgConfig::CAIRO PkgConfig::PANGOCAIRO)
osteon_module(store      USES base radiograph model findings                          LINKS fmt::fmt HIDES SQLite::SQLite3 PkgConfig::PQXX PkgConfig::ARGON2)
osteon_module(service    USES base radiograph phantom model findings explain detector report store LINKS osteon_httplib nlohmann_json::nlohmann_json fmt::fmt HIDES OpenMP::OpenMP_CXX)
osteon_module(dataset    USES base radiograph phantom                              LINKS nlohmann_json::nlohmann_json)
osteon_module(evaluate   USES base radiograph phantom model engine findings explain detector dataset LINKS nlohmann_json::nlohmann_json)
osteon_module(appraisal  USES base radiograph model findings explain detector report dataset evaluate LINKS nlohmann_json::nlohmann_json)
osteon_module(export     USES base radiograph model engine                           LINKS nlohmann_json::nlohmann_json osteon_onnx)
osteon_module(train      USES base radiograph phantom model engine findings explain detector report dataset evaluate LINKS osteon_torch nlohmann_json::nlohmann_json HIDES OpenMP::OpenMP_CXX)
osteon_module(cli        USES base radiograph phantom model engine findings explain detector report store service dataset evaluate appraisal export LINKS CLI11::CLI11 nlohmann_json::nlohmann_json HIDES OpenMP::OpenMP_CXX)
