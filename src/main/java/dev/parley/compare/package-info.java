/**
 * The same exchange over HTTP and over WebSocket, compared: what it costs, and what becomes of each when it is idle or late.
 *
 * <p>A {@link dev.parley.compare.Plan} says what to compare, {@link dev.parley.compare.Comparison} does it and makes a
 * {@link dev.parley.compare.Recording} of it, and the reports ({@link dev.parley.compare.CompareText},
 * {@link dev.parley.compare.CompareJson}, {@link dev.parley.compare.CompareHtml}) are pure functions of that.
 *
 * <p>It may import {@code core}, {@code protocol}, {@code wire} and {@code report}.
 */
package dev.parley.compare;
