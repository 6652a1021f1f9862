/**
 * The session of {@code parley connect}: a person at a prompt, or a script.
 *
 * <p>Three threads, and one way for what happens. The connection's event loop puts events into the {@code Inbox}.
 * {@code Session} takes them out, one after another, on the thread that called it, and tells its {@code View}s; the
 * {@code Ending} says with which exit code. {@code Input} reads what is to be sent, from the command line, stdin, a transcript or
 * the prompt, and hands it to {@code Link}, which knows the connection of the moment and what that has not taken yet.
 *
 * <p>It may import {@code core}, {@code protocol}, {@code wire}, {@code report}, JLine and Gson.
 */
package dev.parley.connect;
