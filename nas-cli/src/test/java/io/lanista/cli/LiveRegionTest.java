package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveRegionTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private List<String> lines = List.of("working");

    private LiveRegion region(int columns) {
        return new LiveRegion(out, () -> columns, width -> lines);
    }

    private List<String> screen() {
        return new Screen().show(bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsPrintedStandsAboveTheRegion() {
        try (LiveRegion region = region(100)) {
            region.refresh();
            PrintWriter above = region.above();
            above.println("first");
            above.println("second");
            lines = List.of("still working", "on two lines");
            region.refresh();
            assertThat(screen()).containsExactly("first", "second", "still working", "on two lines");
            lines = List.of("nearly done");
            region.refresh();
            assertThat(screen()).containsExactly("first", "second", "nearly done");
        }
    }

    @Test
    void closingItLeavesOnlyWhatWasPrintedAndTheCursor() {
        LiveRegion region = region(100);
        region.above().println("kept");
        region.close();
        region.refresh();

        assertThat(screen()).containsExactly("kept");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).endsWith("\u001b[?25h");
    }

    @Test
    void whatGoesToStandardErrorMeanwhileStandsAboveToo() {
        PrintStream before = System.err;
        try (LiveRegion region = region(100)) {
            region.refresh();
            System.err.println("nas: interrupted");
            assertThat(screen()).containsExactly("nas: interrupted", "working");
        }
        assertThat(System.err).isSameAs(before);
    }

    @Test
    void nothingIsWrittenWhereNothingChanged() {
        try (LiveRegion region = region(100)) {
            region.refresh();
            int written = bytes.size();
            region.refresh();
            assertThat(bytes.size()).isEqualTo(written);
        }
    }

    @Test
    void linesAreCutToTheTerminalWithoutCuttingColours() {
        assertThat(LiveRegion.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(LiveRegion.cut("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(LiveRegion.cut("ab\u001b[32mcdef\u001b[0m", 6)).isEqualTo("ab\u001b[32mcdef\u001b[0m");
        assertThat(LiveRegion.cut("ab\u001b[32mcdefg\u001b[0m", 6)).isEqualTo("ab\u001b[32mcde…\u001b[0m");
    }

    @Test
    void wideLettersTakeTwoColumnsAndPicturesAreNotCutInHalf() {
        assertThat(LiveRegion.cut("漢字漢", 6)).isEqualTo("漢字漢");
        assertThat(LiveRegion.cut("漢字漢字", 6)).isEqualTo("漢字…");
        assertThat(LiveRegion.cut("😀😀😀😀", 6)).isEqualTo("😀😀…");
        assertThat(LiveRegion.cut("e\u0301e\u0301e\u0301", 3)).isEqualTo("e\u0301e\u0301e\u0301");
    }

    @Test
    void sixtyColumnsAreEnough() {
        lines = List.of("x".repeat(200));
        try (LiveRegion region = region(60)) {
            region.refresh();
            assertThat(screen().get(0)).hasSize(59).endsWith("…");
        }
    }

    /** A terminal as far as the region uses one. */
    private static final class Screen {
        private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
        private int row;
        private int column;

        List<String> show(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\u001b') {
                    int end = i + 2;
                    while (!Character.isLetter(text.charAt(end))) {
                        end++;
                    }
                    control(text.charAt(end), text.substring(i + 2, end));
                    i = end;
                } else if (c == '\n') {
                    row++;
                    column = 0;
                    if (row == rows.size()) {
                        rows.add(new StringBuilder());
                    }
                } else if (c == '\r') {
                    column = 0;
                } else {
                    StringBuilder line = rows.get(row);
                    line.setLength(Math.max(line.length(), column));
                    line.replace(column, Math.min(line.length(), column + 1), String.valueOf(c));
                    column++;
                }
            }
            return rows.subList(0, rows.size() - 1).stream()
                    .map(StringBuilder::toString)
                    .toList();
        }

        private void control(char what, String argument) {
            if (what == 'A') {
                row -= Integer.parseInt(argument);
            } else if (what == 'K') {
                rows.get(row).setLength(column);
            } else if (what == 'J') {
                rows.get(row).setLength(column);
                rows.subList(row + 1, rows.size()).clear();
            }
        }
    }
}
