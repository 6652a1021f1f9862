/**
 * The cases of the protocol, as rows, and the judge that grades what a peer makes of each.
 *
 * <p>{@link dev.parley.conformance.Cases} holds the rows, a {@link dev.parley.conformance.Trial} sends one on a connection of
 * its own, and a {@code Judge} makes an {@link dev.parley.conformance.Outcome} of what came back.
 *
 * <p>It may import {@code core}, {@code protocol}, {@code wire} and {@code report}.
 */
package dev.parley.conformance;
