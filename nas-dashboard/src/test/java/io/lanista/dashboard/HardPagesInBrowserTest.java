package io.lanista.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.dashboard.view.RunView;
import io.lanista.dashboard.view.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pages of runs that are hard to show, and pages on paper, in a real browser. */
@Tag("slow")
class HardPagesInBrowserTest {
    @TempDir
    static Path profile;

    @TempDir
    Path folder;

    private static Browser browser;

    @BeforeAll
    static void open() {
        browser = Browser.open(profile);
    }

    @AfterAll
    static void quit() {
        if (browser != null) {
            browser.close();
        }
    }

    private void showReport(Path run) throws IOException {
        String name = run.getFileName().toString();
        Path file = folder.resolve("report.html");
        new Report(List.of(RunView.of(name, run, Vocabulary.standard()))).write(file, Instant.EPOCH);
        browser.show(file.toUri(), name);
    }

    /** Before a server closes: a page that asks on would complain that nobody answers. */
    private static void leave() {
        browser.assertNoComplaints();
        browser.show("about:blank");
    }

    @Test
    void aRunThatCannotBeReadStandsInTheListBesideTheOthers() throws Exception {
        SampleRuns.cheap(folder);
        Files.createDirectory(folder.resolve("begins-1"));
        Files.createFile(folder.resolve("begins-1/journal.jsonl"));
        Files.createDirectory(folder.resolve("broken-1"));
        Files.writeString(
                folder.resolve("broken-1/journal.jsonl"), "this is no journal, and never was one of any kind\n");
        try (DashboardServer server = DashboardServer.builder(folder).start()) {
            browser.list(server.address());
            assertThat(browser.text("table.runs"))
                    .contains("cheap-1")
                    .contains("begins-1 has not begun yet")
                    .containsPattern("broken-1 The journal .* is damaged in line 1");
            browser.show("about:blank");
            browser.show(server.address().resolve("#run=broken-1").toString());
            browser.await("return document.querySelector('main').textContent.includes('is damaged in line 1')");
            browser.one(".brand").click();
            browser.await("return document.documentElement.dataset.ready === 'list'");
            leave();
        }
    }

    @Test
    void thePageOfARunThatHasNotBegunAppearsOnceItDoes() throws Exception {
        Path done = SampleRuns.cheap(folder.resolve("elsewhere"));
        Path run = Files.createDirectory(folder.resolve("begins-1"));
        Files.createFile(run.resolve("journal.jsonl"));
        try (DashboardServer server = DashboardServer.builder(folder).start()) {
            browser.show("about:blank");
            browser.show(server.address().resolve("#run=begins-1").toString());
            browser.await("return document.querySelector('main').textContent.includes('has not begun yet')");
            Files.copy(done.resolve("space.json"), run.resolve("space.json"));
            Files.write(run.resolve("journal.jsonl"), Files.readAllBytes(done.resolve("journal.jsonl")));
            browser.await("return document.documentElement.dataset.parts === 'begins-1'");
            assertThat(browser.text("#summary")).contains("3 / 3");
            leave();
        }
    }

    @Test
    void theBestTrialIsInEveryChartHoweverFarItIsFromTheOthers() throws Exception {
        double[] scores =
                IntStream.range(0, 30).mapToDouble(i -> 0.1 + 0.001 * i).toArray();
        scores[17] = 0.95;
        showReport(SampleRuns.scores(folder, "far", scores));
        browser.script("window.lanista.drawAll()");
        browser.await("return document.querySelector('#history .chart').dataset.marks > 0");
        assertThat(browser.script("return document.querySelector('#history .chart').lines.plot.scales.y.max > 0.95"))
                .isEqualTo(true);
        assertThat(browser.script("return document.querySelector('#curves .chart').lines.plot.scales.y.max > 0.95"))
                .isEqualTo(true);
        assertThat(browser.script("""
                const {targets} = document.querySelector('#distance .chart').chart;
                return targets.y[targets.keys.indexOf(17)] > 24;""")).as("below the upper end of its axis").isEqualTo(true);
    }

    @Test
    void aScoreThatIsNoFiniteNumberHasAMarkThatTheLegendNames() throws Exception {
        showReport(SampleRuns.scores(folder, "odd", Double.NaN, 1e308, -1e308, 0.5, Double.POSITIVE_INFINITY, 0.25));
        assertThat(browser.text("#history .legend")).contains("scored no finite number");
        Map<String, Long> marks = browser.marks();
        assertThat(marks)
                .allSatisfy((chart, count) -> assertThat(count).as(chart).isPositive());
        assertThat(browser.script("return document.querySelector('#history .chart').lines.targets.size"))
                .isEqualTo(6L);
        browser.assertNoComplaints();
    }

    @Test
    void aTrialThatGoesOnFromAnotherOneIsOneCurveWithIt() throws Exception {
        Path rungs = SampleRuns.rungs(folder);
        JsonNode trials = JsonMapper.shared()
                .readTree(RunView.of("rungs-1", rungs, Vocabulary.standard()).json())
                .get("trials");
        List<Integer> reporting = IntStream.range(0, trials.get("trial").size())
                .filter(trial -> trials.get("steps").get(trial).asInt() > 1)
                .boxed()
                .toList();
        List<Integer> whole = reporting.stream()
                .filter(trial -> trials.get("continues")
                        .valueStream()
                        .noneMatch(before -> before.isNumber() && before.asInt() == trial))
                .toList();
        assertThat(whole).hasSizeLessThan(reporting.size());
        showReport(rungs);
        browser.marks();
        browser.await("return document.querySelector('#curves .chart').dataset.marks === '" + whole.size() + "'");
        assertThat(browser.text("#curves .about")).contains("is one curve with it");
    }

    @Test
    void onPaperThePageIsAsWideAsThatAndTheTableIsNotCutOff() throws Exception {
        showReport(SampleRuns.trials(folder, 220, 1));
        browser.marks();
        browser.script("window.dispatchEvent(new Event('beforeprint'))");
        assertThat(browser.script("""
                return [...document.querySelectorAll('.chart canvas, .network')].filter((drawn) => drawn.checkVisibility())
                  .filter((drawn) => drawn.getBoundingClientRect().width > 700).map((drawn) => drawn.outerHTML.slice(0, 200));""")).isEqualTo(List.of());
        assertThat(browser.all(".rows .row")).hasSize(200);
        assertThat(browser.script("""
                const last = document.querySelector('.rows .row:last-child').getBoundingClientRect();
                return last.bottom <= document.querySelector('#trials').getBoundingClientRect().bottom;""")).isEqualTo(true);
        assertThat(browser.text("#trials .printed")).isEqualTo("The first 200 of 220 trials; the CSV has all.");
        browser.script("window.dispatchEvent(new Event('afterprint'))");
        browser.await("return document.querySelectorAll('.rows .row').length < 60");
        assertThat(browser.script("return document.querySelector('#trials .printed').checkVisibility()"))
                .isEqualTo(false);
        browser.assertNoComplaints();
    }
}
