# The floors whose branches tools/coverage counts. Only they are compiled to count; whoever links them writes the counts.
if(ROGATORY_COVERAGE)
  foreach(floor crypto bundle)
    # Atomic, because parts are hashed on several threads.
    target_compile_options(rog_${floor} PRIVATE
      -fprofile-instr-generate -fcoverage-mapping -fprofile-update=atomic)
    target_link_options(rog_${floor} INTERFACE -fprofile-instr-generate)
  endforeach()
endif()
