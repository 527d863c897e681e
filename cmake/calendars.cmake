# The calendars that the program brings as generated/request/calendars.inc: `{"DE", R"…"},` for each of
# schemas/calendars/*.json.
file(GLOB calendar_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/schemas/calendars/*.json")
list(SORT calendar_files)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${calendar_files})
set(calendars_text "")
foreach(calendar_file ${calendar_files})
  get_filename_component(calendar_id "${calendar_file}" NAME_WE)
  file(READ "${calendar_file}" calendar_part)
  string(APPEND calendars_text "{\"${calendar_id}\", R\"calendar(${calendar_part})calendar\"},\n")
endforeach()
file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/generated/request/calendars.inc" CONTENT "@calendars_text@" @ONLY)
