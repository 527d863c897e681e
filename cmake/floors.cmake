# rog_floor(NAME LINKS lower floors and public libraries... [PRIVATE_LINKS doors...])
# One static library per folder, linked only downwards: a call to a higher floor fails at link time,
# and tests/lint fails a wrong include.
function(rog_floor name)
  cmake_parse_arguments(FLOOR "" "" "LINKS;PRIVATE_LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${name}/*.cpp")
  if(NOT sources)
    add_library(rog_${name} INTERFACE)
    target_link_libraries(rog_${name} INTERFACE ${FLOOR_LINKS})
    return()
  endif()
  add_library(rog_${name} STATIC ${sources})
  target_link_libraries(rog_${name} PUBLIC ${FLOOR_LINKS} PRIVATE rog_settings ${FLOOR_PRIVATE_LINKS})
endfunction()
