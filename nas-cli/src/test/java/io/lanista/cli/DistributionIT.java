package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the jars of the distribution say of themselves. */
class DistributionIT {
    private static final Path DISTRIBUTION = Path.of("target", "lanista");

    /** A place of this project: others in a pom are those of its licence and of its libraries. */
    private static final Pattern HOME = Pattern.compile("<(url|connection|organizationUrl)>[^<]*lanista[^<]*</");

    /** An artifact that a bill of materials names. */
    private static final Pattern NAMED =
            Pattern.compile("<dependency>\\s*<groupId>io\\.lanista</groupId>\\s*<artifactId>([^<]*)<");

    /** A package at the beginning of a clause; what follows are its attributes, in which commas are quoted. */
    private static final Pattern PACKAGE = Pattern.compile("(?:^|,)([a-z][\\w.]*)(?=[;,]|$)");

    private static List<Path> jars(String folder) throws IOException {
        try (Stream<Path> files = Files.list(DISTRIBUTION.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    @Test
    void strategiesImportTheApiOnlyTrainersAndSourcesAlsoWhatHandlesTensorsTrackersAndExecutorsTheRuntime()
            throws IOException {
        List<Path> plugins = jars("plugins");
        assertThat(plugins).hasSizeGreaterThanOrEqualTo(5);
        for (Path plugin : plugins) {
            String name = plugin.getFileName().toString();
            assertThat(imports(plugin)).as(name).isNotEmpty().allMatch(used -> used.matches(allowed(name)));
        }
    }

    private static String allowed(String plugin) {
        if (plugin.startsWith("strategies-")) {
            return "java\\..*|io\\.lanista\\.api\\..*|io\\.lanista\\.strategy\\..*";
        }
        if (plugin.startsWith("executor-")) {
            return "java\\..*|io\\.lanista\\.(api|runtime)\\..*|org\\.slf4j";
        }
        if (plugin.startsWith("source-")) {
            return "java\\..*|sun\\.misc|io\\.lanista\\.(api|djl)\\..*|org\\.slf4j";
        }
        return plugin.startsWith("tracker-")
                ? "java\\..*|jdk\\.jfr|io\\.lanista\\.(api|runtime)\\..*"
                : "java\\..*|io\\.lanista\\.(api|layer|djl|oneshot)(\\..*)?|ai\\.djl\\..*";
    }

    private static List<String> imports(Path bundle) throws IOException {
        try (JarFile jar = new JarFile(bundle.toFile())) {
            String header = jar.getManifest().getMainAttributes().getValue("Import-Package");
            // Attributes hold no package names that begin a clause, once quoted version ranges are gone.
            String plain = header.replaceAll("\"[^\"]*\"", "");
            return PACKAGE.matcher(plain)
                    .results()
                    .map(found -> found.group(1))
                    .filter(used -> !used.startsWith("org.jspecify") && !used.startsWith("org.apiguardian"))
                    .toList();
        }
    }

    @Test
    void theRepositoryForAuthorsHasWhatTheBillOfMaterialsNamesWithCompletePoms() throws IOException {
        Path repository = DISTRIBUTION.resolve("sdk/repository/io/lanista");
        String bom = pom(repository.resolve("nas-bom"));
        List<Path> artifacts;
        try (Stream<Path> folders = Files.list(repository)) {
            artifacts = folders.toList();
        }
        assertThat(artifacts)
                .extracting(artifact -> artifact.getFileName().toString())
                .contains("nas-api", "nas-djl", "nas-runtime", "nas-testkit", "nas-plugin-parent", "strategies-tpe");
        Set<String> homes = new TreeSet<>();
        for (Path artifact : artifacts) {
            String name = artifact.getFileName().toString();
            homes.add(home(pom(artifact)));
            if (!name.equals("nas-bom") && !name.equals("nas-plugin-parent")) {
                assertThat(bom).contains("<artifactId>" + name + "</artifactId>");
                assertThat(pom(artifact))
                        .as(name)
                        .contains("<name>", "<description>", "<url>", "<license>", "<developer>", "<scm")
                        .doesNotContain("<parent>", "${");
            }
        }
        assertThat(homes).as("url, developers and scm of all poms").hasSize(1);
        // It holds large libraries, and nothing is built against it; hosts of their own get it from Maven Central.
        assertThat(NAMED.matcher(bom)
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> !name.equals("source-columnar")))
                .as("what the bill of materials names")
                .allSatisfy(name -> assertThat(repository.resolve(name)).isDirectory());
    }

    /** Where a pom says that its project and its sources are. */
    private static String home(String pom) {
        return HOME.matcher(pom).results().map(MatchResult::group).sorted().collect(Collectors.joining());
    }

    private static String pom(Path artifact) throws IOException {
        try (Stream<Path> files = Files.walk(artifact)) {
            Path pom = files.filter(file -> file.toString().endsWith(".pom"))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(pom);
        }
    }

    @Test
    void theApiIsAModuleThatNeedsTheBasesOfTheJdkAndOfLanistaOnly() throws IOException {
        Path jar = jars("lib").stream()
                .filter(file -> file.getFileName().toString().startsWith("nas-api-"))
                .findFirst()
                .orElseThrow();
        ModuleDescriptor module =
                ModuleFinder.of(jar).find("io.lanista.api").orElseThrow().descriptor();
        assertThat(module.isAutomatic()).isFalse();
        assertThat(module.requires())
                .extracting(ModuleDescriptor.Requires::name)
                .containsExactlyInAnyOrder("java.base", "io.lanista.base");
        assertThat(module.exports())
                .extracting(ModuleDescriptor.Exports::source)
                .contains("io.lanista.api.model", "io.lanista.api.space", "io.lanista.api.strategy")
                .hasSize(8);
    }
}
