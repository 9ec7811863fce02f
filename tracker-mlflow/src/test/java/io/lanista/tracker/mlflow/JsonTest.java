package io.lanista.tracker.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("text", "a \"quoted\" \\ line\n\u0001 ü 😀");
        value.put("list", Arrays.asList(1.5, -2e300, true, null, List.of(), Map.of()));
        value.put("table", Map.of("deep", List.of(Map.of("er", "x"))));
        assertThat(Json.object(Json.write(value))).isEqualTo(value);
    }

    @Test
    void numbersThatAreNotFiniteAreTexts() {
        assertThat(Json.write(List.of(Double.NaN, Double.NEGATIVE_INFINITY))).isEqualTo("[\"NaN\",\"-Infinity\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[1]",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1",
                "{\"a\":\"b",
                "{\"a\":\"\\u12\"}",
                "{\"a\":x}",
                "{}x",
                "<html>"
            })
    void whatIsNoObjectIsRefused(String text) {
        assertThatThrownBy(() -> Json.object(text))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no JSON");
    }
}
