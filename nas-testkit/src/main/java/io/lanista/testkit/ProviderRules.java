package io.lanista.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.option.Option;
import java.util.List;
import java.util.ServiceLoader;

/** What all kinds of providers that are found by name must keep. */
final class ProviderRules {
    private ProviderRules() {}

    /** Its name can be typed, and its options have distinct names and help texts. */
    static void assertWellFormed(String noun, String name, List<Option<?>> options) {
        assertThat(name)
                .as("the name of the " + noun + ": lower-case words joined by '-'")
                .matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
        assertThat(options)
                .as("the names of the options")
                .extracting(Option::name)
                .doesNotHaveDuplicates();
        assertThat(options)
                .allSatisfy(option -> assertThat(option.help())
                        .as("the help text of the option (" + option.name() + ")")
                        .isNotBlank());
    }

    /** The host finds it by {@code META-INF/services}. */
    static <T> void assertFound(Class<T> service, T provider) {
        Class<?> type = provider.getClass();
        assertThat(ServiceLoader.load(service, type.getClassLoader()).stream().anyMatch(found -> found.type() == type))
                .as("The service loader doesn't find (" + type.getName() + "), so no host will. Maybe add its name as a"
                        + " line to META-INF/services/" + service.getName() + ".")
                .isTrue();
    }
}
