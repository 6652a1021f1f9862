/**
 * The commands of {@code java -jar parley.jar}: their options, the validation of those, and one call each.
 *
 * <p>It may import every other package; nobody imports it.
 */
package dev.parley.cli;
