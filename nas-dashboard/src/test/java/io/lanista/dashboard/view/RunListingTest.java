package io.lanista.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunListingTest {
    @TempDir
    Path folder;

    private void run(String name) throws IOException {
        Files.createDirectories(folder.resolve(name));
        Files.createFile(folder.resolve(name).resolve("journal.jsonl"));
    }

    @Test
    void runsAreFoundBelowTheFolderInTheOrderOfTheirNumbers() throws IOException {
        run("digits-10");
        run("digits-9");
        run("team/digits-1");
        Files.createDirectories(folder.resolve("empty"));

        assertThat(RunListing.find(folder).keySet()).containsExactly("digits-9", "digits-10", "team/digits-1");
    }

    @Test
    void whatARunKeepsIsNoRun() throws IOException {
        run("digits-1");
        run("digits-1/trials/old");

        assertThat(RunListing.find(folder).keySet()).containsExactly("digits-1");
    }

    @Test
    void aRunItselfIsAFolderOfOne() throws IOException {
        run("digits-1");

        assertThat(RunListing.find(folder.resolve("digits-1")).keySet()).containsExactly("digits-1");
    }

    @Test
    void aFolderThatIsNotThereHasNone() {
        assertThat(RunListing.find(folder.resolve("nothing"))).isEmpty();
    }
}
