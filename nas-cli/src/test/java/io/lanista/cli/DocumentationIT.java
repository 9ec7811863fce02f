package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.failure.LanistaException;
import io.lanista.runtime.NasRuntime;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What the pages show works: Java compiles, experiments and spaces are read, commands are taken, and poms name versions that there are.
 * {@code CONTRIBUTING.md} says how a block of a page tells what it leaves out.
 */
class DocumentationIT {
    private static final List<String> LANGUAGES = List.of("java", "yaml", "sh", "xml", "groovy", "python", "text");
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern MENTION = Pattern.compile("`((?:\\./)?nas [a-z][^`\n]*)`");
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>([\\w-]+)</artifactId><version>([^<]*)<|io\\.lanista:([\\w-]+):([\\w.-]+)'");

    private static final Pattern OURS =
            Pattern.compile("<groupId>io\\.lanista</groupId><artifactId>([\\w-]+)<|'io\\.lanista:([\\w-]+)");

    /** What is completed of a piece of an experiment. */
    private static final String REST = """
            name: rest
            space: space.yaml
            strategy: random
            evaluator: {name: classification, data: {path: data.csv}}
            objective: {maximize: accuracy}
            budget: {trials: 1}
            """;

    @TempDir
    private static Path folder;

    private static NasRuntime runtime;
    private static JavaOfPages java;

    @BeforeAll
    static void start() throws IOException {
        runtime = NasRuntime.builder().build(); // All that come along are on the class path of this test.
        java = new JavaOfPages();
        Files.writeString(folder.resolve("space.yaml"), Shell.PERCEPTRON);
    }

    @AfterAll
    static void stop() {
        runtime.close();
    }

    /** A block that nobody looks at would be the first to be wrong. */
    @ParameterizedTest
    @MethodSource("pages")
    void eachBlockSaysItsLanguage(Path page) throws IOException {
        List<PageBlock> blocks = PageBlock.of(page, Files.readString(page));
        assertThat(blocks).allSatisfy(block -> assertThat(block.info()).isIn(LANGUAGES));
        try (Stream<String> lines = Files.lines(page)) {
            assertThat(lines.filter(line -> line.strip().startsWith("```"))).hasSize(2 * blocks.size());
        }
    }

    static List<PageBlock> javaBlocks() throws IOException {
        return PageBlock.in("java");
    }

    @ParameterizedTest
    @MethodSource("javaBlocks")
    void javaCompiles(PageBlock block) throws IOException {
        assertThat(java.problems(block)).isEmpty();
    }

    @Test
    void javaThatDoesNotCompileIsToldWithItsPlace() throws IOException {
        PageBlock block =
                new PageBlock(Path.of("a.md"), 7, "java", "Path file;", "// one\nPath other = file.gone();\n");
        assertThat(java.problems(block))
                .singleElement()
                .asString()
                .startsWith("a.md:8: ")
                .contains("gone()");
    }

    static List<PageBlock> yamlBlocks() throws IOException {
        return PageBlock.in("yaml");
    }

    @ParameterizedTest
    @MethodSource("yamlBlocks")
    void yamlIsReadAndFitsTheSchemaThatEditorsUse(PageBlock block) throws IOException {
        assertThat(yamlProblems(block)).isEmpty();
    }

    @Test
    void yamlThatCannotBeReadIsTold() throws IOException {
        assertThat(yamlProblems(new PageBlock(Path.of("a.md"), 1, "yaml", "", "budget: {trails: 3}\n")))
                .anyMatch(problem -> problem.contains("unknown key (trails)"))
                .anyMatch(problem -> problem.contains("budget has the unknown key trails"));
        assertThat(yamlProblems(new PageBlock(Path.of("a.md"), 1, "yaml", "", "strategy: {name: tpe, candidate: 3}\n")))
                .isNotEmpty();
    }

    /** What the reader and the schema say of a space, of an experiment, or of a piece of one. */
    private static List<String> yamlProblems(PageBlock block) throws IOException {
        Map<String, Object> shown = new LinkedHashMap<>(YAML.readValue(block.text(), Map.class));
        boolean space = shown.containsKey("layers");
        Map<String, Object> whole = whole(space ? Map.of("space", shown) : shown);
        Object schema =
                JsonMapper.shared().readValue(space ? runtime.spaceSchema() : runtime.experimentSchema(), Map.class);
        List<String> problems = new ArrayList<>(JsonSchema.problems(
                schema, space ? shown : withVersions(whole, block.given()), space ? "space" : "experiment"));
        whole.remove("plugins"); // Those of the example are nowhere.
        try {
            runtime.experiment(Files.writeString(folder.resolve("page.yaml"), YAML.writeValueAsString(whole)))
                    .build();
        } catch (LanistaException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        return problems;
    }

    /** An experiment of which a page shows a piece, or all. */
    private static Map<String, Object> whole(Map<String, Object> shown) throws IOException {
        Map<String, Object> whole = new LinkedHashMap<>(YAML.readValue(REST, Map.class));
        if (shown.containsKey("trainer")) {
            whole.remove("strategy");
        }
        whole.putAll(shown);
        return whole;
    }

    /** The schema knows the plug-ins that come along; a name with a version may be any. */
    private static Map<String, Object> withVersions(Map<String, Object> whole, String given) {
        Map<String, Object> named = new LinkedHashMap<>(whole);
        named.replaceAll((key, value) ->
                value instanceof Map<?, ?> table && !given.isEmpty() && given.equals(table.get("name"))
                        ? Map.of("name", given + "@1")
                        : value);
        return named;
    }

    /** Whoever adds a key to experiment files tells editors of it. */
    @Test
    void theSchemaHasTheKeysThatTheReaderAllows() throws IOException {
        Path file = Files.writeString(folder.resolve("keys.yaml"), REST + "no_such_key: 1\n");
        Map<?, ?> schema = JsonMapper.shared().readValue(runtime.experimentSchema(), Map.class);
        String allowed = ((Map<?, ?>) schema.get("properties"))
                .keySet().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
        assertThatThrownBy(() -> runtime.experiment(file)).hasMessageContaining("Allowed: " + allowed + ".");
    }

    static List<PageBlock> shellBlocks() throws IOException {
        return PageBlock.in("sh");
    }

    @ParameterizedTest
    @MethodSource("shellBlocks")
    void commandsAreTaken(PageBlock block) {
        assertThat(ShellOfPages.lines(block.text()))
                .allSatisfy(line -> assertThat(ShellOfPages.arguments(line).flatMap(ShellOfPages::problem))
                        .as(line)
                        .isEmpty());
    }

    static List<Path> pages() throws IOException {
        return PageBlock.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void commandsInSentencesAreTaken(Path page) throws IOException {
        Stream<String> mentions =
                MENTION.matcher(Files.readString(page)).results().map(found -> found.group(1));
        assertThat(mentions)
                .allSatisfy(mention -> assertThat(ShellOfPages.problemOfMention(mention))
                        .as(mention)
                        .isEmpty());
    }

    @Test
    void aCommandThatIsNotTakenIsTold() {
        assertThat(ShellOfPages.lines("cd x && A_B=1 ./nas run a.yaml \\\n    --trails 3  # no"))
                .containsExactly("cd x", "A_B=1 ./nas run a.yaml --trails 3");
        assertThat(ShellOfPages.lines("cat a.csv | nas predict winner - || nas show 'a|b;c'; x=$(nas best y)  # it's"))
                .containsExactly("cat a.csv", "nas predict winner -", "nas show 'a|b;c'", "x=", "nas best y");
        assertThat(ShellOfPages.lines("# it's\nnas run \"a (b) && c\" 2>&1 & nas hub"))
                .containsExactly("nas run \"a (b) && c\" 2>&1", "nas hub");
        assertThat(ShellOfPages.arguments("A_B=1 ./nas run 'a b.yaml'\" c\""))
                .hasValueSatisfying(words -> assertThat(words).containsExactly("run", "a b.yaml c"));
        assertThat(ShellOfPages.problem(new String[] {"run", "a.yaml", "--trails", "3"}))
                .isPresent();
        assertThat(ShellOfPages.problemOfMention("nas plugins instal")).isPresent();
        assertThat(ShellOfPages.problemOfMention("nas plot [RUN…] --kind KIND --too FILE"))
                .isPresent();
        assertThat(ShellOfPages.problemOfMention("nas plot [RUN…] --kind KIND")).isEmpty();
        assertThat(ShellOfPages.arguments("./mvnw verify")).isEmpty();
    }

    static Stream<PageBlock> builds() throws IOException {
        return Stream.of("xml", "groovy").flatMap(language -> {
            try {
                return PageBlock.in(language).stream();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("builds")
    void buildsNameVersionsThatThereAre(PageBlock block) throws Exception {
        if (block.info().equals("xml")) {
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(block.text())));
        }
        Map<String, String> published = published();
        String text = block.text().replaceAll(">\\s+<", "><");
        assertThat(OURS.matcher(text)
                        .results()
                        .map(found -> Optional.ofNullable(found.group(1)).orElse(found.group(2))))
                .as("artifacts of the group io.lanista")
                .allMatch(published::containsKey);
        for (Matcher found = VERSION.matcher(text); found.find(); ) {
            String artifact = Optional.ofNullable(found.group(1)).orElse(found.group(3));
            String version = Optional.ofNullable(found.group(2)).orElse(found.group(4));
            if (published.containsKey(artifact)) {
                assertThat(version).as(artifact).isEqualTo(published.get(artifact));
            }
        }
    }

    /** The version of each artifact of ours, and of what the project's pom manages. */
    private static Map<String, String> published() throws IOException {
        Map<String, String> versions = new LinkedHashMap<>();
        String pom = Files.readString(Path.of("..", "pom.xml")).replaceAll(">\\s+<", "><");
        for (Matcher found = VERSION.matcher(pom); found.find(); ) {
            versions.put(found.group(1), value(pom, found.group(2)));
        }
        try (Stream<Path> artifacts = Files.list(Path.of("target", "sdk-repository", "io", "lanista"))) {
            for (Path artifact : artifacts.toList()) {
                try (Stream<Path> found = Files.list(artifact).filter(Files::isDirectory)) {
                    versions.put(
                            artifact.getFileName().toString(),
                            found.findFirst().orElseThrow().getFileName().toString());
                }
            }
        }
        return versions;
    }

    private static String value(String pom, String version) {
        Matcher property = Pattern.compile("<" + version.replaceAll("[${}]", "") + ">([^<]*)</")
                .matcher(pom);
        return property.find() ? property.group(1) : version;
    }
}
