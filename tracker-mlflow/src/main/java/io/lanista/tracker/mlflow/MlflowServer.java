package io.lanista.tracker.mlflow;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * An MLflow server, asked by its <a href="https://mlflow.org/docs/latest/rest-api.html">REST interface</a>, version 2.0. For use by
 * one thread.
 */
final class MlflowServer {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration UPLOAD = Duration.ofMinutes(2);
    private static final String ARTIFACTS = "mlflow-artifacts:";

    private final URI address;
    private final Optional<String> authorization;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /**
     * Knows a server; asks it nothing yet.
     *
     * @param address such as {@code http://localhost:5000}
     * @param environment tells who asks, by the variables of MLflow's own clients
     */
    MlflowServer(URI address, UnaryOperator<String> environment) {
        this.address = address;
        this.authorization = authorization(environment);
    }

    /** Something that the server will never take as it is. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;
        private final String code;

        RefusedException(String message, String code) {
            super(message);
            this.code = code;
        }

        /** MLflow's word for what is wrong. */
        String code() {
            return code;
        }
    }

    private static Optional<String> authorization(UnaryOperator<String> environment) {
        String token = environment.apply("MLFLOW_TRACKING_TOKEN");
        if (token != null && !token.isBlank()) {
            return Optional.of("Bearer " + token);
        }
        String user = environment.apply("MLFLOW_TRACKING_USERNAME");
        String password = environment.apply("MLFLOW_TRACKING_PASSWORD");
        if (user == null || password == null) {
            return Optional.empty();
        }
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** Asks with parameters in the address. */
    Map<String, Object> get(String method, Map<String, String> parameters) throws IOException, InterruptedException {
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return answer(request("/api/2.0/mlflow/" + method + "?" + query).GET());
    }

    /** Tells something. */
    Map<String, Object> post(String method, Map<String, ?> body) throws IOException, InterruptedException {
        return answer(request("/api/2.0/mlflow/" + method)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(body))));
    }

    /**
     * Stores a file of a run.
     *
     * @param place the run's artifact address, as the server said
     * @param name with slashes between folders
     * @throws RefusedException if the server doesn't store files itself
     */
    void upload(String place, String name, Path file) throws IOException, InterruptedException {
        if (!place.startsWith(ARTIFACTS)) {
            throw new RefusedException(
                    "The MLflow server at (" + address + ") keeps files in (" + place
                            + "), where only clients of its own can write. Maybe start it with --serve-artifacts.",
                    "NO_ARTIFACTS");
        }
        String path = place.substring(ARTIFACTS.length()).replaceFirst("^//[^/]*", "");
        String encoded = StreamSupport.stream(Path.of(name).spliterator(), false)
                .map(part -> URLEncoder.encode(part.toString(), StandardCharsets.UTF_8)
                        .replace("+", "%20"))
                .collect(Collectors.joining("/"));
        answer(request("/api/2.0/mlflow-artifacts/artifacts" + path + "/" + encoded)
                .timeout(UPLOAD)
                .PUT(BodyPublishers.ofFile(file)));
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(address.toString().replaceFirst("/+$", "") + path))
                .timeout(ANSWER);
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private Map<String, Object> answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response;
        try {
            response = client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new IOException("The MLflow server at (" + address + ") can't be reached: " + reason + ".", e);
        }
        try {
            Map<String, Object> body = response.body().isBlank() ? new LinkedHashMap<>() : Json.object(response.body());
            if (response.statusCode() < 300) {
                return body;
            }
            throw problem(response.statusCode(), body);
        } catch (RefusedException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    "What answers at (" + address + ") with status (" + response.statusCode()
                            + ") is no MLflow server, or can't be used now: " + e.getMessage() + ".",
                    e);
        }
    }

    private IOException problem(int status, Map<String, Object> body) throws RefusedException {
        String code = String.valueOf(body.getOrDefault("error_code", ""));
        String said = "The MLflow server at (" + address + ") answers with status (" + status + "): "
                + body.getOrDefault("message", code) + ".";
        boolean isFinal =
                status >= 400 && status < 500 && status != 401 && status != 403 && status != 408 && status != 429;
        if (isFinal) {
            throw new RefusedException(said, code);
        }
        return new IOException(said);
    }
}
