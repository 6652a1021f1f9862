package dev.parley.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files that their owner alone can read, where the file system knows owners: messages may hold secrets. */
public final class PrivateFile {
    private PrivateFile() {}

    /** Makes an empty file with the folders above it, if it is not there. */
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
