package io.lanista.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.lanista.runtime.runs.RunSignals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DashboardServerTest {
    private static final String TOKEN = "a-token-of-the-test";

    @TempDir
    static Path runs;

    @TempDir
    Path folder;

    private static String run;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void makeRuns() throws InterruptedException {
        run = SampleRuns.trials(runs, 20, 1).getFileName().toString();
        SampleRuns.failures(runs);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private DashboardServer start(DashboardBuilder builder) throws IOException {
        DashboardServer server = builder.start();
        open.add(server);
        return server;
    }

    private static URI at(DashboardServer server, String path) {
        return URI.create("http://localhost:" + server.address().getPort() + "/" + path);
    }

    private HttpResponse<String> get(URI uri, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(URI uri, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A request whose every byte is the test's, since the JDK's client writes some headers itself. */
    private static String raw(DashboardServer server, String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return String.valueOf(answer.readLine());
        }
    }

    @Test
    void pageAndItsFilesAreThere() throws Exception {
        DashboardServer server = start(DashboardServer.builder(runs));
        assertThat(get(at(server, "")).body()).contains("<main", "app.js");
        for (String file : List.of("style.css", "uplot.js", "dagre.js", "app.js")) {
            assertThat(get(at(server, file)).statusCode()).as(file).isEqualTo(200);
        }
        assertThat(server.address()).hasHost("localhost").hasNoQuery();
    }

    @Test
    void everyAnswerAllowsThePageNothingFromElsewhere() throws Exception {
        DashboardServer server = start(DashboardServer.builder(runs));
        for (String path : List.of("", "app.js", "api/runs", "nothing")) {
            HttpResponse<String> answer = get(at(server, path));
            assertThat(answer.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .startsWith("default-src 'none'")
                            .doesNotContain("unsafe")
                            .contains("frame-ancestors 'none'"));
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        }
    }

    @Test
    void allRunsOfTheFolderAreListedWithTheirBest() throws Exception {
        DashboardServer server = start(DashboardServer.builder(runs));
        JsonNode list =
                JsonMapper.shared().readTree(get(at(server, "api/runs")).body()).get("runs");

        assertThat(list.findValuesAsString("id")).containsExactly("failures-1", run);
        assertThat(list.get(1).get("trials").asInt()).isEqualTo(20);
        assertThat(list.get(1).get("state").asString()).isEqualTo("ended");
        assertThat(list.get(1).get("improvements").get("score").isEmpty()).isFalse();
    }

    @Test
    void namesLeadNowhereButToRunsOfTheFolder() throws Exception {
        DashboardServer server = start(DashboardServer.builder(runs.resolve(run)));
        for (String id :
                List.of("../failures-1", "..%2Ffailures-1", "%2Fetc", "..", "", "%2e%2e", run + "/../../failures-1")) {
            for (String what : List.of("run", "analysis", "network", "quality", "report")) {
                assertThat(get(at(server, "api/" + what + "?id=" + id)).statusCode())
                        .as(what + " " + id)
                        .isIn(400, 404);
            }
        }
        assertThat(raw(server, "GET /../../etc/passwd HTTP/1.1\nHost: localhost\nConnection: close\n\n"))
                .contains("404");
    }

    @Test
    void logsOutsideOfTheRunAreNotShown() throws Exception {
        Path failed = runs.resolve("failures-1");
        DashboardServer server = start(DashboardServer.builder(failed));

        assertThat(get(at(server, "api/log?id=failures-1&trial=0")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aForeignNameForTheServerGetsNothing() throws Exception {
        DashboardServer server = start(DashboardServer.builder(runs));
        assertThat(raw(server, "GET /api/runs HTTP/1.1\nHost: evil.example\nConnection: close\n\n"))
                .contains("421");
        assertThat(raw(server, "GET /api/runs HTTP/1.1\nHost: localhost:1\nConnection: close\n\n"))
                .contains("200");
    }

    @Test
    void anAddressInNumbersIsNoForeignName() throws Exception {
        DashboardServer server =
                start(DashboardServer.builder(runs).host("0.0.0.0").token(TOKEN));
        for (String host : List.of("192.0.2.7:8642", "[2001:db8::7]:8642")) {
            assertThat(raw(
                            server,
                            "GET /api/runs HTTP/1.1\nHost: " + host + "\nAuthorization: Bearer " + TOKEN
                                    + "\nConnection: close\n\n"))
                    .contains("200");
        }
        assertThat(raw(server, "GET /api/runs HTTP/1.1\nHost: 192.0.2.7.evil.example\nConnection: close\n\n"))
                .contains("421");
    }

    @Test
    void twoServersOfAMachineDontTakeEachOthersCookies() throws Exception {
        DashboardServer first = start(DashboardServer.builder(runs).token(TOKEN));
        DashboardServer second = start(DashboardServer.builder(runs).token("another-token"));
        String cookies = cookie(get(first.address())) + "; " + cookie(get(second.address()));
        assertThat(get(at(first, "api/runs"), "Cookie", cookies).statusCode()).isEqualTo(200);
        assertThat(get(at(second, "api/runs"), "Cookie", cookies).statusCode()).isEqualTo(200);
        assertThat(cookie(get(first.address())).split("=")[0])
                .as("browsers keep one cookie of a name for all ports")
                .isNotEqualTo(cookie(get(second.address())).split("=")[0]);
    }

    private static String cookie(HttpResponse<String> welcome) {
        return welcome.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    @Test
    void aTokenIsWantedAndMovesFromTheAddressIntoACookie() throws Exception {
        DashboardServer server = start(DashboardServer.builder(runs).token(TOKEN));
        assertThat(get(at(server, "api/runs")).statusCode()).isEqualTo(401);
        assertThat(get(at(server, "?token=wrong-token")).statusCode()).isEqualTo(401);
        assertThat(get(at(server, "api/runs"), "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> welcome = get(server.address());
        assertThat(welcome.statusCode()).isEqualTo(303);
        assertThat(welcome.headers().firstValue("Location")).hasValue("/");
        String cookie = welcome.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict");
        assertThat(get(at(server, "api/runs"), "Cookie", cookie.split(";")[0]).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aServerThatOthersReachOrThatControlsRunsHasATokenByItself() throws Exception {
        assertThat(start(DashboardServer.builder(runs).host("0.0.0.0"))
                        .address()
                        .getQuery())
                .startsWith("token=");
        assertThat(start(DashboardServer.builder(runs).control(new Noting()))
                        .address()
                        .getQuery())
                .startsWith("token=");
        assertThatThrownBy(() -> DashboardServer.builder(runs).token("short")).hasMessageContaining("eight letters");
    }

    @Test
    void onlyThePageItselfMayCommand() throws Exception {
        Noting control = new Noting();
        DashboardServer server =
                start(DashboardServer.builder(runs).control(control).token(TOKEN));
        String body = "{\"id\":\"" + run + "\",\"command\":\"pause\"}";
        String[] bearer = {"Authorization", "Bearer " + TOKEN};
        assertThat(post(at(server, "api/control"), body, bearer).statusCode()).isEqualTo(403);
        assertThat(post(
                                at(server, "api/control"),
                                body,
                                bearer[0],
                                bearer[1],
                                "X-Lanista",
                                "page",
                                "Origin",
                                "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(control.told).isEmpty();
        assertThat(post(at(server, "api/control"), body, bearer[0], bearer[1], "X-Lanista", "page")
                        .statusCode())
                .isEqualTo(200);
        assertThat(control.told).containsExactly(run + " PAUSE");
        assertThat(post(
                                at(server, "api/control"),
                                body.replace("pause", "explode"),
                                bearer[0],
                                bearer[1],
                                "X-Lanista",
                                "page")
                        .body())
                .contains("Available: pause, resume, cancel");
    }

    @Test
    void aServerWithoutControlChangesNothing() throws Exception {
        DashboardServer server = start(DashboardServer.builder(runs));
        assertThat(post(at(server, "api/start"), "{\"experiment\":\"x.yaml\"}", "X-Lanista", "page")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void newLinesArriveAsEventsWhoseIdsSayWhereToGoOn() throws Exception {
        Path growing = Files.createDirectory(folder.resolve("growing-1"));
        byte[] journal = Files.readAllBytes(runs.resolve(run).resolve("journal.jsonl"));
        Files.write(growing.resolve("journal.jsonl"), Arrays.copyOf(journal, journal.length / 2));
        DashboardServer server = start(DashboardServer.builder(growing));
        try (Events events = new Events(at(server, "api/events?id=growing-1&from=0"), "")) {
            JsonNode first = events.next();
            Files.write(growing.resolve("journal.jsonl"), journal);
            JsonNode second = events.next();
            assertThat(second.get("since").asLong())
                    .isEqualTo(first.get("offset").asLong());
            assertThat(second.get("offset").asLong()).isEqualTo(journal.length);
            assertThat(second.get("state").asString()).isEqualTo("ended");
            try (Events resumed = new Events(
                    at(server, "api/events?id=growing-1&from=0"),
                    first.get("offset").asString())) {
                assertThat(resumed.next().get("since").asLong())
                        .isEqualTo(first.get("offset").asLong());
            }
        }
    }

    /** Reads server-sent events. */
    private final class Events implements AutoCloseable {
        private final BufferedReader lines;

        Events(URI uri, String lastId) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri);
            if (!lastId.isEmpty()) {
                request.header("Last-Event-ID", lastId);
            }
            lines = new BufferedReader(new InputStreamReader(
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                            .body(),
                    StandardCharsets.UTF_8));
        }

        JsonNode next() throws IOException {
            String line = lines.readLine();
            while (line != null && !line.startsWith("data: ")) {
                line = lines.readLine();
            }
            return JsonMapper.shared().readTree(String.valueOf(line).substring("data: ".length()));
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    @Test
    void aHostMountsItBelowAPathOfItsOwnServer() throws Exception {
        HttpServer host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.start();
        open.add(() -> host.stop(0));
        DashboardServer mounted = DashboardServer.builder(runs).mount(host, "/searches/");
        open.add(mounted);
        URI below = URI.create("http://localhost:" + host.getAddress().getPort() + "/searches/");

        assertThat(get(below).body()).contains("<main");
        assertThat(get(below.resolve("api/runs")).body()).contains(run);
        assertThatThrownBy(() -> DashboardServer.builder(runs).mount(host, "searches"))
                .hasMessageContaining("slash");
    }

    @Test
    void closingItEndsOpenStreams() throws Exception {
        DashboardServer server = DashboardServer.builder(runs).start();
        try (Events events = new Events(at(server, "api/events?id=" + run + "&from=0"), "")) {
            events.next();
            server.close();
            assertThatThrownBy(events::next).isInstanceOfAny(IOException.class, RuntimeException.class);
        }
    }

    /** Notes what it is told. */
    private static final class Noting implements RunControl {
        final List<String> told = new ArrayList<>();

        @Override
        public void command(Path folder, RunSignals.Command command) {
            told.add(folder.getFileName() + " " + command);
        }

        @Override
        public List<String> experiments() {
            return List.of();
        }

        @Override
        public Path start(String experiment) {
            throw new IllegalArgumentException("There is no experiment (" + experiment + ").");
        }
    }
}
