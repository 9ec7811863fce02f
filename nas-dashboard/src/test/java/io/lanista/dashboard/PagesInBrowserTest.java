package io.lanista.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.dashboard.view.RunView;
import io.lanista.dashboard.view.Vocabulary;
import io.lanista.djl.train.TestAnswers;
import io.lanista.runtime.runs.RunHistory;
import io.lanista.runtime.watch.BestTrial;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Reports and the dashboard as people see them, in a real browser. */
@Tag("slow")
class PagesInBrowserTest {
    @TempDir
    static Path runs;

    @TempDir
    static Path profile;

    @TempDir
    Path folder;

    private static Browser browser;
    private static Path trials;
    private static Path rungs;
    private static Path supernet;
    private static Path failures;
    private static Path front;
    private final List<DashboardServer> servers = new ArrayList<>();

    @BeforeAll
    static void open() throws InterruptedException {
        browser = Browser.open(profile);
        trials = SampleRuns.trials(runs, 60, 1);
        rungs = SampleRuns.rungs(runs);
        supernet = SampleRuns.supernet(runs);
        failures = SampleRuns.failures(runs);
        front = SampleRuns.front(runs);
    }

    @AfterAll
    static void quit() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void closeServers() {
        servers.forEach(DashboardServer::close);
    }

    private URI report(Path... shown) throws IOException {
        List<RunView> views = Arrays.stream(shown)
                .map(run -> RunView.of(run.getFileName().toString(), run, Vocabulary.standard()))
                .toList();
        Path file = folder.resolve("report.html");
        new Report(views).write(file, Instant.EPOCH);
        return file.toUri();
    }

    private URI dashboard(Path of) throws IOException {
        DashboardServer server = DashboardServer.builder(of).start();
        servers.add(server);
        return server.address();
    }

    private void showReport(Path run) throws IOException {
        browser.requests();
        browser.show(report(run), run.getFileName().toString());
        assertThat(browser.requests()).allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
    }

    private static void assertMarks(String... cards) {
        Map<String, Long> marks = browser.marks();
        assertThat(marks.values()).as(marks.toString()).allMatch(count -> count > 0);
        for (String card : cards) {
            assertThat(marks.keySet()).as(card).anyMatch(name -> name.startsWith(card));
        }
        browser.assertNoComplaints();
    }

    @Test
    void aSearchTrialByTrialHasMarksInEveryChart() throws IOException {
        showReport(trials);
        assertMarks(
                "history",
                "network",
                "quality",
                "importance",
                "contour",
                "slices",
                "parallel",
                "map",
                "distance",
                "curves",
                "workers");
        assertThat(browser.all(".rows .row")).isNotEmpty();
    }

    @Test
    void numbersOnThePageAreThoseOfTheRun() throws IOException {
        showReport(trials);
        BestTrial best = RunHistory.read(trials).best().orElseThrow();
        String score = String.format(Locale.ROOT, "%.4f", best.score().value());
        assertThat(browser.text(".tile.good")).contains(score).contains("trial " + best.trial());
        assertThat(browser.text(".rows .row.best")).contains(score);
    }

    @Test
    void theWinnersAnswersAreShownWithItsSurestMistakesAsPictures() throws IOException {
        showReport(trials);
        assertThat(browser.text("#quality .about")).contains("94 of 100 examples right");
        assertThat(browser.text("#quality table")).contains("cat 40 0.905 0.950 0.927");
        assertThat(browser.text("#quality ol")).contains("dog taken for cat: 4");
        assertThat(browser.all("#quality .mistakes li")).hasSize(2);
        assertThat(
                        browser.script(
                                "const canvas = document.querySelector('#quality .mistakes canvas'); return canvas.getContext('2d').getImageData(7, 7, 1, 1).data[0]"))
                .isEqualTo(252L);
    }

    @Test
    void numbersThatWerePredictedAreShownBesideTheirTargets() throws IOException {
        Path copy = folder.resolve("numbers-1");
        copyRun(trials, copy);
        int best = RunHistory.read(copy).best().orElseThrow().trial();
        new TestAnswers(
                        3,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new TestAnswers.Numbers(List.of(1.0, 2.0, 3.0), List.of(1.5, 2.0, 2.5))))
                .write(copy.resolve("trials/" + best + "/artifact"));
        showReport(copy);
        assertMarks("quality");
        assertThat(browser.text("#quality .about")).contains("3 examples").contains("squared error is 0.4082");
    }

    private static void copyRun(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Test
    void aSearchRungByRungHasMarksInEveryChart() throws IOException {
        showReport(rungs);
        assertMarks("history", "rungs", "curves");
        assertThat(browser.text("#rungs .about")).contains("with 9").contains("with 1");
    }

    @Test
    void aSupernetShowsItsWeightsAndWhatItsTrainerRemarked() throws IOException {
        showReport(supernet);
        assertMarks("supernet", "training", "network");
        assertThat(browser.text("#training"))
                .contains("a sign of collapse")
                .contains("a gap of")
                .contains("3 random architectures, trained alike, reached");
    }

    @Test
    void failuresAreGroupedByTheirReasonsAsPlainText() throws IOException {
        showReport(failures);
        assertThat(browser.text("#failures")).contains("<b>out of memory</b>");
        assertMarks("history");
    }

    @Test
    void aSearchAfterTwoObjectivesShowsItsFrontAndWhatIsPicked() throws IOException {
        showReport(front);
        assertMarks("history", "front");
        BestTrial best = RunHistory.read(front).best().orElseThrow();
        assertThat(browser.text(".tile.good"))
                .contains("accuracy of the picked trial")
                .contains(String.format(
                        Locale.ROOT, "%.4f", best.scores().all().get(0).value()))
                .contains("cost " + Math.round(best.scores().all().get(1).value()))
                .contains("trial " + best.trial());
        assertThat(browser.text("#history .about")).contains("trial " + best.trial() + " is picked");
        assertThat(browser.text("#history .legend"))
                .contains("best accuracy so far")
                .doesNotContain("failed");
    }

    @Test
    void headsAndRowsOfTheTableHaveTheSameColumns() throws IOException {
        showReport(trials);
        assertThat(browser.script("""
                const places = (row) => [...document.querySelectorAll(row + ' > div')].map((cell) => Math.round(cell.getBoundingClientRect().left));
                return places('.row.head').join() === places('.rows .row:first-child').join()
                  && [...document.querySelectorAll('.row.head button')].every((head) => head.scrollWidth <= head.clientWidth);""")).isEqualTo(true);
    }

    @Test
    void whatIsInARunNeverRunsAsAScript() throws IOException {
        showReport(trials);
        browser.script("document.querySelectorAll('#setup details').forEach((part) => { part.open = true; })");
        assertThat(browser.text("#setup")).contains("<script>alert('no')</script>");
        browser.assertNoComplaints();
    }

    @Test
    void severalRunsAreLaidSideBySide() throws Exception {
        Path other = SampleRuns.trials(folder, 30, 2);
        browser.show(report(trials, other), trials.getFileName().toString());
        assertMarks("compare", "history");
        assertThat(browser.text("#compare .legend")).contains("2 runs");
        Path cheap = SampleRuns.cheap(folder);
        browser.show(report(trials, cheap), trials.getFileName().toString());
        assertThat(browser.text("#compare .legend")).doesNotContain("cheap");
        assertThat(browser.text("#compare .about")).contains("cheap-1 is to minimize cost");
    }

    @Test
    void aFilterHoldsForTheTableAndSaysWhatItDoesNotKnow() throws IOException {
        showReport(trials);
        long all = browser.all(".rows .row").size();
        WebElement filter = browser.one("#filter");
        filter.sendKeys("width=32");
        // The page answers each key, so what it shows between two of them is of no account.
        browser.await("return new URLSearchParams(location.hash.slice(1)).get('filter') === 'width=32'");
        assertThat(browser.text("#trials .about")).contains(" of 60");
        assertThat(browser.all(".rows .row")).hasSizeLessThan((int) all);
        filter.sendKeys(Keys.chord(Keys.CONTROL, "a"), "depht>1");
        browser.await(
                "return document.querySelector('.filter-problem').textContent.includes('There is nothing called (depht)')");
        browser.assertNoComplaints();
    }

    @Test
    void theTableSortsByAColumnBothWays() throws IOException {
        showReport(trials);
        browser.script(
                "[...document.querySelectorAll('.row.head button')].find((head) => head.title === 'accuracy').click()");
        List<Double> rising = scores();
        assertThat(rising).isSorted();
        browser.script(
                "[...document.querySelectorAll('.row.head button')].find((head) => head.title === 'accuracy').click()");
        assertThat(scores()).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(scores().get(0)).isGreaterThan(rising.get(0));
    }

    private static List<Double> scores() {
        return browser.all(".rows .row").stream()
                .map(row -> Double.valueOf(row.getText().split("\\s+")[2]))
                .toList();
    }

    @Test
    void aSelectedTrialIsShownInFullBesideTheBest() throws IOException {
        showReport(trials);
        browser.script("document.querySelector('.rows .row:not(.best)').click()");
        assertThat(browser.text("#detail"))
                .contains("Trial")
                .contains("beside the best trial")
                .contains("rate");
        assertThat(browser.script("return location.hash")).asString().contains("trial=");
        browser.script("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}))");
        browser.await("return document.querySelector('#detail').hidden");
    }

    @Test
    void everyChartHasATableForThoseWhoDoNotSeeIt() throws IOException {
        showReport(trials);
        browser.script(
                "document.querySelectorAll('.card .tools button').forEach((button) => button.textContent === 'Table' && button.offsetParent && button.click())");
        assertThat(
                        browser.script(
                                "return [...document.querySelectorAll('.card-table')].filter((table) => table.offsetParent && !table.querySelector('td')).length"))
                .isEqualTo(0L);
        browser.assertNoComplaints();
    }

    @Test
    void thePageFitsATelephone() throws IOException {
        browser.resize(380, 800);
        try {
            for (Path run : List.of(trials, rungs, supernet, failures, front)) {
                showReport(run);
                browser.marks();
                assertThat(browser.script("return document.documentElement.scrollWidth"))
                        .as(run.toString())
                        .isEqualTo(380L);
            }
        } finally {
            browser.resize(1280, 900);
        }
    }

    @Test
    void theDashboardListsRunsAndOpensOne() throws IOException {
        browser.requests();
        URI address = dashboard(runs);
        browser.show(
                address.resolve("#run=" + trials.getFileName()),
                trials.getFileName().toString());
        assertMarks("history", "network");
        assertThat(browser.requests())
                .allMatch(url ->
                        url.startsWith(address.toString()) || url.startsWith("data:") || url.equals("about:blank"));
        browser.one(".brand").click();
        browser.await(
                "return document.documentElement.dataset.ready === 'list' && document.querySelectorAll('table.runs tbody tr .pill').length === 5");
        assertThat(browser.text("table.runs")).contains("supernet-1").contains("failed");
        browser.assertNoComplaints();
    }

    @Test
    void aRunningSearchShowsANewTrialAsSoonAsItsLineIsWritten() throws IOException {
        Path growing = folder.resolve("growing-1");
        Files.createDirectory(growing);
        List<String> lines = Files.readAllLines(trials.resolve("journal.jsonl"));
        Files.copy(trials.resolve("space.json"), growing.resolve("space.json"));
        Files.copy(trials.resolve("base-folder.txt"), growing.resolve("base-folder.txt"));
        Path journal = growing.resolve("journal.jsonl");
        int half = lines.size() / 2;
        Files.write(journal, lines.subList(0, half));
        browser.show(dashboard(folder).resolve("#run=growing-1"), "growing-1");
        browser.await("return document.documentElement.dataset.stream === 'live'");
        long before = ended();
        int next = half;
        do {
            Files.writeString(journal, lines.get(next) + "\n", StandardOpenOption.APPEND);
        } while (!lines.get(next++).contains("\"outcome\""));
        browser.await("return document.querySelector('#summary').textContent.includes('" + (before + 1) + " / 60')");
        assertThat(browser.marks().values()).allMatch(count -> count > 0);
        browser.assertNoComplaints();
    }

    private static long ended() {
        return Long.parseLong(browser.text("#summary").replaceAll("(?s).*?(\\d+) / 60.*", "$1"));
    }
}
