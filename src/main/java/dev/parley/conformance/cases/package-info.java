/**
 * The cases themselves: plain data, a family a file, listed in {@link dev.parley.conformance.cases.Cases}.
 *
 * <p>To add one, add a row to its family. It may import {@code core}, {@code protocol} and {@code conformance}, but nothing that
 * opens a connection.
 */
package dev.parley.conformance.cases;
