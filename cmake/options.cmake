# What a builder may choose. Everything else is fixed in settings.cmake.
option(ROGATORY_WERROR "warnings are errors (our own code only)" OFF)
option(ROGATORY_TIDY "run clang-tidy-19 with the compiler" OFF)
option(ROGATORY_FUZZ "build the libFuzzer targets instead of the tests" OFF)
option(ROGATORY_COVERAGE "count executed branches (clang only)" OFF)
set(ROGATORY_SANITIZE "" CACHE STRING "comma-separated sanitizers, e.g. address,undefined")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

find_program(ROGATORY_CCACHE ccache)
if(ROGATORY_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${ROGATORY_CCACHE}")
endif()

if(ROGATORY_TIDY)
  find_program(ROGATORY_CLANG_TIDY clang-tidy-19 REQUIRED)
  set(CMAKE_CXX_CLANG_TIDY "${ROGATORY_CLANG_TIDY}")
endif()
