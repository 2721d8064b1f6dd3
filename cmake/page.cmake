# Builds the page's files (build/web, as `npm run build` in web/ makes them) into the service. Without
# them the program answers / with a page that says how to build them.
set(page_folder ${CMAKE_SOURCE_DIR}/build/web)
file(GLOB_RECURSE page_files CONFIGURE_DEPENDS ${page_folder}/*)
set(page_source ${CMAKE_BINARY_DIR}/page_files.cpp)
set(assembly "")
set(declarations "")
set(rows "")
set(number 0)
foreach(file IN LISTS page_files)
  if(file MATCHES "\\.map$")
    continue()
  endif()
  file(RELATIVE_PATH name ${page_folder} ${file})
  # The assembler reads the bytes itself: as numbers in C++ they would take minutes to compile.
  string(APPEND assembly
    "asm(\".section .rodata\\n.global osteon_page_${number}\\n.global osteon_page_${number}_end\\n\"\n"
    "    \"osteon_page_${number}: .incbin \\\"${file}\\\"\\nosteon_page_${number}_end: .byte 0\\n.text\\n\");\n")
  string(APPEND declarations "extern const char osteon_page_${number}[], osteon_page_${number}_end[];\n")
  string(APPEND rows
    "      {\"/${name}\", {osteon_page_${number}, static_cast<std::size_t>(osteon_page_${number}_end - osteon_page_${number})}},\n")
  math(EXPR number "${number} + 1")
endforeach()
if(number EQUAL 0)
  set(body "  return {};\n")
else()
  set(body "  static const PageFile files[] = {\n${rows}  };\n  return files;\n")
endif()
file(CONFIGURE OUTPUT ${page_source} @ONLY CONTENT [[
#include "osteon/service/page.hpp"

@assembly@
extern "C" {
@declarations@}

namespace osteon::service {

std::span<const PageFile> page_files() {
@body@}

}  // namespace osteon::service
]])
set_source_files_properties(${page_source} PROPERTIES OBJECT_DEPENDS "${page_files}")
target_sources(osteon_service PRIVATE ${page_source})
