package io.lanista.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageFilesTest {
    private static Path folder(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(PageFiles.class.getResource("page/" + name))
                .toURI());
    }

    @Test
    void vendoredFilesAreThoseThatWereTakenOver() throws Exception {
        String list = PageFiles.read("vendor/README.md");
        Matcher lines = Pattern.compile("\\| `([^`]+)` \\|[^|]*\\| `([0-9a-f]{64})` \\|")
                .matcher(list);
        Map<String, String> hashes = new HashMap<>();
        while (lines.find()) {
            hashes.put(lines.group(1), lines.group(2));
        }
        try (Stream<Path> files = Files.list(folder("vendor"))) {
            for (Path file : files.filter(file -> !file.endsWith("README.md")).toList()) {
                assertThat(hash(file))
                        .as(file.toString())
                        .isEqualTo(hashes.get(file.getFileName().toString()));
            }
        }
    }

    private static String hash(Path file) throws Exception {
        try (InputStream bytes = Files.newInputStream(file)) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.readAllBytes()));
        }
    }

    @Test
    void everythingThatAModuleImportsIsExported() throws IOException, URISyntaxException {
        Map<String, List<String>> exports = new HashMap<>();
        Map<String, String> texts = new HashMap<>();
        try (Stream<Path> files = Files.list(folder("js"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".js", "");
                texts.put(name, Files.readString(file));
                exports.put(name, words("(?m)^export (?:async )?(?:function\\*?|class|const) (\\w+)", texts.get(name)));
            }
        }
        texts.forEach((name, text) -> {
            Matcher imports = Pattern.compile("(?m)^import \\{([^}]*)\\} from '\\./(\\w+)\\.js';")
                    .matcher(text);
            while (imports.find()) {
                for (String wanted : imports.group(1).split(",")) {
                    assertThat(exports.get(imports.group(2))).as(name).contains(wanted.strip());
                    assertThat(words("\\b(" + wanted.strip() + ")\\b", text))
                            .as(wanted + " in " + name)
                            .hasSizeGreaterThan(1);
                }
            }
        });
    }

    @Test
    void everythingThatIsExportedIsImportedSomewhere() throws IOException, URISyntaxException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder("js"))) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        for (String name : words("(?m)^export (?:async )?(?:function\\*?|class|const) (\\w+)", all.toString())) {
            assertThat(words("import \\{[^}]*\\b(" + name + ")\\b[^}]*\\}", all.toString()))
                    .as(name)
                    .isNotEmpty();
        }
    }

    private static List<String> words(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void modulesBecomeOneScriptWithoutImports() {
        assertThat(Script.of("app"))
                .contains("const app_module")
                .doesNotContainPattern("(?m)^(import|export) ")
                .containsSubsequence("const dom_module", "const card_module", "const app_module");
    }

    @Test
    void librariesKeepTheirLicencesAndNoAddresses() {
        for (String script : Page.scripts()) {
            assertThat(script)
                    .doesNotContain("http://")
                    .doesNotContain("https://")
                    .doesNotContain("sourceMappingURL");
        }
        assertThat(Page.scripts().get(0)).contains("Leon Sorokin").contains("Permission is hereby granted");
        assertThat(Page.scripts().get(1)).contains("Chris Pettitt");
    }
}
