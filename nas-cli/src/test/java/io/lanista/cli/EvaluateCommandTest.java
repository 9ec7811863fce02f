package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class EvaluateCommandTest {
    @Test
    void theCaseOfTrueAndFalseDoesNotCount() {
        assertThat(EvaluateCommand.number("true", List.of("False", "True"))).isEqualTo(1);
        assertThat(EvaluateCommand.number("FALSE", List.of("false", "true"))).isZero();
    }

    @Test
    void otherClassesAreThoseOfTheTraining() {
        List<List<String>> classes = List.of(List.of("NO", "YES"), List.of("TRUE", "True"));
        for (List<String> names : classes) {
            assertThatThrownBy(() -> EvaluateCommand.number(names.get(1).toLowerCase(Locale.ROOT), names))
                    .isInstanceOf(UserMistake.class)
                    .hasMessageContaining("none that the network knows. Available: ");
        }
    }
}
