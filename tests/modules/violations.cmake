# cmake -DSCRATCH=folder -P violations.cmake
#
# A check that cannot fail proves nothing: small trees that break one rule each, and what
# check_includes.cmake must say about them.
cmake_minimum_required(VERSION 3.25)

set(table [[
osteon_module(base       USES)
osteon_module(radiograph USES base)
osteon_module(engine     USES base)
osteon_module(detector   USES base radiograph engine)
]])

# tree(SENTENCE [SAYS text] FILES path content ...): without a text, the tree is sound.
function(tree sentence)
  cmake_parse_arguments(PARSE_ARGV 1 tree "" "SAYS" "FILES")
  file(REMOVE_RECURSE ${SCRATCH})
  file(WRITE ${SCRATCH}/modules.cmake "${table}")
  while(tree_FILES)
    list(POP_FRONT tree_FILES path content)
    file(WRITE ${SCRATCH}/osteon/${path} "${content}\n")
  endwhile()
  execute_process(
    COMMAND ${CMAKE_COMMAND} -DTREE=${SCRATCH} -DTABLE=${SCRATCH}/modules.cmake
            -P ${CMAKE_CURRENT_LIST_DIR}/check_includes.cmake
    RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE said)

  if(NOT DEFINED tree_SAYS)
    if(NOT result EQUAL 0)
      message(SEND_ERROR "${sentence}: was refused\n${said}")
    endif()
    return()
  endif()
  string(FIND "${said}" "${tree_SAYS}" position)
  if(result EQUAL 0 OR position EQUAL -1)
    message(SEND_ERROR "${sentence}: was not refused with '${tree_SAYS}'\n${said}")
  endif()
endfunction()

tree("modules that use what the table gives them"
  FILES base/a.hpp "#include <string>"
        radiograph/b.hpp "#include \"osteon/base/a.hpp\""
        radiograph/dicom.cpp "#include <dcmtk/dcmdata/dctk.h>"
        engine/laid.hpp "#include <dnnl.hpp>"
        engine/network.cpp "#include \"osteon/engine/laid.hpp\""
        detector/c.cpp "#include \"osteon/radiograph/b.hpp\"")
tree("a module that includes a later one"
  SAYS "osteon/base/a.cpp: includes osteon/engine/e.hpp, but 'base' does not use 'engine'"
  FILES base/a.cpp "#include \"osteon/engine/e.hpp\"")
tree("a module that includes an earlier one without saying so in the table"
  SAYS "'engine' does not use 'radiograph'"
  FILES engine/e.hpp "#  include \"osteon/radiograph/r.hpp\"")
tree("a folder that the table does not know"
  SAYS "'extra' is not in the table"
  FILES extra/x.cpp "#include <string>")
tree("DCMTK in a file that is not about DICOM"
  SAYS "osteon/radiograph/png.cpp: DCMTK"
  FILES radiograph/png.cpp "#include <dcmtk/dcmdata/dctk.h>")
tree("DCMTK in a header, even DICOM's own"
  SAYS "osteon/radiograph/dicom.hpp: DCMTK"
  FILES radiograph/dicom.hpp "#include <dcmtk/dcmdata/dctk.h>")
tree("oneDNN outside the engine"
  SAYS "osteon/detector/d.cpp: oneDNN"
  FILES detector/d.cpp "#include <dnnl.hpp>")
tree("libtorch outside the trainer"
  SAYS "osteon/engine/e.cpp: libtorch"
  FILES engine/e.cpp "#include <torch/torch.h>")
tree("SQL outside the store"
  SAYS "osteon/detector/d.cpp: SQL"
  FILES detector/d.cpp "#include <pqxx/pqxx>")
tree("a header that shows oneDNN to another module"
  SAYS "osteon/engine/network.hpp: is seen by other modules"
  FILES engine/network.hpp "#include <dnnl.hpp>"
        detector/d.cpp "#include \"osteon/engine/network.hpp\"")
tree("a header that shows oneDNN to another module through a header of its own"
  SAYS "osteon/engine/laid.hpp: is seen by other modules"
  FILES engine/laid.hpp "#include <dnnl.hpp>"
        engine/network.hpp "#include \"osteon/engine/laid.hpp\""
        detector/d.cpp "#include \"osteon/engine/network.hpp\"")
