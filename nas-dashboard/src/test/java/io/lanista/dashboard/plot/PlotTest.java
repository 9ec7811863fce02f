package io.lanista.dashboard.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lanista.api.trial.Objective;
import io.lanista.dashboard.SampleRuns;
import io.lanista.dashboard.plot.Axes.Key;
import io.lanista.dashboard.plot.Sheet.Point;
import io.lanista.dashboard.view.RunView;
import io.lanista.dashboard.view.Vocabulary;
import io.lanista.runtime.experiment.Budget;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.json.JsonMapper;

class PlotTest {
    @TempDir
    static Path runs;

    @TempDir
    Path folder;

    private static Path trials;
    private static Path other;
    private static Path rungs;
    private static Path supernet;
    private static Path front;
    private static Path failures;

    @BeforeAll
    static void makeRuns() throws InterruptedException {
        trials = SampleRuns.trials(runs, 60, 1);
        other = SampleRuns.trials(runs.resolve("other"), 60, 2);
        rungs = SampleRuns.rungs(runs);
        supernet = SampleRuns.supernet(runs);
        front = SampleRuns.front(runs);
        failures = SampleRuns.failures(runs);
    }

    private static Plot plot(Plot.Kind kind, Path... shown) {
        return new Plot(
                kind,
                Stream.of(shown)
                        .map(run -> RunView.of(run.toString(), run, Vocabulary.standard()))
                        .toList(),
                640,
                400);
    }

    private Document svg(Plot plot) throws Exception {
        Path file = folder.resolve("figure.svg");
        plot.write(file);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }

    @Test
    void aHistoryHasAMarkForEachTrialAndAStair() throws Exception {
        Document figure = svg(plot(Plot.Kind.HISTORY, trials));

        assertThat(figure.getElementsByTagName("circle").getLength()).isEqualTo(60 + 1); // One in the legend.
        assertThat(figure.getElementsByTagName("polyline").getLength()).isPositive();
        assertThat(figure.getDocumentElement().getTextContent()).contains("accuracy", "finished trials");
    }

    @Test
    void importanceNamesItsMethodAndItsDecisions() throws Exception {
        assertThat(svg(plot(Plot.Kind.IMPORTANCE, trials)).getDocumentElement().getTextContent())
                .contains("fANOVA on a random forest", "rate", "width");
    }

    @Test
    void eachKindDrawsRunsOfItsKind() throws Exception {
        assertThat(svg(plot(Plot.Kind.CURVES, trials))
                        .getElementsByTagName("polyline")
                        .getLength())
                .isGreaterThan(60);
        assertThat(svg(plot(Plot.Kind.RUNGS, rungs))
                        .getElementsByTagName("circle")
                        .getLength())
                .isEqualTo(24 + 1);
        assertThat(svg(plot(Plot.Kind.SUPERNET, supernet)).getDocumentElement().getTextContent())
                .contains("supernet accuracy", "entropy");
        assertThat(svg(plot(Plot.Kind.FRONT, front)).getDocumentElement().getTextContent())
                .contains("accuracy", "cost", "no other trial beats it");
    }

    @Test
    void aTrialThatFailedHasAMarkAndALegend() throws Exception {
        Document figure = svg(plot(Plot.Kind.HISTORY, failures));

        assertThat(figure.getDocumentElement().getTextContent()).contains("failed", "best so far");
        assertThat(svg(plot(Plot.Kind.HISTORY, trials)).getDocumentElement().getTextContent())
                .doesNotContain("failed");
    }

    @Test
    void runsThatDifferInTheirSeedsShareALineAndABand() throws Exception {
        Document figure = svg(plot(Plot.Kind.COMPARE, trials, other));

        assertThat(figure.getElementsByTagName("polygon").getLength()).isEqualTo(1);
        assertThat(figure.getDocumentElement().getTextContent()).contains("random (2 seeds)");
        assertThat(svg(plot(Plot.Kind.COMPARE, trials, rungs))
                        .getDocumentElement()
                        .getTextContent())
                .contains("random-1", "rungs-1");
    }

    @Test
    void runsThatDifferInMoreThanTheirSeedsShareNothing() throws Exception {
        Path costly = SampleRuns.run(SampleRuns.experiment("random", folder)
                .strategy("random", Map.of())
                .objectives(List.of(Objective.maximize(SampleRuns.METRIC), Objective.minimize("cost")))
                .budget(Budget.ofTrials(5)));
        Document figure = svg(plot(Plot.Kind.COMPARE, trials, costly));

        assertThat(figure.getElementsByTagName("polygon").getLength()).isZero();
        assertThat(figure.getDocumentElement().getTextContent()).doesNotContain("seeds");
    }

    @Test
    void theLineOfSeveralSeedsIsTheirMedianAndTheBandStepsAsItDoes() throws Exception {
        Path low = SampleRuns.scores(folder, "level", 0.25, 0.25);
        Path high = SampleRuns.scores(folder, "level", 0.75, 0.75);
        Document figure = svg(plot(Plot.Kind.COMPARE, low, high));

        List<Double> line = heights(lastOf(figure, "polyline"));
        List<Double> band = heights(lastOf(figure, "polygon"));
        double middle = (Collections.min(band) + Collections.max(band)) / 2;
        assertThat(line).allSatisfy(height -> assertThat(height).isCloseTo(middle, within(0.1)));
        Path rising = SampleRuns.scores(folder, "level", 0.25, 0.75);
        assertThat(heights(lastOf(svg(plot(Plot.Kind.COMPARE, low, rising)), "polygon")).stream()
                        .map(Math::round)
                        .distinct())
                .as("a band's edge is level or rises at once")
                .hasSize(2);
    }

    private static Element lastOf(Document figure, String name) {
        NodeList all = figure.getElementsByTagName(name);
        return (Element) all.item(all.getLength() - 1);
    }

    private static List<Double> heights(Element drawn) {
        return Stream.of(drawn.getAttribute("points").strip().split("\\s+"))
                .map(point -> Double.valueOf(point.split(",")[1]))
                .toList();
    }

    @Test
    void theBestTrialIsInTheFigureHoweverFarItIsFromTheOthers() throws Exception {
        double[] scores = new double[30];
        Arrays.setAll(scores, i -> i == 17 ? 0.95 : 0.1 + 0.001 * i);
        Document figure = svg(plot(Plot.Kind.HISTORY, SampleRuns.scores(folder, "far", scores)));

        assertThat(figure.getDocumentElement().getTextContent()).contains("0.8");
    }

    @Test
    void aTrialThatGoesOnFromAnotherOneIsOneCurveWithIt() throws Exception {
        Document figure = svg(plot(Plot.Kind.CURVES, rungs));
        NodeList lines = figure.getElementsByTagName("polyline");
        List<Integer> lengths = IntStream.range(0, lines.getLength())
                .mapToObj(i -> ((Element) lines.item(i)).getAttribute("points").split("\\s+").length)
                .toList();

        assertThat(lengths)
                .as("a trial of the last rung has step 2 of one trial, and 4 to 8 of its own, in one line")
                .contains(6)
                .doesNotContain(5);
    }

    @Test
    void whatIsBeyondTheAxesIsCutOffAndNotDrawnAtTheirEdge() {
        Axes axes = new Axes(new SvgSheet(300, 200), 300, 200, 50, new double[] {0, 4}, new double[] {0, 1}, List.of());
        List<List<Point>> lines = axes.line(List.of(
                new double[] {0, 0.5}, new double[] {1, 2}, new double[] {2, 2}, new double[] {3, 0.5}, new double[] {
                    4, 0
                }));

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).hasSize(2);
        assertThat(lines.get(0).get(1).x()).isLessThan(axes.x(0.5));
        assertThat(lines.get(1)).hasSize(3);
        assertThat(lines.get(1).get(0).x()).isGreaterThan(axes.x(2.5));
    }

    @Test
    void aLegendThatDoesNotFitSaysHowManyMoreThereAre() throws Exception {
        SvgSheet sheet = new SvgSheet(300, 120);
        List<Key> keys = IntStream.range(0, 20)
                .mapToObj(i -> new Key("a run with a name " + i, "#000000", true))
                .toList();
        new Axes(sheet, 300, 120, 50, new double[] {0, 1}, new double[] {0, 1}, keys);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sheet.write(bytes);
        String drawn = bytes.toString(StandardCharsets.UTF_8);
        long named =
                keys.stream().filter(key -> drawn.contains(key.name() + "<")).count();

        assertThat(named).isBetween(1L, 19L);
        assertThat(drawn).contains("and " + (20 - named) + " more");
    }

    @Test
    void aTrialThatWasStoppedHasAMarkAndALegend() throws Exception {
        Path stopped = SampleRuns.stopped(folder);
        long many = JsonMapper.shared()
                .readTree(RunView.of("stopped", stopped, Vocabulary.standard()).json())
                .get("counts")
                .get("stopped")
                .asLong();
        Document history = svg(plot(Plot.Kind.HISTORY, stopped));
        assertThat(history.getDocumentElement().getTextContent()).contains("stopped early, at its last value");
        assertThat(drawn(history, "circle", "fill", RunFigure.STOPPED)).isEqualTo(many + 1); // One in the legend.
        Document curves = svg(plot(Plot.Kind.CURVES, stopped));
        assertThat(curves.getDocumentElement().getTextContent()).contains("stopped early");
        assertThat(drawn(curves, "polyline", "stroke", RunFigure.STOPPED)).isEqualTo(many + 1);
        assertThat(svg(plot(Plot.Kind.CURVES, trials)).getDocumentElement().getTextContent())
                .doesNotContain("stopped");
    }

    private static long drawn(Document figure, String name, String attribute, String colour) {
        NodeList marks = figure.getElementsByTagName(name);
        return IntStream.range(0, marks.getLength())
                .filter(i -> ((Element) marks.item(i)).getAttribute(attribute).equals(colour))
                .count();
    }

    @Test
    void runsOfDifferentMetricsShareNoAxis() throws Exception {
        Path cheap = SampleRuns.cheap(folder);
        assertThatThrownBy(() -> plot(Plot.Kind.COMPARE, trials, cheap).write(folder.resolve("f.svg")))
                .hasMessageContaining("(accuracy) and (cost)");
    }

    @Test
    void aPictureHasTwoPixelsForEachAndMoreThanPaper() throws IOException {
        Path file = folder.resolve("figure.png");
        plot(Plot.Kind.HISTORY, trials).write(file);
        BufferedImage picture = ImageIO.read(file.toFile());
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                colours.add(picture.getRGB(x, y));
            }
        }
        assertThat(picture.getWidth()).isEqualTo(1280);
        assertThat(colours).hasSizeGreaterThan(20);
    }

    @Test
    void whatARunHasNothingOfIsSaid() {
        assertThatThrownBy(() -> plot(Plot.Kind.FRONT, trials).write(folder.resolve("f.svg")))
                .hasMessageContaining("one objective");
        assertThatThrownBy(() -> plot(Plot.Kind.SUPERNET, trials).write(folder.resolve("f.svg")))
                .hasMessageContaining("no supernet");
        assertThatThrownBy(() -> plot(Plot.Kind.IMPORTANCE, rungs).write(folder.resolve("f.svg")))
                .hasMessageContaining("Maybe run more trials");
        assertThatThrownBy(() -> plot(Plot.Kind.HISTORY, trials, other)).hasMessageContaining("compare");
        assertThat(List.of(folder.toFile().list())).isEmpty();
    }

    @Test
    void aFileOfAnotherKindIsRefused() {
        assertThatThrownBy(() -> plot(Plot.Kind.HISTORY, trials).write(folder.resolve("figure.pdf")))
                .hasMessageContaining("figure.pdf")
                .hasMessageContaining("Available: .svg, .png");
        assertThat(Files.exists(folder.resolve("figure.pdf"))).isFalse();
    }
}
