package io.lanista.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Label;
import io.lanista.api.space.Choices;
import io.lanista.hub.Genotype;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.text.SchemaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GivenArchitectureTest {
    private static NasRuntime nas;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        nas = NasRuntime.builder().build();
    }

    @AfterAll
    static void stop() {
        nas.close();
    }

    private Experiment experiment(String space, String architecture) throws IOException {
        Path file = Files.writeString(folder.resolve("e.yaml"), """
                name: given
                space: %s
                architecture: %s
                evaluator: classification
                objective: {maximize: accuracy}
                """.formatted(space, architecture));
        return nas.experiment(file).build();
    }

    private static Choices tried(Experiment experiment) {
        return experiment.architecture().orElseThrow();
    }

    @Test
    void aGenotypeIsPastedIntoAnExperiment() throws IOException {
        Experiment experiment = experiment("{hub: darts, cells: 20}", '"' + Genotype.DARTS_V2.toString() + '"');
        assertThat(tried(experiment)).isEqualTo(Genotype.DARTS_V2.choices());
    }

    @Test
    void whatIsPrintedOfAKnownSpaceCanBeRead() throws IOException {
        Experiment any = experiment("{hub: nasbench201}", "'012340'");
        Choices choices = any.space().sample(new java.util.Random(3));
        String notation = nas.notation(any.space().base(), choices).orElseThrow();
        assertThat(tried(experiment("{hub: nasbench201}", '"' + notation + '"')))
                .isEqualTo(choices);
    }

    @Test
    void aSpaceThatIsNotKnownHasNoNotation() throws IOException {
        Experiment other = experiment("{layers: [{choice: act, of: [relu, tanh]}]}", "{act: relu}");
        assertThat(tried(other)).isEqualTo(Choices.of(Map.of(Label.of("act"), "relu")));
        assertThat(nas.notation(other.space().base(), Choices.of(Map.of(Label.of("act"), "relu"))))
                .isEmpty();
        Experiment sameName = experiment("{name: darts, layers: [{choice: act, of: [relu, tanh]}]}", "{act: relu}");
        assertThat(nas.notation(sameName.space().base().withOutputs(2), Choices.of(Map.of(Label.of("act"), "relu"))))
                .isEmpty();
    }

    @Test
    void whatIsNoArchitectureIsToldWithItsPlace() {
        assertThatThrownBy(() -> experiment("{hub: nasbench201}", "nonsense"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("e.yaml:3: (architecture) can't be read")
                .hasMessageContaining("|nor_conv_3x3~0|");
        assertThatThrownBy(() -> experiment("{hub: nasbench201}", "{edge_0_1: conv}"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("(architecture) is no architecture of this space");
        assertThatThrownBy(() -> experiment("{layers: [{choice: act, of: [relu, tanh]}]}", "relu"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("only spaces that are found by name");
    }
}
