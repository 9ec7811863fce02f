package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintedOutputTest {
    private final StringWriter told = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "No space left on device, false, 0, 1, has not all arrived: No space left on device",
        "No space left on device, false, 2, 2, has not all arrived",
        "Broken pipe, false, 0, 0, ''",
        "Tubería rota, true, 0, 0, ''",
        "Bad file descriptor, false, 0, 0, ''"
    })
    void resultsThatDidNotArriveAreToldUnlessNobodyWantsThem(
            String reason, boolean isPipe, int code, int expected, String sentence) {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int letter) throws IOException {
                throw new IOException(reason);
            }
        };

        assertThat(checked(code, isPipe, broken)).isEqualTo(expected);
        assertThat(told.toString()).contains(sentence);
        assertThat(told.toString().isEmpty()).isEqualTo(sentence.isEmpty());
    }

    @Test
    void whatArrivedNeedsNoWord() {
        assertThat(checked(ExitCode.OK, false, OutputStream.nullOutputStream())).isEqualTo(ExitCode.OK);
        assertThat(told.toString()).isEmpty();
    }

    private int checked(int code, boolean isPipe, OutputStream raw) {
        PrintStream out = new PrintStream(raw, true, StandardCharsets.UTF_8);
        out.println("results");
        return PrintedOutput.checked(code, out, isPipe, raw, new PrintWriter(told));
    }
}
