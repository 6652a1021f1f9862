/**
 * The servlets: everything that is answered over plain HTTP and is no file. Each takes what it tells from {@code Server}.
 *
 * <p>They are named in {@code web.xml}, with their paths. This package imports {@code core}, {@code server} and
 * {@code jakarta.servlet}; nothing in {@code server} knows of it.
 */
package dev.parley.server.pages;
