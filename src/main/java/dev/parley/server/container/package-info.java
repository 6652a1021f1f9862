/**
 * What single containers need, in one place: where they differ from each other, and nothing in the API makes up for it.
 *
 * <p>All else in {@code server} is the same in every container. Whoever adds a container, or finds that one has changed, looks
 * here. A container's classes are reached by reflection only, and only from here, because none of them is there in another
 * container. This package imports {@code core}, {@code jakarta.servlet} and {@code jakarta.websocket}, and nothing of the rest
 * of {@code server}.
 */
package dev.parley.server.container;
