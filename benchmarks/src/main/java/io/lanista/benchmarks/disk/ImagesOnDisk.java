package io.lanista.benchmarks.disk;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Epochs over a folder of JPEGs whose decoded images lie in a file, against the same in memory; the first pass against {@code ImageIO}
 * alone; and peak resident memory with all images against that with a tenth. Each side is a process of its own, and those that train
 * take turns. Prints one line of JSON: {@code {"epoch_wall_ratio": …, "epoch_cpu_ratio": …, "first_pass_cpu_ratio": …,
 * "memory_growth": …}}; the first three are speeds, so more is better.
 *
 * <p>Usage: {@code ImagesOnDisk FOLDER IMAGES SIZE ROUNDS}: images are drawn into the folder unless they are there.
 */
public final class ImagesOnDisk {
    private static final int CLASSES = 10;
    private static final int DRAWN = 96;
    private static final int TENTH = 10;
    private static final String MEMORY = "memory";
    private static final String DISK = "disk";
    private static final String PLAIN = "plain";

    /** Images are decoded by the host, with all that its compiler can do, and trained on by workers, who start faster. */
    private static final List<String> HOST = List.of("-Xmx512m", "-XX:+UseSerialGC");

    private static final List<String> WORKER = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private ImagesOnDisk() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 4) {
            System.err.println("usage: ImagesOnDisk FOLDER IMAGES SIZE ROUNDS");
            System.exit(2);
        }
        if (List.of(MEMORY, DISK, PLAIN).contains(arguments[0])) {
            Path folder = Path.of(arguments[1]);
            int size = Integer.parseInt(arguments[2]);
            if (arguments[0].equals(PLAIN)) {
                plain(folder, size);
            } else {
                ImageEpochs.serve(arguments[0], folder, size);
            }
            return;
        }
        compare(
                Path.of(arguments[0]).toAbsolutePath(),
                Integer.parseInt(arguments[1]),
                arguments[2],
                Integer.parseInt(arguments[3]));
    }

    private static void compare(Path folder, int images, String size, int rounds) throws Exception {
        Path all = folder.resolve("all");
        Path few = folder.resolve("few");
        draw(all, images);
        draw(few, images / TENTH);
        Path caches = Files.createTempDirectory(folder, "caches"); // Nothing is decoded yet.
        double plain;
        double decoding;
        try (Side alone = new Side(PLAIN, HOST, all, size, caches)) {
            plain = alone.read()[1];
        }
        try (Side decoder = new Side(DISK, HOST, all, size, caches)) {
            decoding = decoder.read()[1];
        }
        try (Side disk = new Side(DISK, WORKER, all, size, caches);
                Side memory = new Side(MEMORY, WORKER, all, size, caches);
                Side small = new Side(DISK, WORKER, few, size, caches)) {
            disk.read();
            memory.read();
            small.read();
            List<double[]> onDisk = new ArrayList<>();
            List<double[]> inMemory = new ArrayList<>();
            double[] ofFew = {};
            for (int round = 0; round < rounds; round++) {
                onDisk.add(disk.epoch());
                inMemory.add(memory.epoch());
                ofFew = small.epoch();
                System.err.printf(
                        Locale.ROOT,
                        "round %d: disk %.0f ms (%.0f of CPU), memory %.0f ms (%.0f), loss %s and %s%n",
                        round,
                        onDisk.get(round)[0],
                        onDisk.get(round)[1],
                        inMemory.get(round)[0],
                        inMemory.get(round)[1],
                        onDisk.get(round)[3],
                        inMemory.get(round)[3]);
            }
            double peak = onDisk.get(rounds - 1)[2];
            System.err.printf(
                    Locale.ROOT,
                    "first pass: %.0f ms of CPU, ImageIO alone %.0f; peak MB: %.0f on disk, %.0f with a tenth, %.0f in memory%n",
                    decoding,
                    plain,
                    peak / 1024,
                    ofFew[2] / 1024,
                    inMemory.get(rounds - 1)[2] / 1024);
            System.out.printf(
                    Locale.ROOT,
                    "{\"epoch_wall_ratio\": %.3f, \"epoch_cpu_ratio\": %.3f, \"first_pass_cpu_ratio\": %.3f, \"memory_growth\": %.3f}%n",
                    median(inMemory, 0) / median(onDisk, 0),
                    median(inMemory, 1) / median(onDisk, 1),
                    plain / decoding,
                    peak / ofFew[2] - 1);
        }
    }

    private static double median(List<double[]> rounds, int column) {
        return rounds.stream()
                .mapToDouble(round -> round[column])
                .sorted()
                .skip(rounds.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** What a program does without a library: reads, scales, and takes the pixels, one file after the other. */
    private static void plain(Path folder, int size) throws IOException {
        PrintStream out = System.out;
        ImageEpochs.Clock clock = new ImageEpochs.Clock();
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
        }
        int sum = 0;
        for (Path file : files) {
            BufferedImage image = ImageIO.read(file.toFile());
            BufferedImage scaled = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = scaled.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(image, 0, 0, size, size, null);
            graphics.dispose();
            for (int pixel : scaled.getRGB(0, 0, size, size, null, 0, size)) {
                sum += pixel;
            }
        }
        out.println(clock.answer(sum));
    }

    private static void draw(Path folder, int images) throws IOException {
        for (int i = 0; i < images; i++) {
            Path file = folder.resolve("class" + i % CLASSES).resolve(i + ".jpg");
            if (Files.exists(file)) {
                continue;
            }
            Files.createDirectories(file.getParent());
            BufferedImage image = new BufferedImage(DRAWN, DRAWN, BufferedImage.TYPE_3BYTE_BGR);
            Random random = new Random(i);
            Graphics2D graphics = image.createGraphics();
            for (int stroke = 0; stroke < 20; stroke++) {
                graphics.setColor(new Color(Color.HSBtoRGB(i % CLASSES / 10f, random.nextFloat(), random.nextFloat())));
                graphics.fillOval(random.nextInt(DRAWN), random.nextInt(DRAWN), random.nextInt(40), random.nextInt(40));
            }
            graphics.dispose();
            ImageIO.write(image, "jpg", file.toFile());
        }
    }

    /** A process that answers with a line of numbers. */
    private static final class Side implements AutoCloseable {
        private final Process process;
        private final BufferedReader in;

        Side(String kind, List<String> settings, Path images, String size, Path cache) throws IOException {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(settings);
            command.addAll(List.of(
                    "-Djava.awt.headless=true",
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ImagesOnDisk.class.getName(),
                    kind,
                    images.toString(),
                    size,
                    ""));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("LANISTA_CACHE", cache.toString());
            process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        double[] epoch() throws IOException {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            return read();
        }

        double[] read() throws IOException {
            String line = in.readLine();
            if (line == null) {
                throw new IOException("A side ended before it answered.");
            }
            return Stream.of(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
