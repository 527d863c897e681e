// What the program does with signals and with the three standard descriptors.
#pragma once

namespace rogatory::cmd {

/// SIGINT, SIGTERM and SIGHUP set base::g_interrupted, which every long loop looks at; a second one ends the program at
/// once (the terminal gets its echo back). SIGPIPE is ignored: writing to a closed pipe is an error like any other.
/// Call once, before any thread.
void handle_signals();

/// Makes sure that descriptors 0 to 2 are open, so that no file of ours gets one of these numbers and is written into
/// by a message. One that was closed stays unusable: reading or writing it fails.
void hold_standard_descriptors();

/// No core files: what was opened must not reach the disk when the program breaks. Keys are in guarded memory anyway.
void forbid_core_files();

}  // namespace rogatory::cmd
