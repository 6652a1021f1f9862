/**
 * What a case of the protocol is, how one is run on a connection, and how what comes of it is graded.
 *
 * <p>A {@link dev.parley.conformance.Case} is a row of plain data: a {@link dev.parley.conformance.Script} of what is sent, whoever
 * sends it, and an {@link dev.parley.conformance.Expectation}. The rows are in {@code cases}. A
 * {@link dev.parley.conformance.Runner} sends many side by side, each on a connection of its own, and a {@code Judge} makes an
 * {@link dev.parley.conformance.Outcome} of what comes back.
 *
 * <p>It may import {@code core}, {@code protocol}, {@code wire} and {@code report}.
 */
package dev.parley.conformance;
