package io.lanista.djl.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {
    private static final List<String> SETTINGS =
            List.of("user.home", "java.io.tmpdir", "DJL_CACHE_DIR", "ENGINE_CACHE_DIR");

    private final Map<String, String> before = new HashMap<>();

    @TempDir
    Path temporary;

    @BeforeEach
    void onSystemsWithModes() {
        assumeTrue(temporary.getFileSystem().supportedFileAttributeViews().contains("unix"));
    }

    @BeforeEach
    void withoutFoldersOfTheUsers() {
        SETTINGS.forEach(name -> before.put(name, System.getProperty(name)));
        System.clearProperty("DJL_CACHE_DIR");
        System.clearProperty("ENGINE_CACHE_DIR");
    }

    @AfterEach
    void asBefore() {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    private static String mode(Path folder) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    }

    private static void setMode(Path folder, String mode) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
    }

    @Test
    void theFolderIsThisUsersAloneAndTheSameEachTime() throws IOException {
        Path folder = NativeCache.folder(temporary);

        assertThat(mode(folder)).isEqualTo("rwx------");
        assertThat(folder.getFileName().toString()).matches("lanista-natives-\\d+");
        assertThat(NativeCache.folder(temporary)).isEqualTo(folder);
        assertThat(temporary).isDirectoryContaining(folder::equals).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aFolderThatOthersMayWriteIsNotUsed() throws IOException {
        Path open = NativeCache.folder(temporary);
        for (String mode : new String[] {"rwxrwxrwx", "rwxrwx---", "rwx---r-x"}) {
            setMode(open, mode);

            Path folder = NativeCache.folder(temporary);

            assertThat(folder).as(mode).isNotEqualTo(open);
            assertThat(mode(folder)).isEqualTo("rwx------");
        }
    }

    @Test
    void whatIsNoFolderIsNotUsed() throws IOException {
        Path name = NativeCache.folder(temporary);
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        setMode(elsewhere, "rwx------");
        Files.delete(name);
        Files.createSymbolicLink(name, elsewhere);
        assertThat(NativeCache.folder(temporary)).isNotEqualTo(name);

        Files.delete(name);
        Files.createFile(name);
        assertThat(NativeCache.folder(temporary)).isNotEqualTo(name);
    }

    @Test
    void aHomeThatEverybodyCanWriteIsNobodysOwn() throws IOException {
        assertThat(NativeCache.isOwn(temporary)).isTrue();
        setMode(temporary, "rwxrwxrwx");
        assertThat(NativeCache.isOwn(temporary)).isFalse();
        assertThat(NativeCache.isOwn(temporary.resolve("missing"))).isFalse();
    }

    @Test
    void aHomeInWhichNoFolderCanBeMadeIsNobodysOwn() throws IOException {
        Files.createFile(temporary.resolve(".djl.ai"));
        assertThat(NativeCache.isOwn(temporary)).isFalse();
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "There is no /proc here.");
        assertThat(NativeCache.isOwn(Path.of("/proc"))).isFalse();
    }

    @Test
    void anEmptyVariableCountsAsNone() throws IOException {
        System.setProperty(
                "user.home", Files.createFile(temporary.resolve("no-folder")).toString());
        System.setProperty("java.io.tmpdir", temporary.toString());

        NativeCache.settle(Map.of("DJL_CACHE_DIR", ""));
        // DJL reads no property whose variable is in the environment.
        assertThat(System.getProperty("DJL_CACHE_DIR")).isNull();
        Path folder = NativeCache.folder(temporary);
        assertThat(System.getProperty("ENGINE_CACHE_DIR")).isEqualTo(folder.toString());

        System.clearProperty("ENGINE_CACHE_DIR");
        NativeCache.settle(Map.of("ENGINE_CACHE_DIR", ""));
        assertThat(System.getProperty("DJL_CACHE_DIR")).isEqualTo(folder.toString());

        System.clearProperty("DJL_CACHE_DIR");
        assertThatThrownBy(() -> NativeCache.settle(Map.of("DJL_CACHE_DIR", "", "ENGINE_CACHE_DIR", "")))
                .hasMessageContaining("DJL_CACHE_DIR and ENGINE_CACHE_DIR are set to nothing");
        assertThat(System.getProperty("DJL_CACHE_DIR")).isNull();
    }

    @Test
    void aFolderOfTheUsersStays() {
        System.setProperty("user.home", temporary.resolve("missing").toString());

        NativeCache.settle(Map.of("DJL_CACHE_DIR", "/mine"));

        assertThat(System.getProperty("DJL_CACHE_DIR")).isNull();
        assertThat(System.getProperty("ENGINE_CACHE_DIR")).isNull();
    }
}
