# rog_settings: linked privately by our own code only, so that no flag leaks into (or from) a library.
add_library(rog_settings INTERFACE)
target_compile_features(rog_settings INTERFACE cxx_std_23)
target_include_directories(rog_settings INTERFACE "${CMAKE_SOURCE_DIR}" "${CMAKE_BINARY_DIR}/generated")
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

include(CheckPIESupported)
check_pie_supported()

target_compile_options(rog_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Wcast-qual -Wunused -Woverloaded-virtual -Wformat=2 -Wimplicit-fallthrough
  -Wswitch-enum -Wnull-dereference
  $<$<BOOL:${ROGATORY_WERROR}>:-Werror>)

if(ROGATORY_FUZZ)
  target_compile_options(rog_settings INTERFACE -fsanitize=fuzzer-no-link)
endif()

if(ROGATORY_SANITIZE)
  target_compile_options(rog_settings INTERFACE -fsanitize=${ROGATORY_SANITIZE} -fno-sanitize-recover=all
    -fno-omit-frame-pointer -g $<IF:$<BOOL:${ROGATORY_FUZZ}>,-O2,-O1> -D_GLIBCXX_ASSERTIONS
    -Wno-null-dereference)
  # What GCC's sanitizers add to the code makes it see uninitialised members of every std::variant that is moved.
  target_compile_options(rog_settings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_link_options(rog_settings INTERFACE -fsanitize=${ROGATORY_SANITIZE})
elseif(CMAKE_BUILD_TYPE STREQUAL "Debug")
  # -Og keeps the tests fast enough to move gigabytes and still steps in gdb.
  target_compile_options(rog_settings INTERFACE -Og -D_GLIBCXX_ASSERTIONS)
  # -Og sees null paths that inlining at -O2 proves away.
  target_compile_options(rog_settings INTERFACE -Wno-null-dereference)
else()
  target_compile_options(rog_settings INTERFACE
    -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -D_GLIBCXX_ASSERTIONS
    -fstack-protector-strong -fstack-clash-protection -fcf-protection=full
    -ftrivial-auto-var-init=zero)
  target_link_options(rog_settings INTERFACE -Wl,-z,relro,-z,now -Wl,-z,noexecstack -Wl,--as-needed)
endif()
