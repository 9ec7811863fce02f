package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.option.OptionException;
import io.lanista.djl.train.LayerLatencies;
import io.lanista.install.fetch.FetchException;
import io.lanista.install.fetch.WaysOut;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MistakesTest {
    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(
                        new FileSystemException("/a/b", null, "No space left on device"),
                        "The file (/a/b) can't be used: No space left on device. Maybe free some space"),
                Arguments.of(
                        new FileSystemException("/a/b", null, "Read-only file system"),
                        "The file (/a/b) can't be used: Read-only file system. Maybe name another place."),
                Arguments.of(
                        new AccessDeniedException("/a/b"),
                        "nas: The file (/a/b) may not be used by this user. Maybe check its permissions."),
                Arguments.of(
                        new FileAlreadyExistsException("/a/b"),
                        "nas: The file (/a/b) is there already, and no folder. Maybe name another place."),
                Arguments.of(
                        new NotDirectoryException("/a/b"),
                        "nas: The file (/a/b) is no folder. Maybe name another place."),
                Arguments.of(
                        new DirectoryNotEmptyException("/a/b"),
                        "nas: The file (/a/b) can't be used. Maybe name another place."),
                Arguments.of(
                        new FileSystemLoopException("/a/b"),
                        "nas: Reading or writing failed: links lead in a circle, at (/a/b). Maybe name another place."),
                Arguments.of(
                        new IOException("No space left on device"),
                        "Reading or writing failed: No space left on device. Maybe free some space"),
                Arguments.of(
                        new ConnectException("Connection refused"),
                        "A connection can't be used: Connection refused. Maybe"));
    }

    @ParameterizedTest
    @MethodSource
    void broken(IOException failure, String sentence) {
        StringWriter told = new StringWriter();

        Mistakes.tell(failure, new PrintWriter(told));

        assertThat(told.toString()).startsWith("nas: ").contains(sentence).doesNotContain("Exception");
        if (failure instanceof FileSystemException file) {
            assertThat(told.toString()).containsOnlyOnce(file.getFile());
        }
    }

    @Test
    void waysOutAreSaidAsTheyAreTyped() {
        StringWriter told = new StringWriter();

        Mistakes.tell(
                new FetchException("https://acme.example/x isn't fetched, since this is offline. " + WaysOut.GO_ONLINE),
                new PrintWriter(told));
        Mistakes.tell(
                new OptionException("Latency is predicted from a table. " + LayerLatencies.WAY_OUT),
                new PrintWriter(told));

        assertThat(told.toString())
                .contains("since this is offline. Maybe leave out --offline.")
                .contains("'nas measure latency SPACE --to TABLE.csv'")
                .doesNotContain(WaysOut.GO_ONLINE);
    }
}
