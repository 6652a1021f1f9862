package dev.parley.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** One command of a transcript and what stands below it. */
record Transcript(String command, String output) {
    private static final String PROMPT = "$ ";

    /** Dates, times and figures differ each time, and with their length the places where lines are broken. */
    private static final Pattern DATE = Pattern.compile("\\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun), [\\w :]+ GMT");

    private static final Pattern FIGURE = Pattern.compile("\\d[\\d.,]*\\b");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    static List<Transcript> of(Page.Block block) {
        List<Transcript> transcripts = new ArrayList<>();
        for (String line : block.lines()) {
            if (line.startsWith(PROMPT)) {
                transcripts.add(new Transcript(line.substring(PROMPT.length()), ""));
            } else {
                Transcript last = transcripts.remove(transcripts.size() - 1);
                transcripts.add(new Transcript(last.command, last.output + line + "\n"));
            }
        }
        return transcripts;
    }

    /** Returns the words of an output, without what differs from one run to the next. */
    static String words(String output) {
        String figures = FIGURE.matcher(DATE.matcher(output).replaceAll("DATE")).replaceAll("N");
        return BLANKS.matcher(figures).replaceAll(" ").strip();
    }
}
