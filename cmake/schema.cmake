# The tables of the index as generated/registry/index_schema.inc: one raw string literal of all schemas/sql/*.sql in
# order of their numbers.
file(GLOB schema_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/schemas/sql/*.sql")
list(SORT schema_files)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${schema_files})
set(schema_text "")
foreach(schema_file ${schema_files})
  file(READ "${schema_file}" schema_part)
  string(APPEND schema_text "${schema_part}")
endforeach()
file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/generated/registry/index_schema.inc"
  CONTENT "R\"sql(@schema_text@)sql\"\n" @ONLY)
