package io.lanista.runtime.export;

import io.lanista.djl.train.TrainedNetwork;
import io.lanista.runtime.execute.PreparationFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder that an export writes: {@value #ARCHITECTURE} (the concrete model), what the evaluator kept of the winner (weights), and
 * {@value #PROVENANCE} (its score, where it comes from, and the SHA-256 digest of each other file).
 *
 * @param path the folder
 */
public record ExportFolder(Path path) {
    /** The file that holds the concrete model. */
    public static final String ARCHITECTURE = "architecture.json";

    /** The file that says what was measured and where it comes from. */
    public static final String PROVENANCE = "export.json";

    /** The member of {@value #PROVENANCE} that holds the digests. */
    static final String DIGESTS = "sha256";

    /** Where the model is. */
    public Path architecture() {
        return path.resolve(ARCHITECTURE);
    }

    /** The member of {@value #PROVENANCE} that lists the networks of an ensemble. */
    static final String MEMBERS = "members";

    /**
     * One of the networks that answer together.
     *
     * @param architecture the file of its model
     * @param weights the file of its weights
     * @param weight how much its answers count; those of all together are 1
     */
    public record Member(Path architecture, Path weights, double weight) {}

    /**
     * The networks: one mostly; those of folds, which have one architecture ({@code network.bin}, {@code network-2.bin}, …); or those of
     * an ensemble, each in a folder of its own that {@value #PROVENANCE} names.
     *
     * @throws IOException if {@value #PROVENANCE} can't be read
     */
    public List<Member> members() throws IOException {
        if (Files.isRegularFile(provenance())) {
            JsonNode listed =
                    JsonMapper.shared().readTree(Files.readString(provenance())).path(MEMBERS);
            if (listed.isArray()) {
                List<Member> members = new ArrayList<>();
                for (JsonNode member : listed) {
                    ExportFolder part =
                            new ExportFolder(path.resolve(member.path("folder").asString()));
                    members.addAll(part.folds(member.path("weight").asDouble()));
                }
                return members;
            }
        }
        return folds(1);
    }

    private List<Member> folds(double weight) {
        List<Path> files = new ArrayList<>(List.of(path.resolve(TrainedNetwork.FILE)));
        while (Files.isRegularFile(path.resolve(TrainedNetwork.file(files.size())))) {
            files.add(path.resolve(TrainedNetwork.file(files.size())));
        }
        return files.stream()
                .map(file -> new Member(architecture(), file, weight / files.size()))
                .toList();
    }

    Path provenance() {
        return path.resolve(PROVENANCE);
    }

    /** The digests of all files but {@value #PROVENANCE}, by their path in the folder. */
    Map<String, String> digests() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(path)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(provenance()))
                    .sorted()
                    .toList();
        }
        Map<String, String> digests = new LinkedHashMap<>();
        for (Path file : files) {
            digests.put(name(file), digest(file));
        }
        return digests;
    }

    /**
     * Compares the files with their digests.
     *
     * @throws IOException if a file is missing, or is not what was exported
     */
    public void check() throws IOException {
        if (!Files.isRegularFile(provenance())) {
            throw new IOException(
                    Files.isDirectory(path)
                            ? "The folder (" + path + ") is no whole export: the file (" + PROVENANCE
                                    + "), which tells of its other files, isn't in it. Maybe export again, or name another folder."
                            : "There is no folder (" + path + "). Maybe name one that was exported.");
        }
        JsonNode digests;
        try {
            digests =
                    JsonMapper.shared().readTree(Files.readString(provenance())).path(DIGESTS);
        } catch (JacksonException | CharacterCodingException e) {
            throw new IOException("The file (" + provenance() + ") is no JSON any more. Maybe export again.", e);
        }
        for (Map.Entry<String, JsonNode> entry : digests.properties()) {
            Path file = path.resolve(entry.getKey());
            if (!Files.isRegularFile(file)) {
                throw new IOException("The file (" + file + ") of the export is missing. Maybe export again.");
            }
            String digest = digest(file);
            if (!digest.equals(entry.getValue().asString())) {
                throw new IOException(
                        "The file (" + file + ") was changed after it was exported: its SHA-256 digest was ("
                                + entry.getValue().asString() + "), and is (" + digest + "). Maybe export again.");
            }
        }
        for (Path file : counting()) {
            if (!digests.has(name(file))) {
                throw new IOException("The file (" + file
                        + ") is none of the export, and would change its answers. Maybe remove it, or export again.");
            }
        }
    }

    /** The files that answers depend on, as far as they are there. */
    private List<Path> counting() throws IOException {
        List<Path> files = new ArrayList<>(List.of(path.resolve(PreparationFile.NAME)));
        members().forEach(member -> files.addAll(List.of(member.architecture(), member.weights())));
        return files.stream().filter(Files::isRegularFile).toList();
    }

    private String name(Path file) {
        return path.relativize(file).toString().replace('\\', '/');
    }

    private static String digest(Path file) throws IOException {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha256)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sha256.digest());
    }
}
