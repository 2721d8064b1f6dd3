# Everything foreign that Osteon is built with; why each is here stands in docs/decisions/.
find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(PNG REQUIRED)
find_package(JPEG REQUIRED)
find_package(TIFF REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(OpenMP REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(OPENJPEG REQUIRED IMPORTED_TARGET libopenjp2)
find_package(SQLite3 REQUIRED)
pkg_check_modules(PQXX REQUIRED IMPORTED_TARGET libpqxx)
pkg_check_modules(ARGON2 REQUIRED IMPORTED_TARGET libargon2)
pkg_check_modules(CAIRO REQUIRED IMPORTED_TARGET cairo)
pkg_check_modules(PANGOCAIRO REQUIRED IMPORTED_TARGET pangocairo)
# GLib asks for -pthread, which would keep every test above from the one precompiled header.
set_property(TARGET PkgConfig::PANGOCAIRO PROPERTY INTERFACE_COMPILE_OPTIONS "")

# DCMTK's own CMake package names every library and ICU; these are the ones that reading and writing
# an image object needs.
find_package(DCMTK REQUIRED NO_MODULE)
add_library(osteon_dcmtk INTERFACE)
target_link_libraries(osteon_dcmtk INTERFACE DCMTK::dcmimgle DCMTK::dcmjpeg DCMTK::dcmjpls
                                             DCMTK::dcmdata DCMTK::ofstd DCMTK::oflog)

# oneDNN's own CMake package asks for OpenCL, which only its GPU side needs.
find_path(DNNL_INCLUDE dnnl.hpp REQUIRED)
find_library(DNNL_LIBRARY dnnl REQUIRED)
add_library(osteon_dnnl INTERFACE)
target_include_directories(osteon_dnnl SYSTEM INTERFACE ${DNNL_INCLUDE})
target_link_libraries(osteon_dnnl INTERFACE ${DNNL_LIBRARY})

# Debian compiles cpp-httplib into a library, with the same definitions that its pkg-config file names.
pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib)
add_library(osteon_httplib INTERFACE)
target_link_libraries(osteon_httplib INTERFACE PkgConfig::HTTPLIB OpenSSL::SSL OpenSSL::Crypto)

# ONNX's own description of its files, compiled here for protobuf's small runtime: Debian's compiled one
# needs two shared libraries, which every start of the program would load. See docs/decisions/0029.
set(Protobuf_USE_STATIC_LIBS ON)
find_package(Protobuf REQUIRED)
find_path(ONNX_INCLUDE onnx/onnx.proto REQUIRED)
set(onnx_code ${CMAKE_BINARY_DIR}/onnx_code)
add_custom_command(
  OUTPUT ${onnx_code}/onnx/onnx.pb.cc ${onnx_code}/onnx/onnx.pb.h
  COMMAND ${CMAKE_COMMAND} -E make_directory ${onnx_code}
  COMMAND protobuf::protoc --proto_path=${ONNX_INCLUDE} --cpp_out=lite:${onnx_code} onnx/onnx.proto
  DEPENDS ${ONNX_INCLUDE}/onnx/onnx.proto)
add_library(osteon_onnx STATIC ${onnx_code}/onnx/onnx.pb.cc)
target_compile_options(osteon_onnx PRIVATE -w)
target_include_directories(osteon_onnx SYSTEM PUBLIC ${onnx_code})
target_link_libraries(osteon_onnx PUBLIC protobuf::libprotobuf-lite)

if(OSTEON_TRAIN)
  # Debian's TorchConfig asks for packages that only Caffe2's own build needs, so libtorch is found
  # by its headers and libraries.
  find_path(TORCH_INCLUDE torch/csrc/api/include/torch/torch.h REQUIRED)
  find_library(TORCH_LIBRARY torch REQUIRED)
  find_library(TORCH_CPU_LIBRARY torch_cpu REQUIRED)
  find_library(C10_LIBRARY c10 REQUIRED)
  find_library(GLOG_LIBRARY glog REQUIRED)  # what libtorch's own checks print with
  add_library(osteon_torch INTERFACE)
  target_include_directories(osteon_torch SYSTEM INTERFACE ${TORCH_INCLUDE} ${TORCH_INCLUDE}/torch/csrc/api/include)
  target_link_libraries(osteon_torch INTERFACE ${TORCH_LIBRARY} ${TORCH_CPU_LIBRARY} ${C10_LIBRARY} ${GLOG_LIBRARY})
endif()
