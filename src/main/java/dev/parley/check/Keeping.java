package dev.parley.check;

/** What goes over a connection that is watched. */
enum Keeping {
    NOTHING("silent"),
    CLIENT_DATA("client data"),
    SERVER_DATA("server data"),
    CLIENT_PINGS("client pings"),
    SERVER_PINGS("server pings"),
    /** Messages there and back: if that is cut, it is for its age. */
    EVERYTHING("data both ways");

    private final String words;

    Keeping(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
