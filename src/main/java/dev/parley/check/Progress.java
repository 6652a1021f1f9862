package dev.parley.check;

/** Is told how it goes on, from the thread that checks. */
public interface Progress {
    /** Says nothing. */
    Progress NONE = new Progress() {
        @Override
        public void begin(Check check) {}

        @Override
        public void say(String line) {}
    };

    /** Is told that a check begins. */
    void begin(Check check);

    /** Is told what is being waited for; takes the place of what was said before. */
    void say(String line);
}
