// Compiled only so that Catch2's header is precompiled: CMake makes no precompiled header for a
// library none of whose sources uses it, and catch_main.cpp must not.
