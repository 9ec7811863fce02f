package io.lanista.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever goes through the kinds of something has to say what becomes of each: a new kind doesn't compile before. */
class KindsTest {
    @ParameterizedTest
    @ValueSource(classes = {Operation.class, Domain.class, Value.class, Cell.Topology.class})
    void matchTakesAFunctionForEachKind(Class<?> sealed) {
        List<Integer> functions = Arrays.stream(sealed.getDeclaredMethods())
                .filter(method -> method.getName().equals("match"))
                .map(method -> method.getParameterCount())
                .toList();
        assertThat(functions).containsExactly(sealed.getPermittedSubclasses().length);
    }
}
