package io.lanista.runtime.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.failure.LanistaException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactVersionTest {
    private static final List<String> ORDER = List.of(
            "0.9",
            "1.0-alpha",
            "1.0-beta-2",
            "1.0-beta-10",
            "1.0-rc1",
            "1.0-SNAPSHOT",
            "1.0",
            "1.0-sp",
            "1.0.1",
            "1.2",
            "1.10",
            "2");

    @Test
    void versionsAreInMavensOrder() {
        List<ArtifactVersion> versions =
                new ArrayList<>(ORDER.stream().map(ArtifactVersion::new).toList());
        Collections.shuffle(versions, new Random(1));
        Collections.sort(versions);
        assertThat(versions).extracting(ArtifactVersion::text).containsExactlyElementsOf(ORDER);
        assertThat(new ArtifactVersion("1.0.0")).isEqualByComparingTo(new ArtifactVersion("1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1.0 | true",
                "'' | 1.0-rc1 | false",
                "1.0 | 1.0 | true",
                "1.0 | 1.0.1 | false",
                "[1.0] | 1.0 | true",
                "[1,2) | 1.9.9 | true",
                "[1,2) | 2 | false",
                "[1,2) | 2-rc1 | false",
                "(1,2] | 1 | false",
                "(1,2] | 2 | true",
                "[1,) | 7 | true",
                "[1-alpha,2) | 1-beta | true",
            })
    void aRequirementSaysWhichWillDo(String requirement, String version, boolean does) {
        assertThat(new VersionRequirement(requirement).includes(new ArtifactVersion(version)))
                .isEqualTo(does);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1,2", "1,2", "[a b]", "../1", "[1,2,3]"})
    void whatIsNoRequirementIsToldWithExamples(String text) {
        assertThatThrownBy(() -> new VersionRequirement(text))
                .isInstanceOf(LanistaException.class)
                .hasMessageContaining("'[1.2,2)'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"annealing", "com.acme/x:y", "com..acme:x", ":x", "com.acme:../x"})
    void whatNamesNoArtifactIsRefusedSinceItBecomesAPath(String text) {
        assertThatThrownBy(() -> ArtifactRequest.parse(text)).isInstanceOf(LanistaException.class);
    }
}
