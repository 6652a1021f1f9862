/**
 * Is the session of {@code parley connect}: a person at a prompt, or a script.
 *
 * <p>Three threads, and one way for what happens. The connection's event loop puts {@code WireEvent}s into a queue.
 * {@code Session} takes them from there, on the thread that called it, and tells its {@code View}s. {@code Input} reads what
 * is to be sent, from the command line, stdin, a transcript or the prompt, and hands it to {@code Link}, which knows the
 * connection of the moment and what it has not yet taken.
 *
 * <p>It may import {@code core}, {@code wire}, JLine and Gson.
 */
package dev.parley.connect;
