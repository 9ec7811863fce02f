package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import aQute.bnd.differ.Baseline;
import aQute.bnd.differ.Baseline.Info;
import aQute.bnd.differ.DiffPluginImpl;
import aQute.bnd.osgi.Jar;
import aQute.bnd.osgi.Processor;
import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Diff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The versions of exported packages say truly how they differ from the baseline in {@code baseline/}: a change that breaks those
 * who implement or call a type raises the first number, an addition the second. With {@code -Dlanista.baseline.write} the modules
 * as they are become the baseline, which is done at a release.
 */
class BaselineIT {
    private static final Path BASELINE = Path.of("..", "baseline");

    @ParameterizedTest
    @ValueSource(strings = {"nas-api", "nas-layers", "nas-djl"})
    void versionsOfPackagesSayHowTheyDifferFromTheBaseline(String module) throws Exception {
        Path built = built(module);
        Path base = BASELINE.resolve(module + ".jar");
        if (System.getProperty("lanista.baseline.write") != null) {
            Files.copy(built, base, StandardCopyOption.REPLACE_EXISTING);
        }
        try (Processor processor = new Processor();
                Jar newer = new Jar(built.toFile());
                Jar older = new Jar(base.toFile())) {
            Set<Info> packages = new Baseline(processor, new DiffPluginImpl()).baseline(newer, older, null);
            assertThat(packages).isNotEmpty();
            assertThat(packages.stream().filter(info -> info.mismatch).map(BaselineIT::inWords))
                    .isEmpty();
        }
    }

    private static Path built(String module) throws IOException {
        try (Stream<Path> jars = Files.list(Path.of("target", "lanista", "lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(module + "-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String inWords(Info info) {
        List<String> changes = new ArrayList<>();
        collect(info.packageDiff, "", changes);
        return "The package " + info.packageName + " has the version " + info.newerVersion + " and needs "
                + info.suggestedVersion + ", since it changed (" + info.packageDiff.getDelta() + "): " + changes
                + ". See docs/compatibility.md.";
    }

    private static void collect(Diff diff, String place, List<String> changes) {
        if (diff.getDelta() == Delta.UNCHANGED || diff.getDelta() == Delta.IGNORED) {
            return;
        }
        if (diff.getChildren().stream().allMatch(child -> child.getDelta() == Delta.UNCHANGED)) {
            changes.add(diff.getDelta() + " " + place + diff.getName());
        }
        diff.getChildren().forEach(child -> collect(child, place + diff.getName() + " ", changes));
    }
}
