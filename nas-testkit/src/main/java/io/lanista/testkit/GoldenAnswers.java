package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.space.Choices;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * The answers of a strategy on the discrete {@link StandardSpaces}, kept in a file, so that a change of its behaviour
 * between two versions is seen, and is intended. The file is {@code golden/NAME.txt} among the test resources, where
 * {@code NAME} is the simple name of the contract's class. Run the test with {@code -Dlanista.golden=FOLDER} to write it.
 */
public final class GoldenAnswers {
    /** Real-valued decisions are left out: the last bit of a logarithm may differ between processors. */
    private static final List<String> SPACES = List.of("flat", "conditional", "tiny", "constrained", "dynamic");

    private static final int ANSWERS = 25;
    private final StrategyContract contract;

    GoldenAnswers(StrategyContract contract) {
        this.contract = contract;
    }

    void check() {
        String name = "golden/" + contract.getClass().getSimpleName() + ".txt";
        String answers = text();
        String folder = System.getProperty("lanista.golden");
        if (folder != null) {
            write(Path.of(folder).resolve(name), answers);
        }
        try (InputStream file = contract.getClass().getResourceAsStream("/" + name)) {
            Assumptions.assumeTrue(
                    file != null || folder != null,
                    "There is no file (" + name + ") among the test resources. Maybe run with"
                            + " -Dlanista.golden=src/test/resources to make it.");
            if (file != null && folder == null) {
                assertThat(answers)
                        .as("The answers are not those of (" + name + "): this version behaves differently. If that is"
                                + " intended, raise the bundle's version and write the file anew with"
                                + " -Dlanista.golden=src/test/resources.")
                        .isEqualTo(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        StandardSpaces.all().forEach((name, space) -> {
            if (SPACES.contains(name)) {
                List<Choices> proposed =
                        new StrategyChecks(contract).portrait(space).proposed();
                proposed.stream()
                        .limit(ANSWERS)
                        .forEach(choices ->
                                text.append(name).append(' ').append(choices).append('\n'));
            }
        });
        if (contract.knowsSeveralObjectives()) {
            for (Choices choices : new ObjectivesChecks(contract).portrait(StandardSpaces.conditional())) {
                text.append("two-objectives ").append(choices).append('\n');
            }
        }
        return text.toString();
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
