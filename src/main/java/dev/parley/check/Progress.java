package dev.parley.check;

/** Whoever wants to know how it goes on; told by the thread that checks. */
public interface Progress {
    /** Tells nobody. */
    Progress NONE = new Progress() {
        @Override
        public void begin(String title) {}

        @Override
        public void say(String line) {}
    };

    /** Tells that the check of this title begins. */
    void begin(String title);

    /** Tells what is being waited for; takes the place of what was said before. */
    void say(String line);
}
