package io.lanista.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes a Maven repository of a folder that has artifacts in the layout of one: adds checksums and the files that list versions. A
 * version that is still being worked on gets names with the time of the build, so that Maven sees whenever there is a newer one. Run
 * by the build.
 */
public final class SdkRepository {
    private static final String SNAPSHOT = "-SNAPSHOT";
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT);
    private static final DateTimeFormatter BUILD = DateTimeFormatter.ofPattern("yyyyMMdd.HHmmss", Locale.ROOT);

    private final Path target;
    private final java.time.ZonedDateTime time;

    private SdkRepository(Path target, Clock clock) {
        this.target = target;
        this.time = clock.instant().atZone(ZoneOffset.UTC);
    }

    /**
     * From the folder with artifacts (the first argument) into a new one (the second). What an earlier build has put into the distribution
     * (the third) goes, since snapshots of each build have names of their own.
     */
    public static void main(String[] arguments) throws IOException {
        make(Path.of(arguments[0]), Path.of(arguments[1]), Clock.systemUTC());
        delete(Path.of(arguments[2]));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            new ScratchFolder(folder).close();
        }
    }

    static void make(Path artifacts, Path target, Clock clock) throws IOException {
        delete(target);
        Map<Path, List<Path>> versions = new TreeMap<>();
        try (Stream<Path> files = Files.walk(artifacts)) {
            files.filter(Files::isRegularFile)
                    .filter(SdkRepository::isOfVersion)
                    .sorted()
                    .forEach(file -> versions.computeIfAbsent(
                                    artifacts.relativize(Objects.requireNonNull(file.getParent())),
                                    v -> new ArrayList<>())
                            .add(file));
        }
        SdkRepository repository = new SdkRepository(target, clock);
        Map<Path, List<String>> artifactVersions = new TreeMap<>();
        for (Map.Entry<Path, List<Path>> version : versions.entrySet()) {
            repository.version(version.getKey(), version.getValue());
            artifactVersions
                    .computeIfAbsent(Objects.requireNonNull(version.getKey().getParent()), a -> new ArrayList<>())
                    .add(version.getKey().getFileName().toString());
        }
        for (Map.Entry<Path, List<String>> artifact : artifactVersions.entrySet()) {
            repository.listed(artifact.getKey(), artifact.getValue());
        }
    }

    /** Whether the file is called after the two folders in which it lies, and so is none of those that a local repository keeps. */
    private static boolean isOfVersion(Path file) {
        Path version = Objects.requireNonNull(file.getParent());
        Path artifact = Objects.requireNonNull(version.getParent());
        return file.getFileName().toString().startsWith(artifact.getFileName() + "-" + version.getFileName());
    }

    /** One version of one artifact, with all its files. */
    private void version(Path folder, List<Path> files) throws IOException {
        String artifact =
                Objects.requireNonNull(folder.getParent()).getFileName().toString();
        String version = folder.getFileName().toString();
        boolean isSnapshot = version.endsWith(SNAPSHOT);
        String unique = isSnapshot
                ? version.substring(0, version.length() - SNAPSHOT.length()) + "-" + BUILD.format(time) + "-1"
                : version;
        StringBuilder names = new StringBuilder();
        for (Path file : files) {
            String rest = file.getFileName().toString().substring((artifact + "-" + version).length());
            put(folder.resolve(artifact + "-" + unique + rest), Files.readAllBytes(file));
            int dot = rest.lastIndexOf('.');
            String classifier = dot > 0 ? "<classifier>" + rest.substring(1, dot) + "</classifier>" : "";
            names.append("<snapshotVersion>")
                    .append(classifier)
                    .append("<extension>" + rest.substring(dot + 1) + "</extension><value>" + unique
                            + "</value><updated>" + SECONDS.format(time) + "</updated></snapshotVersion>\n");
        }
        if (isSnapshot) {
            metadata(
                    folder,
                    "<version>" + version + "</version>\n<versioning><snapshot><timestamp>" + BUILD.format(time)
                            + "</timestamp><buildNumber>1</buildNumber></snapshot><lastUpdated>" + SECONDS.format(time)
                            + "</lastUpdated>\n<snapshotVersions>\n" + names + "</snapshotVersions></versioning>\n",
                    artifact,
                    Objects.requireNonNull(folder.getParent()));
        }
    }

    /** The file that lists an artifact's versions. */
    private void listed(Path folder, List<String> versions) throws IOException {
        StringBuilder list = new StringBuilder();
        versions.stream()
                .sorted(Comparator.naturalOrder())
                .forEach(version -> list.append("<version>").append(version).append("</version>"));
        metadata(
                folder,
                "<versioning><versions>" + list + "</versions><lastUpdated>" + SECONDS.format(time)
                        + "</lastUpdated></versioning>\n",
                folder.getFileName().toString(),
                folder);
    }

    private void metadata(Path folder, String content, String artifact, Path artifactFolder) throws IOException {
        String group = Objects.requireNonNull(artifactFolder.getParent())
                .toString()
                .replace(artifactFolder.getFileSystem().getSeparator(), ".");
        String text = "<metadata modelVersion=\"1.1.0\">\n<groupId>" + group + "</groupId>\n<artifactId>" + artifact
                + "</artifactId>\n" + content + "</metadata>\n";
        put(folder.resolve("maven-metadata.xml"), text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void put(Path name, byte[] content) throws IOException {
        Path file = target.resolve(name.toString());
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, content);
        for (String algorithm : List.of("SHA-1", "SHA-256")) {
            String ending = "." + algorithm.toLowerCase(Locale.ROOT).replace("-", "");
            Files.writeString(file.resolveSibling(file.getFileName() + ending), digest(algorithm, content));
        }
    }

    private static String digest(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + algorithm, e);
        }
    }
}
