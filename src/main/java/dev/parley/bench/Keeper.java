package dev.parley.bench;

/** A keeper of what happens, in memory or in a file. Its methods are called in their order, {@link #add(Slice)} many times. */
interface Keeper {
    void add(About about);

    void add(Slice slice);

    void add(Outcome outcome);
}
