package io.lanista.runtime.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.failure.LanistaException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginLockTest {
    private static final JarIdentity TPE =
            new JarIdentity("com.acme.tpe", "1.0.0", "com.acme:tpe:1.0.0", "a".repeat(64));
    private static final JarIdentity OWN = new JarIdentity("own", "2.0.0", "", "b".repeat(64));

    @TempDir
    private Path folder;

    @Test
    void aLockIsReadAsItWasWritten() throws Exception {
        Path file = folder.resolve(PluginLock.FILE);
        PluginLock lock = new PluginLock(List.of(OWN, TPE));
        lock.write(file);
        assertThat(PluginLock.read(file)).isEqualTo(lock);
        assertThat(lock.jars()).containsExactly(TPE, OWN);
        assertThat(PluginLock.published(TPE)).hasToString("Optional[com.acme:tpe:1.0.0]");
        assertThat(PluginLock.published(OWN)).isEmpty();
    }

    @Test
    void whatIsUsedOtherwiseIsNamed() {
        PluginLock lock = new PluginLock(List.of(TPE));
        assertThat(lock.violations(List.of(TPE))).isEmpty();
        assertThat(lock.violations(List.of(OWN))).containsExactly("the plug-in own 2.0.0 is not in it");
        assertThat(lock.violations(List.of(new JarIdentity("com.acme.tpe", "1.1.0", "", "a".repeat(64)))))
                .containsExactly("the plug-in com.acme.tpe 1.1.0 is there as com.acme.tpe 1.0.0");
        assertThat(lock.violations(List.of(new JarIdentity("com.acme.tpe", "1.0.0", "", "c".repeat(64)))))
                .singleElement()
                .asString()
                .contains(
                        "has the same name and version, and other bytes (SHA-256 cccccccccccc… instead of aaaaaaaaaaaa…)");
    }

    @Test
    void aLineThatIsNoneIsToldByItsNumber() throws Exception {
        Path file = Files.writeString(folder.resolve(PluginLock.FILE), "# a lock\n\ncom.acme.tpe 1.0.0 abc -\n");
        assertThatThrownBy(() -> PluginLock.read(file))
                .isInstanceOf(LanistaException.class)
                .hasMessageContaining("The line (3) of the lock");
        assertThatThrownBy(() -> PluginLock.read(folder.resolve("none"))).isInstanceOf(LanistaException.class);
    }
}
