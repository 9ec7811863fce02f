package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What the commands about plug-ins print with {@code --json}: the members that {@code docs/plugins.md} names, in that order. */
class PluginJsonTest {
    private static final List<String> INSTALLED = List.of("bundle", "version", "artifact", "sha256", "file", "from");

    @TempDir
    private Path folder;

    private String home;
    private Shell shell;

    /** A user of whom nothing is known yet. */
    @BeforeEach
    void newUser() {
        assumeTrue(System.getenv("LANISTA_USER") == null, "LANISTA_USER is set, and would be used.");
        home = System.getProperty("user.home");
        System.setProperty("user.home", folder.toString());
        shell = new Shell(folder);
    }

    @AfterEach
    void oldUser() {
        System.setProperty("user.home", home);
    }

    @Test
    void eachCommandPrintsTheMembersThatAreDocumented() throws IOException {
        String index = folder.resolve("index").toString();
        String key = folder.resolve("secret.key").toString();
        shell.nas("plugins", "index", "key", key);
        String publicKey = shell.out().strip();
        for (String version : List.of("1.0.0", "1.1.0")) {
            String jar = TinyPlugin.write(folder, version, 0).toString();
            Map<?, ?> published = line("publish", jar, "--index", index, "--key", key, "--description", "A tiny one.");
            assertMembers(published, "plugin", "provides", "index");
            assertThat(published.get("plugin")).isEqualTo("com.acme:tiny:" + version);
            assertThat(published.get("provides")).isEqualTo(List.of("strategy tiny"));
        }
        assertThat(shell.nas("plugins", "index", "add", index, "--key", publicKey))
                .isZero();

        Map<?, ?> found = line("search", "TINY", "--offline");
        assertMembers(found, "plugin", "index", "description", "versions");
        assertMembers((Map<?, ?>) ((List<?>) found.get("versions")).get(0), "version", "sha256", "provides");

        Map<?, ?> installed = line("install", "tiny@1.0.0", "--offline");
        assertMembers(installed, INSTALLED.toArray(String[]::new));
        assertThat(installed.get("artifact")).isEqualTo("com.acme:tiny:1.0.0");
        assertThat(folder.resolve(".lanista/plugins").resolve((String) installed.get("file")))
                .exists();

        Map<?, ?> outdated = line("outdated", "--offline");
        assertMembers(outdated, "plugin", "newest");
        assertMembers((Map<?, ?>) outdated.get("plugin"), INSTALLED.toArray(String[]::new));
        assertThat(outdated.get("newest")).isEqualTo("1.1.0");

        Map<?, ?> locked = line("lock", TinyPlugin.experiment(folder).toString());
        assertMembers(locked, "bundle", "version", "artifact", "sha256");
        assertThat(locked.get("sha256")).isEqualTo(installed.get("sha256"));

        assertThat(line("update", "tiny", "--offline").get("version")).isEqualTo("1.1.0");
        assertNothing("outdated", "--offline");
        assertNothing("search", "nosuch", "--offline");

        Map<?, ?> shown = line("show", "com.acme:tiny", "--offline");
        assertMembers(shown, "installed", "listed", "published");
        assertThat((List<?>) shown.get("installed")).hasSize(1);
        assertThat((List<?>) shown.get("listed")).hasSize(1);

        assertMembers(line("remove", "tiny"), INSTALLED.toArray(String[]::new));
        assertNothing("outdated", "--offline");
    }

    @Test
    void whatWasInstalledAndNotedBeforeAFailureIsPrinted() throws IOException {
        String key = folder.resolve("secret.key").toString();
        shell.nas("plugins", "index", "key", key);
        String publicKey = shell.out().strip();
        String jar = TinyPlugin.write(folder, "1.0.0", 0).toString();
        for (String index : List.of("index", "gone")) {
            String place = folder.resolve(index).toString();
            assertThat(run("publish", jar, "--index", place, "--key", key)).isZero();
            assertThat(shell.nas("plugins", "index", "add", place, "--key", publicKey))
                    .isZero();
        }
        String digest = (String) line("install", "tiny", "--offline").get("sha256");
        assertMembers(line("remove", "com.acme:tiny"), INSTALLED.toArray(String[]::new));
        Files.delete(folder.resolve("gone/index.json"));

        Path lock = Files.writeString(
                folder.resolve("plugins.lock"),
                "a.tiny 1.0.0 " + digest + " com.acme:tiny:1.0.0\nz.other 1.0.0 " + "0".repeat(64) + " -\n");
        assertThat(run("install", "--locked", lock.toString(), "--offline")).isEqualTo(ExitCode.USAGE);
        assertThat(shell.out().lines()).singleElement().asString().contains(digest);
        assertThat(shell.err()).contains("Note: There is no index.json in ").contains("was not published");

        assertThat(run("install", folder.resolve("nosuch.jar").toString(), "tiny", "--offline"))
                .isNotZero();
        assertThat(shell.out()).isEmpty();
        assertThat(shell.nas("plugins", "install", "nosuch", "--offline")).isNotZero();
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err().split("There is no index.json in ", -1))
                .as(shell.err())
                .hasSize(2);
    }

    /** The one line that a command prints. */
    private Map<?, ?> line(String... command) {
        assertThat(run(command)).as(shell.err()).isZero();
        assertThat(shell.out().lines()).hasSize(1);
        return JsonMapper.shared().readValue(shell.out(), Map.class);
    }

    private void assertNothing(String... command) {
        assertThat(run(command)).as(shell.err()).isZero();
        assertThat(shell.out()).isEmpty();
    }

    private int run(String... command) {
        List<String> words = new java.util.ArrayList<>(List.of("plugins"));
        words.addAll(List.of(command));
        words.add("--json");
        return shell.nas(words.toArray(String[]::new));
    }

    private static void assertMembers(Map<?, ?> object, String... names) throws IOException {
        Set<String> members = new LinkedHashSet<>();
        object.keySet().forEach(name -> members.add((String) name));
        assertThat(members).containsExactly(names);
        String page = Files.readString(Path.of("../docs/plugins.md"));
        assertThat(names).allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }
}
