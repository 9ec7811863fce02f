package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SdkRepositoryTest {
    @TempDir
    private Path folder;

    @Test
    void versionsAreListedAndSnapshotsAreCalledAfterTheTimeOfTheBuild() throws Exception {
        Path artifacts = folder.resolve("artifacts");
        Path snapshot = Files.createDirectories(artifacts.resolve("io/lanista/nas-api/1.0.0-SNAPSHOT"));
        Files.writeString(snapshot.resolve("nas-api-1.0.0-SNAPSHOT.jar"), "jar");
        Files.writeString(snapshot.resolve("nas-api-1.0.0-SNAPSHOT-sources.jar"), "sources");
        Files.writeString(snapshot.resolve("_remote.repositories"), "of a local repository");
        Path release = Files.createDirectories(artifacts.resolve("io/lanista/tpe/1.0.0"));
        Files.writeString(release.resolve("tpe-1.0.0.jar"), "jar");
        Path target = folder.resolve("repository");
        Files.createDirectories(target.resolve("old"));

        SdkRepository.make(artifacts, target, Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));

        Path made = target.resolve("io/lanista/nas-api/1.0.0-SNAPSHOT");
        assertThat(made.resolve("nas-api-1.0.0-20260102.030405-1.jar")).hasContent("jar");
        assertThat(made.resolve("nas-api-1.0.0-20260102.030405-1-sources.jar")).hasContent("sources");
        assertThat(made.resolve("nas-api-1.0.0-20260102.030405-1.jar.sha1")).hasContent(sha1(made));
        assertThat(Files.readString(made.resolve("maven-metadata.xml")))
                .contains(
                        "<classifier>sources</classifier><extension>jar</extension><value>1.0.0-20260102.030405-1</value>")
                .contains("<groupId>io.lanista</groupId>");
        assertThat(Files.readString(target.resolve("io/lanista/tpe/maven-metadata.xml")))
                .contains("<versions><version>1.0.0</version></versions>");
        assertThat(target.resolve("io/lanista/tpe/1.0.0/tpe-1.0.0.jar")).hasContent("jar");
        assertThat(made.resolve("_remote.repositories")).doesNotExist();
        assertThat(target.resolve("old")).doesNotExist();
    }

    private static String sha1(Path made) throws Exception {
        byte[] content = Files.readAllBytes(made.resolve("nas-api-1.0.0-20260102.030405-1.jar"));
        return java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-1").digest(content));
    }
}
