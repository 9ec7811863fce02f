package io.lanista.djl.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {
    @TempDir
    Path temporary;

    @BeforeEach
    void onSystemsWithModes() {
        assumeTrue(temporary.getFileSystem().supportedFileAttributeViews().contains("unix"));
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
}
