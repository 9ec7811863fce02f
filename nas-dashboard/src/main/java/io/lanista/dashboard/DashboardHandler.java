package io.lanista.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.lanista.dashboard.view.Json;
import io.lanista.dashboard.view.RunView;
import io.lanista.runtime.runs.RunSignals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers requests: the page, the JSON of runs, their events, and commands. */
final class DashboardHandler implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DashboardHandler.class);
    private static final int MOST_BODY = 64 * 1024;
    private static final String SCRIPT = "text/javascript";

    private final String root;
    private final Guard guard;
    private final RunRegistry runs;
    private final Optional<RunControl> control;
    private final ExecutorService threads;

    DashboardHandler(
            String root, Guard guard, RunRegistry runs, Optional<RunControl> control, ExecutorService threads) {
        this.root = root;
        this.guard = guard;
        this.runs = runs;
        this.control = control;
        this.threads = threads;
    }

    /** A host's server may have one thread for all: what takes long goes on in ours. */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            threads.execute(() -> answer(exchange));
        } catch (RejectedExecutionException e) {
            exchange.close(); // The server is being closed.
        }
    }

    private void answer(HttpExchange exchange) {
        try {
            Optional<Answer> early = guard.welcome(exchange).or(() -> guard.refusal(exchange));
            if (early.isPresent()) {
                early.get().send(exchange);
            } else {
                route(exchange);
            }
        } catch (Query.BadRequest | IllegalArgumentException e) {
            trySend(exchange, Answer.text(400, String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            exchange.close();
        } catch (IOException e) {
            LOG.debug("A reader went away: {}", e.toString());
            exchange.close();
        } catch (RuntimeException e) {
            LOG.warn(
                    "A request could not be answered: {}",
                    exchange.getRequestURI().getPath(),
                    e);
            trySend(exchange, Answer.text(500, "The server failed; its log says more."));
        }
    }

    private static void trySend(HttpExchange exchange, Answer answer) {
        try {
            answer.send(exchange);
        } catch (IOException e) {
            exchange.close(); // It was answered in part, or the reader is gone.
        }
    }

    private void route(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        String name = path.startsWith(root) ? path.substring(root.length()) : path;
        boolean reads = exchange.getRequestMethod().equals("GET")
                || exchange.getRequestMethod().equals("HEAD");
        Query query = Query.of(exchange.getRequestURI());
        if (name.equals("api/events") && reads) {
            events(exchange, query);
        } else if (reads) {
            read(name, query).send(exchange);
        } else if (exchange.getRequestMethod().equals("POST")) {
            command(name, exchange).send(exchange);
        } else {
            Answer.text(405, "This server answers GET and POST.").send(exchange);
        }
    }

    private Answer read(String name, Query query) {
        return switch (name) {
            case "" -> Answer.of("text/html", Page.live(control.isPresent()));
            case "style.css" -> Answer.of("text/css", Page.styles());
            case "uplot.js" -> Answer.of(SCRIPT, Page.scripts().get(0));
            case "dagre.js" -> Answer.of(SCRIPT, Page.scripts().get(1));
            case "app.js" -> Answer.of(SCRIPT, Page.scripts().get(2));
            case "api/runs" -> Answer.json("{\"runs\":" + runs.list() + "}");
            case "api/run" -> ofRun(query, RunView::json);
            case "api/analysis" -> ofRun(query, RunView::analysis);
            case "api/network" -> ofRun(query, RunView::network);
            case "api/quality" -> ofRun(query, RunView::quality);
            case "api/log" -> log(query);
            case "api/report" -> report(query);
            case "api/experiments" -> experiments();
            default -> Answer.text(404, "There is nothing at this address.");
        };
    }

    private Answer ofRun(Query query, Function<RunView, String> part) {
        return found(query, run -> Answer.json(part.apply(run)));
    }

    private Answer found(Query query, Function<RunView, Answer> answer) {
        String id = query.need("id");
        return runs.view(id)
                .map(answer)
                .orElseGet(
                        () -> Answer.text(404, "There is no run (" + id + "). The list of runs says what there is."));
    }

    private Answer log(Query query) {
        int trial = (int) Math.min(query.number("trial"), Integer.MAX_VALUE);
        return found(
                query,
                run -> run.log(trial)
                        .map(text -> Answer.text(200, text))
                        .orElseGet(() -> Answer.text(404, "The trial (" + trial + ") has no log.")));
    }

    private Answer report(Query query) {
        return found(
                query,
                run -> Answer.of("text/html", new Report(List.of(run)).html(Instant.now()))
                        .with("Content-Disposition", "attachment; filename=\"report.html\""));
    }

    private void events(HttpExchange exchange, Query query) throws IOException, InterruptedException {
        Optional<RunView> run = runs.view(query.need("id"));
        if (run.isEmpty()) {
            Answer.text(404, "There is no such run.").send(exchange);
            return;
        }
        String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        long from = last != null && last.matches("\\d{1,18}") ? Long.parseLong(last) : query.number("from");
        new EventStream(run.get(), from).send(exchange);
    }

    private Answer experiments() {
        return control.map(allowed -> {
                    try {
                        List<String> files = allowed.experiments();
                        return Answer.json(Json.text(json -> json.put("experiments", files)));
                    } catch (IOException e) {
                        return Answer.text(500, "The experiments can't be listed: " + e.getMessage() + ".");
                    }
                })
                .orElseGet(DashboardHandler::readOnly);
    }

    private static Answer readOnly() {
        return Answer.text(403, "This server only shows runs. Maybe let it control them, too.");
    }

    private Answer command(String name, HttpExchange exchange) throws IOException {
        if (control.isEmpty()) {
            return readOnly();
        }
        JsonNode body = body(exchange);
        if (name.equals("api/control")) {
            String id = text(body, "id");
            Optional<Path> run = runs.find(id);
            if (run.isEmpty()) {
                return Answer.text(404, "There is no run (" + id + ").");
            }
            control.get().command(run.get(), command(text(body, "command")));
            return Answer.json("{}");
        }
        if (name.equals("api/start")) {
            Path run = control.get().start(text(body, "experiment"));
            return Answer.json(Json.text(json -> json.put("run", String.valueOf(run.getFileName()))));
        }
        return Answer.text(404, "There is nothing at this address.");
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(MOST_BODY + 1);
        if (bytes.length > MOST_BODY) {
            throw new Query.BadRequest("The request is too long.");
        }
        try {
            return JsonMapper.shared().readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new Query.BadRequest("The request is no JSON.");
        }
    }

    private static String text(JsonNode body, String name) {
        JsonNode value = body.get(name);
        if (value == null || !value.isString()) {
            throw new Query.BadRequest("The request lacks (" + name + ").");
        }
        return value.asString();
    }

    private static RunSignals.Command command(String word) {
        return Arrays.stream(RunSignals.Command.values())
                .filter(command -> command.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() ->
                        new Query.BadRequest("There is no command (" + word + "). Available: pause, resume, cancel."));
    }
}
