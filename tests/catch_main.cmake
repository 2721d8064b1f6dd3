# Catch2's main, compiled once, and its header, precompiled once, for every test program.
find_package(Catch2 2 REQUIRED)
add_library(osteon_catch STATIC ${CMAKE_SOURCE_DIR}/tests/catch_main.cpp
                                ${CMAKE_SOURCE_DIR}/tests/catch_header.cpp)
target_link_libraries(osteon_catch PUBLIC Catch2::Catch2)
target_precompile_headers(osteon_catch PRIVATE <catch2/catch.hpp>)
# It must see the header after its own #define, not before.
set_source_files_properties(${CMAKE_SOURCE_DIR}/tests/catch_main.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
