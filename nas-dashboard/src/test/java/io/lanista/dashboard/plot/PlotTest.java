package io.lanista.dashboard.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.dashboard.SampleRuns;
import io.lanista.dashboard.view.RunView;
import io.lanista.dashboard.view.Vocabulary;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

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
