/**
 * How results are written, whatever they are of: pages by templates, charts and bars, JSON, JUnit's XML, text for a terminal, and the
 * one line on it that changes while something runs. Style and colours are here, once.
 *
 * <p>A report is a pure function of a recording: the packages that have recordings say what is in a report, this one says how that is
 * written. Templates are in {@code src/main/jte}, in folders named after packages; the build makes a class of each in that package.
 *
 * <p>May import {@code core}, Gson, the runtime of the templates (jte) and the JDK's XML writer.
 */
package dev.parley.report;
