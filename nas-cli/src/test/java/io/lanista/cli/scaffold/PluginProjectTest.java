package io.lanista.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.failure.LanistaException;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PluginProjectTest {
    private static final URI REPOSITORY = URI.create("file:///sdk/repository/");

    @TempDir
    private Path folder;

    private PluginProject project(PluginKind kind, boolean gradle) {
        return new PluginProject(Coordinates.parse("com.acme:slow-annealing"), kind, gradle, REPOSITORY);
    }

    @ParameterizedTest
    @EnumSource
    void theClassAndItsTestCompileForEveryKind(PluginKind kind) throws Exception {
        project(kind, false).write(folder.resolve("p"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<Path> sources;
        try (Stream<Path> files = Files.walk(folder.resolve("p"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertThat(sources).hasSize(2);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            boolean compiled = compiler.getTask(
                            said,
                            manager,
                            null,
                            List.of(
                                    "-proc:none",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    "-d",
                                    classes.toString()),
                            null,
                            manager.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
        assertThat(folder.resolve("p/mvnw")).isExecutable();
        Path service = folder.resolve("p/src/main/resources/META-INF/services/" + kind.service());
        assertThat(service).hasContent("com.acme.SlowAnnealing");
        assertThat(Class.forName(kind.service())).isInterface();
    }

    @ParameterizedTest
    @EnumSource
    void noPlaceIsLeftUnfilled(PluginKind kind) {
        for (boolean gradle : List.of(true, false)) {
            project(kind, gradle).files().forEach((path, text) -> {
                assertThat(text).as(path).doesNotContainPattern("@[a-zA-Z]+@").doesNotContain("${project.version}");
                assertThat(path).doesNotContain("@");
            });
        }
    }

    @Test
    void theBuildNamesTheRepositoryOfTheDistribution() {
        assertThat(project(PluginKind.STRATEGY, false).files().get("pom.xml")).contains(REPOSITORY.toString());
        assertThat(project(PluginKind.STRATEGY, true).files().get("build.gradle"))
                .contains(REPOSITORY.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "annealing",
                "com.acme:",
                ":annealing",
                "Com.Acme:annealing",
                "com.class:annealing",
                "com.acme:a b",
                "com.acme:a:1"
            })
    void whatNamesNoProjectIsToldWithAnExample(String text) {
        assertThatThrownBy(() -> Coordinates.parse(text))
                .isInstanceOf(LanistaException.class)
                .hasMessageContaining("com.acme:annealing");
    }

    @ParameterizedTest
    @CsvSource({"com.acme:slow-annealing, SlowAnnealing", "com.acme:list, ListPlugin", "com.acme:a2, A2"})
    void classesAreCalledAfterTheProject(String coordinates, String className) {
        assertThat(Coordinates.parse(coordinates).className()).isEqualTo(className);
    }

    @Test
    void aFolderWithSomethingInItIsLeftAlone() throws Exception {
        Files.writeString(folder.resolve("mine.txt"), "mine");
        assertThatThrownBy(() -> project(PluginKind.STRATEGY, false).write(folder))
                .hasMessageContaining("--to");
    }

    /** What one build packs or imports otherwise, hosts refuse of the other one's plug-ins. */
    @Test
    void pluginsOfBothBuildsHoldAndImportTheSamePackages() throws IOException {
        String parent = Files.readString(Path.of("../nas-plugin-parent/pom.xml"));
        String gradle = Objects.requireNonNull(
                project(PluginKind.STRATEGY, true).files().get("build.gradle"));
        assertThat(gradle).contains("'-conditionalpackage': '" + line(parent, "-conditionalpackage") + "'");
        assertThat(gradle)
                .contains("'Import-Package': '"
                        + line(parent, "Import-Package").replace("${djl.range}", line(parent, "<djl.range")) + "'");
    }

    /** Annotations of the API's packages are in the bytes of what is copied from there, and nobody needs them at run time. */
    @Test
    void annotationsThatHostsDoNotHaveAreImportedOptionallyAndNeverCopied() throws IOException {
        String parent = Files.readString(Path.of("../nas-plugin-parent/pom.xml"));
        for (String annotations : List.of("org.jspecify.*", "org.apiguardian.*")) {
            assertThat(line(parent, "-conditionalpackage")).contains("!" + annotations);
            assertThat(line(parent, "Import-Package")).contains(annotations + ";resolution:=optional");
        }
    }

    private static String line(String pom, String name) {
        Matcher line = Pattern.compile(Pattern.quote(name) + "[:>] ?([^\n<]+)").matcher(pom);
        assertThat(line.find()).as(name).isTrue();
        return line.group(1);
    }
}
