/**
 * Load: puts it on any WebSocket server and says honestly how the server coped with it.
 *
 * <p>Three things are apart. A {@link dev.parley.bench.Plan} says what to do. {@link dev.parley.bench.Bench} does it: each event
 * loop has a {@code Lane} with its connections, the {@code Line}s, and hands over what happened as values, the {@code Slice}s,
 * which a {@link dev.parley.bench.Recording} adds up. Reports are functions of a recording: the same whether it was made here
 * or read from a file.
 *
 * <p>It may import {@code core}, {@code protocol}, {@code wire}, {@code report}, HdrHistogram and what templates need (jte).
 */
package dev.parley.bench;
