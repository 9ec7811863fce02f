package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.lanista.djl.block.BufferSlot;
import io.lanista.djl.block.Pass;
import io.lanista.djl.block.WeightSlot;
import io.lanista.djl.supernet.AlphaSlot;
import io.lanista.djl.supernet.Alphas;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names and types that authors of evaluators, trainers and layers on DJL meet side by side. */
class PublicNamesTest {
    /** The field's own words, which DJL uses for its own types, too. */
    private static final Set<String> OF_THE_FIELD =
            Set.of("Adam", "Batch", "Encoder", "Evaluator", "Metrics", "Model", "Optimizer", "Sampler", "Sgd", "Shape");

    @Test
    void whoImportsBothMeetsNoOtherNameTwice() {
        Set<String> both = names("ai.djl");
        both.retainAll(names("io.lanista.api", "io.lanista.layer", "io.lanista.djl"));
        assertThat(both).containsExactlyInAnyOrderElementsOf(OF_THE_FIELD);
    }

    /** A slot of one kind can't be taken for one of another: what reads parameters, statistics or alphas takes its own kind only. */
    @Test
    void slotsAreTyped() {
        assertThat(parameters(Pass.class, "parameter", "optional")).containsOnly(WeightSlot.class);
        assertThat(parameters(Pass.class, "buffer")).containsOnly(BufferSlot.class);
        assertThat(parameters(Alphas.class, "get", "values")).containsOnly(AlphaSlot.class);
    }

    private static Set<String> names(String... packages) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(packages).stream()
                        .filter(type ->
                                type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Class<?>> parameters(Class<?> type, String... methods) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Stream.of(methods).anyMatch(method.getName()::equals))
                .map(Method::getParameterTypes)
                .flatMap(Arrays::stream)
                .collect(Collectors.toSet());
    }
}
