/**
 * Holds README and docs to the code: what they say of it is compared, what they mark as tested is run.
 *
 * <p>A fenced block is run if its info string says so: {@code sh tested} is a script that has to end with 0, {@code console tested}
 * a transcript whose commands have to print what stands below them, whatever the figures; {@code xml tested} is a file for a
 * container.
 */
package dev.parley.docs;
