package io.lanista.api.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final Option<Long> COUNT = Option.integer("count", 24, 1, 1000, "How many.");
    private static final Option<Double> SHARE = Option.real("share", 0.5, 0, 1, "How much.");
    private static final Option<Boolean> NOISY = Option.flag("noisy", false, "Whether to be loud.");
    private static final Option<String> KIND = Option.oneOf("kind", List.of("plain", "fancy"), "Which kind.");
    private static final Option<String> FILE = Option.requiredText("file", "Where it is.");
    private static final Option<List<Object>> SIZES = Option.list("sizes", List.of(1L, 2L), "How large.");
    private static final Option<Map<String, Object>> INNER = Option.table("inner", "What goes inside.");

    private static Options parse(Map<String, ?> given, Option<?>... declared) {
        return Options.parse("strategy 'x'", List.of(declared), given);
    }

    @Test
    void defaultsHoldWhereNothingIsGiven() {
        Options options = parse(Map.of(), COUNT, SHARE, NOISY, KIND, SIZES, INNER);
        assertThat(options.get(COUNT)).isEqualTo(24);
        assertThat(options.get(SHARE)).isEqualTo(0.5);
        assertThat(options.get(NOISY)).isFalse();
        assertThat(options.get(KIND)).isEqualTo("plain");
        assertThat(options.get(SIZES)).containsExactly(1L, 2L);
        assertThat(options.get(INNER)).isEmpty();
        assertThat(options.asMap().keySet()).containsExactly("count", "share", "noisy", "kind", "sizes", "inner");
    }

    @Test
    void numbersAreReadInTheOptionsType() {
        Options options = parse(Map.of("count", 7.0, "share", 1), COUNT, SHARE);
        assertThat(options.get(COUNT)).isEqualTo(7);
        assertThat(options.get(SHARE)).isEqualTo(1.0);
        assertThat(parse(Map.of("sizes", List.of(3, 4.5)), SIZES).get(SIZES)).isEqualTo(List.of(3L, 4.5));
        assertThat(parse(Map.of("inner", Map.of("a", Map.of("b", 1))), INNER).get(INNER))
                .isEqualTo(Map.of("a", Map.of("b", 1)));
    }

    @Test
    void whatIsNotAllowedIsRefusedWithWhatIs() {
        assertThatThrownBy(() -> parse(Map.of("count", 0), COUNT))
                .isInstanceOf(OptionException.class)
                .hasMessage("The option (count) is (0), and must be a whole number from 1 to 1000.");
        assertThatThrownBy(() -> parse(Map.of("count", 2.5), COUNT)).hasMessageContaining("(2.5)");
        assertThatThrownBy(() -> parse(Map.of("share", Double.NaN), SHARE)).hasMessageContaining("(NaN)");
        assertThatThrownBy(() -> parse(Map.of("noisy", "yes"), NOISY)).hasMessageContaining("true or false");
        assertThatThrownBy(() -> parse(Map.of("kind", "odd"), KIND)).hasMessageContaining("one of plain, fancy");
        assertThatThrownBy(() -> parse(Map.of("sizes", 3), SIZES)).hasMessageContaining("a list");
        assertThatThrownBy(() -> parse(Map.of("inner", 3), INNER)).hasMessageContaining("a table");
    }

    @Test
    void missingAndUnknownOptionsAreNamed() {
        assertThatThrownBy(() -> parse(Map.of(), FILE))
                .hasMessage("The strategy 'x' needs the option (file), a text: Where it is.");
        assertThatThrownBy(() -> parse(Map.of("file", " "), FILE)).hasMessageContaining("(file)");
        assertThatThrownBy(() -> parse(Map.of("cuont", 3), COUNT, SHARE))
                .hasMessage("The strategy 'x' has no option (cuont). Available: count, share. Maybe 'count'.");
        assertThatThrownBy(() -> parse(Map.of("cuont", 3))).hasMessageEndingWith("It takes none.");
        assertThatThrownBy(() -> parse(Map.of(), COUNT).get(SHARE)).hasMessageContaining("not declared");
    }
}
