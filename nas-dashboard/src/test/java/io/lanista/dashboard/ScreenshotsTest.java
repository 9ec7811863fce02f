package io.lanista.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Makes the pictures of {@code docs/seeing.md}, in the folder that {@code -Dlanista.screenshots} names; see {@code docs/screenshots}. */
@EnabledIfSystemProperty(named = "lanista.screenshots", matches = ".+")
class ScreenshotsTest {
    private static final int WIDTH = 1100;

    @TempDir
    Path runs;

    @TempDir
    Path profile;

    @Test
    void picturesOfTheDocumentation() throws InterruptedException, IOException {
        Path trials = SampleRuns.trials(runs, 150, 1);
        SampleRuns.trials(runs, 150, 2);
        SampleRuns.rungs(runs);
        Path supernet = SampleRuns.supernet(runs);
        SampleRuns.failures(runs);
        Path folder = Files.createDirectories(Path.of(System.getProperty("lanista.screenshots")));
        try (DashboardServer server = DashboardServer.builder(runs).start();
                Browser browser = Browser.open(profile)) {
            URI address = server.address();
            browser.prefer("light");
            browser.resize(WIDTH, 380);
            browser.list(address);
            Files.write(folder.resolve("runs.png"), browser.picture());
            browser.resize(WIDTH, 760);
            browser.show(
                    address.resolve("/#run=" + trials.getFileName()),
                    trials.getFileName().toString());
            picture(browser, "#summary", folder.resolve("run.png"));
            picture(browser, "#importance", folder.resolve("decisions.png"));
            browser.prefer("dark");
            browser.resize(WIDTH, 620);
            browser.show(
                    address.resolve("/#run=" + supernet.getFileName()),
                    supernet.getFileName().toString());
            picture(browser, "#supernet", folder.resolve("supernet.png"));
            browser.prefer("light");
            browser.resize(380, 760);
            browser.show(
                    address.resolve("/#run=" + trials.getFileName()),
                    trials.getFileName().toString());
            picture(browser, "#summary", folder.resolve("telephone.png"));
        }
        assertThat(folder.resolve("telephone.png")).isNotEmptyFile();
    }

    private static void picture(Browser browser, String part, Path file) throws IOException {
        browser.marks();
        browser.scrollTo(part);
        browser.marks();
        Files.write(file, browser.picture());
    }
}
