/**
 * Holds the values and rules that both ends of a connection share: how long a message may be, how a duration is
 * written, which exit code means what, how text from the network is shown safely; and what all reports share: how
 * figures are written, and what a page looks like.
 *
 * <p>Everything here takes values and returns values. It imports {@code java.*} only, and of that neither sockets, files,
 * clock nor environment; every other package may import it.
 */
package dev.parley.core;
