package dev.parley.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that only its owner can read, where the file system knows owners: messages may hold secrets. */
public final class PrivateFile {
    private PrivateFile() {}

    /** Makes an empty file, and the folders above it, unless it exists. */
    public static void create(Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Path absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(absolute);
        }
    }
}
