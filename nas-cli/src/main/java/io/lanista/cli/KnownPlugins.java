package io.lanista.cli;

import io.lanista.runtime.plugin.PluginInfo;
import io.lanista.runtime.plugin.PluginInfo.Provided;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the plug-ins in some folders provide, as it was when they were loaded last, so that a command which only reads needs no plug-in
 * framework. It lies in the distribution's folder {@code cache}, and counts for as long as no jar of those folders and of the
 * distribution has changed, and Java is the same. Outside of a distribution, or where its folder can't be written, nothing is known.
 */
final class KnownPlugins {
    private static final int FORMAT = 1;

    private final @Nullable Path file;
    private final String stamp;

    private KnownPlugins(@Nullable Path file, String stamp) {
        this.file = file;
        this.stamp = stamp;
    }

    /** Of the plug-ins in these folders. */
    static KnownPlugins in(List<Path> folders) {
        return Optional.ofNullable(System.getProperty("lanista.home"))
                .map(home -> in(Path.of(home), folders))
                .orElseGet(() -> new KnownPlugins(null, ""));
    }

    /** Of the plug-ins in these folders, noted in this distribution. */
    static KnownPlugins in(Path home, List<Path> folders) {
        StringBuilder stamp = new StringBuilder("Java " + Runtime.version());
        StringBuilder places = new StringBuilder();
        try {
            stamp(home.resolve("lib"), stamp);
            for (Path folder : folders) {
                Path place = folder.toAbsolutePath().normalize();
                places.append(place).append('\n');
                stamp(place, stamp);
            }
        } catch (IOException e) {
            return new KnownPlugins(null, ""); // Whoever loads them says what is wrong.
        }
        UUID name = UUID.nameUUIDFromBytes(places.toString().getBytes(StandardCharsets.UTF_8));
        return new KnownPlugins(home.resolve("cache").resolve("plugins-" + name + ".bin"), stamp.toString());
    }

    /** By what a change is seen: the sizes and times of a folder's jars. */
    private static void stamp(Path folder, StringBuilder stamp) throws IOException {
        stamp.append('\n').append(folder);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            TreeSet<String> lines = new TreeSet<>();
            for (Path jar : jars) {
                BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
                lines.add(jar.getFileName() + " " + attributes.size() + " " + attributes.lastModifiedTime());
            }
            lines.forEach(line -> stamp.append('\n').append(line));
        }
    }

    /** All that there were, without which bytes they are of; empty if that isn't known, or not true any more. */
    Optional<List<PluginInfo>> read() {
        Path known = file;
        if (known == null) {
            return Optional.empty();
        }
        try (InputStream raw = Files.newInputStream(known);
                DataInputStream in = new DataInputStream(new BufferedInputStream(raw))) {
            return in.readInt() == FORMAT && text(in).equals(stamp) ? Optional.of(infos(in)) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty(); // Not there, or damaged: it is written anew.
        }
    }

    /** Takes note of what there is now. Where that can't be written, nothing is known the next time. */
    void write(List<PluginInfo> infos) {
        Path known = file;
        if (known == null) {
            return;
        }
        Path part = known.resolveSibling(
                known.getFileName() + "." + ProcessHandle.current().pid());
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            write(infos, new DataOutputStream(bytes));
            Files.createDirectories(known.resolveSibling(""));
            Files.write(part, bytes.toByteArray());
            Files.move(part, known, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            boolean unused = part.toFile().delete();
        }
    }

    private static List<PluginInfo> infos(DataInputStream in) throws IOException {
        List<PluginInfo> infos = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            String bundle = in.readBoolean() ? text(in) : null;
            String version = in.readBoolean() ? text(in) : null;
            String file = text(in);
            PluginInfo.State state = PluginInfo.State.valueOf(text(in));
            List<Provided> provides = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                provides.add(new Provided(text(in), text(in), text(in)));
            }
            List<String> problems = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                problems.add(text(in));
            }
            infos.add(new PluginInfo(bundle, version, file, state, provides, problems, Optional.empty()));
        }
        return infos;
    }

    private void write(List<PluginInfo> infos, DataOutputStream out) throws IOException {
        out.writeInt(FORMAT);
        text(stamp, out);
        out.writeInt(infos.size());
        for (PluginInfo info : infos) {
            optional(info.bundle(), out);
            optional(info.version(), out);
            text(info.file(), out);
            text(info.state().name(), out);
            out.writeInt(info.provides().size());
            for (Provided provided : info.provides()) {
                text(provided.noun(), out);
                text(provided.name(), out);
                text(provided.className(), out);
            }
            out.writeInt(info.problems().size());
            for (String problem : info.problems()) {
                text(problem, out);
            }
        }
    }

    private static void optional(@Nullable String text, DataOutputStream out) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            text(text, out);
        }
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] bytes = in.readNBytes(Math.max(0, length));
        if (bytes.length != length) {
            throw new IOException("it was cut short");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
