/**
 * Holds the commands of {@code java -jar parley.jar}: their options, what is checked of them, and one call each.
 *
 * <p>It may import every other package; nobody imports it.
 */
package dev.parley.cli;
