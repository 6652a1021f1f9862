package dev.parley.cli;

import dev.parley.connect.PrivateFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A file that a report goes to, or none.
 *
 * <p>That it can be written is tested before a run, so that nothing is measured that cannot be kept. Whatever the command,
 * there is one line about a file that cannot be written, and exit code 5.
 *
 * @param option the one that names the file
 * @param path null for none
 */
record ReportFile(String option, Path path) {
    /** That a report cannot be written; the message is the line for the user. */
    static final class Unwritable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Unwritable(String line) {
            super(line);
        }
    }

    /**
     * Tests whether the file can be written, and leaves all as it is.
     *
     * @throws Unwritable if it cannot
     */
    void check() {
        if (path == null) {
            return;
        }
        Path folder = path.toAbsolutePath().getParent();
        if (Files.isDirectory(path)) {
            throw unwritable("it is a folder", "give a file in it");
        }
        if (Files.exists(path) ? !Files.isWritable(path) : Files.isDirectory(folder) && !Files.isWritable(folder)) {
            throw denied();
        }
        if (!Files.isDirectory(folder)) {
            throw unwritable("there is no folder " + folder, "make it, or give a file elsewhere");
        }
    }

    /** Writes a report; if that fails, says so on stderr. */
    boolean write(String text) {
        try {
            if (path != null) {
                Files.writeString(path, text, StandardCharsets.UTF_8);
            }
            return true;
        } catch (IOException e) {
            System.err.println(unwritable(e).getMessage());
            return false;
        }
    }

    /**
     * Opens the file for what is written as it happens.
     *
     * @throws Unwritable if it cannot be written
     */
    OutputStream open() {
        check();
        try {
            return Files.newOutputStream(path);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Opens the file, which nobody else may read if it is made here; with the folders above it.
     *
     * @return null if there is no file
     * @throws Unwritable if it cannot be written
     */
    OutputStream openPrivate() {
        try {
            if (path == null) {
                return null;
            }
            PrivateFile.create(path);
            return Files.newOutputStream(path);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Returns what there is to say when writing has failed, and why it did is not known. */
    String failed() {
        return unwritable("not all of it", "is the disk full?").getMessage();
    }

    private Unwritable unwritable(IOException e) {
        if (e instanceof AccessDeniedException) {
            return denied();
        }
        String reason = e instanceof FileSystemException system
                ? Objects.requireNonNullElse(system.getReason(), e.getClass().getSimpleName())
                : e.getMessage();
        return unwritable(reason, "give a file elsewhere");
    }

    private Unwritable denied() {
        return unwritable("permission denied", "give a file in a folder of yours");
    }

    private Unwritable unwritable(String seen, String remedy) {
        return new Unwritable(option + " " + path + " cannot be written: " + seen + "; " + remedy);
    }
}
