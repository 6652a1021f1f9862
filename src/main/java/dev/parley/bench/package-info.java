/**
 * Measures: the same exchange over HTTP and WebSocket, compared.
 *
 * <p>{@link dev.parley.bench.ComparisonPlan} says what to do, {@link dev.parley.bench.Comparison} does it and makes a
 * {@link dev.parley.bench.ComparisonRecording} of it, and the reports ({@link dev.parley.bench.ComparisonText},
 * {@link dev.parley.bench.ComparisonJson}, {@link dev.parley.bench.ComparisonHtml}) are pure functions of that.
 *
 * <p>It may import {@code core}, {@code wire}, HdrHistogram and Gson.
 */
package dev.parley.bench;
