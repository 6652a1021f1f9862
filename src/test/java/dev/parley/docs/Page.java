package dev.parley.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of the documentation, in the parts that tests look at. */
record Page(Path path, List<String> lines) {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CELL_BORDER = Pattern.compile("(?<!\\\\)\\|");

    /** A fenced block: what follows the fence, and the lines in it. */
    record Block(Page page, String info, List<String> lines) {
        String text() {
            return String.join("\n", lines);
        }

        @Override
        public String toString() {
            return page + ": " + lines.get(0);
        }
    }

    static Page of(String path) {
        try {
            return new Page(Path.of(path), Files.readAllLines(Path.of(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what a user reads; not the changelog, which tells of the past. */
    static List<Page> all() {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md"),
                            docs.map(Path::toString)
                                    .filter(path -> path.endsWith(".md"))
                                    .sorted())
                    .map(Page::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the fenced blocks of all pages that say this after the fence, in order. */
    static List<Block> blocks(String info) {
        return all().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> block.info().equals(info))
                .toList();
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        List<String> inside = null;
        String info = "";
        for (String line : lines) {
            if (!line.startsWith("```")) {
                if (inside != null) {
                    inside.add(line);
                }
            } else if (inside == null) {
                inside = new ArrayList<>();
                info = line.substring(3).strip();
            } else {
                blocks.add(new Block(this, info, inside));
                inside = null;
            }
        }
        return blocks;
    }

    /** Returns what is outside of fenced blocks. */
    String prose() {
        boolean fenced = false;
        List<String> prose = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("```")) {
                fenced = !fenced;
            } else if (!fenced) {
                prose.add(line);
            }
        }
        return String.join("\n", prose);
    }

    String text() {
        return String.join("\n", lines);
    }

    /** Returns where its links lead. */
    List<String> links() {
        return LINK.matcher(prose()).results().map(link -> link.group(1)).toList();
    }

    /** Returns the anchors of its headings, as GitHub makes them. */
    Set<String> anchors() {
        return prose().lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    /** Returns the rows of the table below a heading or a header row that begins so, each as its cells. */
    List<List<String>> table(String header) {
        return lines.stream()
                .dropWhile(line -> !line.startsWith(header))
                .dropWhile(line -> !line.startsWith("|---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .map(Page::cells)
                .toList();
    }

    /** Returns all rows of all tables. */
    List<List<String>> rows() {
        return lines.stream()
                .filter(line -> line.startsWith("|"))
                .map(Page::cells)
                .toList();
    }

    /** Returns what is between backticks in a text. */
    static List<String> code(String text) {
        return Pattern.compile("`([^`]+)`")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .map(code -> code.substring(1, code.length() - 1))
                .toList();
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private static List<String> cells(String row) {
        return Arrays.stream(CELL_BORDER.split(row)).skip(1).map(String::strip).toList();
    }
}
