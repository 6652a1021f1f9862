/**
 * Puts load on a WebSocket server and says honestly how it bore it; and compares the same exchange over HTTP and WebSocket.
 *
 * <p>Three things are apart. A {@link dev.parley.bench.Plan} says what to do. {@link dev.parley.bench.Bench} does it: each event
 * loop has a {@code Lane} with its connections, the {@code Line}s, and hands over what happened as values, the {@code Slice}s,
 * which a {@link dev.parley.bench.Recording} adds up. Reports are functions of a recording: the same whether it was made here
 * or read from a file.
 *
 * <p>Likewise {@link dev.parley.bench.ComparisonPlan} says what to compare, {@link dev.parley.bench.Comparison} does it and makes
 * a {@link dev.parley.bench.ComparisonRecording} of it, and the reports ({@link dev.parley.bench.ComparisonText},
 * {@link dev.parley.bench.ComparisonJson}, {@link dev.parley.bench.ComparisonHtml}) are functions of that.
 *
 * <p>It may import {@code core}, {@code wire}, HdrHistogram and Gson.
 */
package dev.parley.bench;
