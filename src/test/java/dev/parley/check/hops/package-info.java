/**
 * What {@code check} is tested on: real proxies with right and wrong configurations ({@code Nginx}, {@code Haproxy},
 * {@code Httpd}, {@code Squid}), a TCP relay that disturbs ({@code Relay}), and a server that does one thing wrong
 * ({@code BrokenServer}). All of it listens on loopback only.
 *
 * <p>May import the other tests' helpers; nothing of the code that is tested.
 */
package dev.parley.check.hops;
