package com.example;

import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.watch.RunFailure;
import io.lanista.runtime.watch.RunHandle;
import io.lanista.runtime.watch.RunInfo;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunResult;
import io.lanista.runtime.watch.RunStatus;
import io.lanista.runtime.watch.TrialReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Searches over HTTP. A search answers with a stream of its events, and goes on if nobody reads it; one that the end of the application
 * interrupted is resumed by its id.
 */
@RestController
@RequestMapping("/searches")
class Searches {
    private final NasRuntime nas;

    Searches(NasRuntime nas) {
        this.nas = nas;
    }

    @GetMapping
    List<String> all() {
        return nas.runs().stream().map(run -> run.folder().getFileName().toString()).toList();
    }

    @GetMapping("/active")
    List<RunStatus.State> active() {
        return nas.active().stream().map(RunHandle::status).map(RunStatus::state).toList();
    }

    @PostMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter start(@RequestParam String experiment) {
        Stream stream = new Stream();
        nas.submit(nas.experiment(Path.of(experiment)).build(), stream);
        return stream.emitter;
    }

    @PostMapping(path = "/{id}/resume", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter resume(@PathVariable String id) {
        Stream stream = new Stream();
        nas.resume(id, stream);
        return stream.emitter;
    }

    /** Sends what happens in a run to one who reads; the run doesn't mind if nobody does any more. */
    private static final class Stream implements RunListener {
        private final SseEmitter emitter = new SseEmitter(0L);
        private boolean read = true;

        @Override
        public void started(RunInfo run, RunStatus status) {
            send("started", status.completed());
        }

        @Override
        public void trialEnded(TrialReport report, RunStatus status) {
            send("trial", report.trial());
        }

        @Override
        public void ended(RunResult result) {
            send("ended", result.reason());
            emitter.complete();
        }

        @Override
        public void failed(RunFailure failure) {
            send("failed", failure.message());
            emitter.complete();
        }

        private void send(String event, Object data) {
            try {
                if (read) {
                    emitter.send(SseEmitter.event().name(event).data(data));
                }
            } catch (IOException | IllegalStateException e) {
                read = false;
            }
        }
    }
}
