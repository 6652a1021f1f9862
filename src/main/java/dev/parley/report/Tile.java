package dev.parley.report;

/**
 * A figure that is read before anything else.
 *
 * @param style a class of the style sheet; may be empty
 */
public record Tile(String figure, String what, String style) {
    /** Makes one without a colour. */
    public static Tile of(String figure, String what) {
        return new Tile(figure, what, "");
    }
}
