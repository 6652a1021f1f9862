package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFileTest {
    @TempDir
    private Path folder;

    @Test
    void noFileIsAlwaysWritable() {
        ReportFile none = new ReportFile("--html", null);
        none.check();
        assertThat(none.openPrivate()).isNull();
    }

    @Test
    void theTestLeavesAllAsItIs() throws IOException {
        Path there = Files.writeString(folder.resolve("there.html"), "old");
        Path missing = folder.resolve("new.html");
        file(there).check();
        file(missing).check();
        assertThat(there).hasContent("old");
        assertThat(missing).doesNotExist();
    }

    @Test
    void aReportTakesThePlaceOfAnOlderOne() throws IOException {
        Path there = Files.writeString(folder.resolve("there.html"), "old and longer");
        assertThat(file(there).write("new")).isTrue();
        assertThat(there).hasContent("new");
    }

    @Test
    void theLineSaysWhatIsWrongAndWhatToDo() throws IOException {
        assertUnwritable(
                folder.resolve("no/such/a.html"),
                "there is no folder " + folder.resolve("no/such") + "; make it, or give a file elsewhere");
        assertUnwritable(folder, "it is a folder; give a file in it");
    }

    @Test
    void aFolderOfSomeoneElseIsSeenBeforeTheRun() throws IOException {
        Path closed = Files.createDirectory(
                folder.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
        Path page = closed.resolve("a.html");
        if (Files.isWritable(closed)) {
            // Root may write anywhere.
            file(page).check();
        } else {
            assertUnwritable(page, "permission denied; give a file in a folder of yours");
        }
    }

    @Test
    void aTranscriptIsForItsOwnerOnlyAndItsFoldersAreMade() throws IOException {
        Path transcript = folder.resolve("deep/er/t.jsonl");
        try (OutputStream out = file(transcript).openPrivate()) {
            out.write('x');
        }
        assertThat(transcript).hasContent("x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(transcript)))
                .isEqualTo("rw-------");
    }

    private static void assertUnwritable(Path path, String why) {
        assertThatThrownBy(() -> file(path).check())
                .isInstanceOf(ReportFile.Unwritable.class)
                .hasMessage("--html " + path + " cannot be written: " + why);
        assertThatCode(() -> file(path).open()).isInstanceOf(ReportFile.Unwritable.class);
    }

    private static ReportFile file(Path path) {
        return new ReportFile("--html", path);
    }
}
