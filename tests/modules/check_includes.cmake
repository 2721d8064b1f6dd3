# cmake -DTREE=folder -DTABLE=modules.cmake -P check_includes.cmake
#
# Holds every #include line below TREE/osteon against the table of modules, and keeps foreign
# libraries in the one place that each belongs to. Every line that breaks a rule is printed; one is
# enough to fail.
cmake_minimum_required(VERSION 3.25)

# The table itself, read with an osteon_module() that only remembers who may use whom.
set(modules "")
function(osteon_module name)
  cmake_parse_arguments(PARSE_ARGV 1 module "" "" "USES;LINKS;HIDES;OPTIONS")
  set(modules ${modules} ${name} PARENT_SCOPE)
  set(uses_${name} ${name} ${module_USES} PARENT_SCOPE)
endfunction()
include(${TABLE})

# A foreign library: what its headers look like, and the files that may include them.
set(foreign DCMTK oneDNN libtorch)
set(headers_of_DCMTK "<dcmtk/")
set(home_of_DCMTK "^osteon/radiograph/dicom[^/]*\\.cpp$")
set(headers_of_oneDNN "<(dnnl|oneapi/dnnl)")
set(home_of_oneDNN "^osteon/engine/")
set(headers_of_libtorch "<(torch|ATen|c10)/")
set(home_of_libtorch "^osteon/train/")

set(broken 0)
function(complain sentence)
  message(NOTICE "${sentence}")
  set(broken 1 PARENT_SCOPE)
endfunction()

function(module_of file result)
  string(REGEX REPLACE "^osteon/([^/]+)/.*$" "\\1" module ${file})
  set(${result} ${module} PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE files RELATIVE ${TREE} ${TREE}/osteon/*.hpp ${TREE}/osteon/*.cpp)
if(NOT files)
  message(FATAL_ERROR "no sources below ${TREE}/osteon: the check would pass on nothing")
endif()

set(public "") # headers that another module includes
foreach(file IN LISTS files)
  module_of(${file} module)
  if(NOT module IN_LIST modules)
    complain("${file}: '${module}' is not in the table of modules")
    continue()
  endif()
  file(STRINGS ${TREE}/${file} includes REGEX "^[ \t]*#[ \t]*include")
  set(includes_of_${file} "")
  set(foreign_in_${file} "")

  foreach(line IN LISTS includes)
    if(line MATCHES "\"(osteon/[^\"]+)\"")
      set(included ${CMAKE_MATCH_1})
      module_of(${included} wanted)
      list(APPEND includes_of_${file} ${included})
      if(NOT wanted IN_LIST uses_${module})
        complain("${file}: includes ${included}, but '${module}' does not use '${wanted}'")
      elseif(NOT wanted STREQUAL module)
        list(APPEND public ${included})
      endif()
    endif()
    foreach(library IN LISTS foreign)
      if(line MATCHES "${headers_of_${library}}")
        list(APPEND foreign_in_${file} ${library})
        if(NOT file MATCHES "${home_of_${library}}")
          complain("${file}: ${library} may be included only in ${home_of_${library}}")
        endif()
      endif()
    endforeach()
  endforeach()
endforeach()

# What a public header includes reaches the other modules as well.
set(seen "")
while(public)
  list(POP_FRONT public header)
  if(header IN_LIST seen)
    continue()
  endif()
  list(APPEND seen ${header})
  list(APPEND public ${includes_of_${header}})
  foreach(library IN LISTS foreign_in_${header})
    complain("${header}: is seen by other modules and may not include ${library}")
  endforeach()
endwhile()

if(broken)
  message(FATAL_ERROR "the #include lines above do not fit cmake/modules.cmake")
endif()
list(LENGTH files count)
message(NOTICE "${count} files fit the table of modules")
