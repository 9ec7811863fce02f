package io.lanista.djl.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.lanista.djl.file.DataException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches from a small copy of DJL's collection. */
class DjlSourceTest {
    private static final String GROUP = "dataset/cv/ai/djl/basicdataset/";

    @TempDir
    Path folder;

    private String cacheBefore = "";

    @BeforeEach
    void useAnEmptyCache() {
        cacheBefore = System.getProperty("DJL_CACHE_DIR", "");
        System.setProperty("DJL_CACHE_DIR", folder.resolve("cache").toString());
    }

    @AfterEach
    void giveTheCacheBack() {
        if (cacheBefore.isEmpty()) {
            System.clearProperty("DJL_CACHE_DIR");
        } else {
            System.setProperty("DJL_CACHE_DIR", cacheBefore);
        }
    }

    @Test
    void fetchesImagesOverHttpAndKeepsThem() throws IOException {
        collectMnist("mnist");
        HttpServer server = serve();
        String address = "http://localhost:" + server.getAddress().getPort() + "/";
        try {
            assertThat(load("mnist", address).test().size()).isEqualTo(2);
        } finally {
            server.stop(0);
        }

        DataSplit again = load("mnist", address);

        assertThat(again.shape()).containsExactly(1, 2, 2);
        assertThat(again.train().size() + again.validation().size()).isEqualTo(8);
        assertThat(again.train().classNames()).containsExactly("0", "1");
    }

    @Test
    void fetchesTheOthersToo() throws IOException {
        collectMnist("fashmnist");
        collectCifar();
        HttpServer server = serve();
        String address = "http://localhost:" + server.getAddress().getPort() + "/";
        DataSplit cifar;
        try {
            assertThat(load("fashion-mnist", address).test().size()).isEqualTo(2);
            cifar = load("cifar10", address);
        } finally {
            server.stop(0);
        }

        assertThat(cifar.shape()).containsExactly(3, 32, 32);
        assertThat(cifar.train().size() + cifar.validation().size()).isEqualTo(20);
        assertThat(cifar.test().size()).isEqualTo(10);
    }

    @Test
    void whereTheNetworkDoesNotAllowItTheWayOutIsSaid() throws IOException {
        HttpServer server = serve();
        String address = "http://localhost:" + server.getAddress().getPort() + "/";
        server.stop(0);

        assertThatThrownBy(() -> load("mnist", address))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("'mnist'", address, "by hand", "source 'idx'");
        assertThatThrownBy(() -> load("cifar10", address)).hasMessageContaining("source 'cifar10-binary'");
        assertThatThrownBy(() -> load("mnist", "nowhere"))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("'mnist'", "nowhere", "by hand");
    }

    private DataSplit load(String source, String repository) {
        return Samples.load(folder, source, Map.of("repository", repository));
    }

    private HttpServer serve() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Path collection = folder.resolve("collection");
        server.createContext("/", exchange -> {
            Path file = collection.resolve(exchange.getRequestURI().getPath().substring(1));
            boolean there = Files.isRegularFile(file);
            exchange.sendResponseHeaders(there ? 200 : 404, there ? Files.size(file) : -1);
            if (there) {
                Files.copy(file, exchange.getResponseBody());
            }
            exchange.close();
        });
        server.start();
        return server;
    }

    private void collectMnist(String name) throws IOException {
        collect(name, "train_data", idx(new int[] {8, 2, 2}));
        collect(name, "train_labels", idx(new int[] {8}));
        collect(name, "test_data", idx(new int[] {2, 2, 2}));
        collect(name, "test_labels", idx(new int[] {2}));
        describe(name, "train_data", "train_labels", "test_data", "test_labels");
    }

    private void collectCifar() throws IOException {
        collect("cifar10", "data_batch.bin", cifar(20));
        collect("cifar10", "test_batch.bin", cifar(10));
        describe("cifar10", "data_batch.bin", "test_batch.bin");
    }

    private void collect(String name, String item, byte[] content) throws IOException {
        Path file = folder.resolve("collection").resolve(GROUP + name + "/1.0/" + item + ".gz");
        Files.createDirectories(file.getParent());
        Samples.write(file, content);
    }

    private void describe(String name, String... items) throws IOException {
        StringBuilder files = new StringBuilder();
        for (String item : items) {
            files.append(files.isEmpty() ? "" : ",").append("\"" + item + "\":{\"uri\":\"1.0/" + item + ".gz\"}");
        }
        Files.writeString(folder.resolve("collection").resolve(GROUP + name + "/metadata.json"), """
                {"metadataVersion": "0.2", "resourceType": "dataset", "application": "cv",
                 "groupId": "ai.djl.basicdataset", "artifactId": "%s", "name": "%s",
                 "artifacts": [{"version": "1.0", "files": {%s}}]}
                """.formatted(
                        name, name, files));
    }

    /** Values 0 and 1 in turn, so that labels have two classes. */
    private static byte[] idx(int[] shape) {
        int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        byte[] file = new byte[4 + 4 * shape.length + count];
        file[2] = 8;
        file[3] = (byte) shape.length;
        for (int i = 0; i < shape.length; i++) {
            file[7 + 4 * i] = (byte) shape[i];
        }
        for (int i = 0; i < count; i++) {
            file[file.length - count + i] = (byte) (i % 2);
        }
        return file;
    }

    private static byte[] cifar(int count) {
        byte[] records = new byte[count * 3073];
        for (int i = 0; i < count; i++) {
            records[i * 3073] = (byte) (i % 10);
        }
        return records;
    }
}
