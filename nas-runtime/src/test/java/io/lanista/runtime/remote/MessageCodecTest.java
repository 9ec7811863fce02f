package io.lanista.runtime.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Metrics;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.execute.PluginCopy;
import io.lanista.runtime.execute.SpaceData;
import io.lanista.runtime.execute.TrialResult;
import io.lanista.runtime.execute.TrialTask;
import io.lanista.runtime.execute.Work;
import io.lanista.runtime.execute.WorkFolders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
    private static final Model BASE = Model.named("numbers")
            .input("in", 4)
            .then("out", Layer.of("linear").with("units", Value.integer("units", 1, 9)))
            .setting("rate", Value.real("rate", 1e-3, 1))
            .build();

    static List<RemoteMessage> messages() {
        SearchSpace space = SearchSpace.of(BASE);
        Model concrete = space.freeze(space.sample(new SplittableRandom(1)));
        Metrics metrics = Metrics.of(Map.of("loss", 0.1 + 0.2, "bad", Double.NaN, "worse", Double.NEGATIVE_INFINITY));
        return List.of(
                new RemoteMessage.Open(
                        new Work(
                                "com.acme:mine@1.0.0",
                                Map.of("text", "a\n\"b\"", "rate", 1e-300, "list", List.of(true, 2.5)),
                                new SpaceData(BASE, List.of("parameters in [3, inf]", "depth in [0, 2]")),
                                List.of(Objective.minimize("loss"), Objective.maximize("accuracy")),
                                Long.MIN_VALUE,
                                List.of(new PluginCopy("mine.jar", "ab".repeat(32)))),
                        new WorkFolders(Path.of("/a b"), Path.of("/run"), Path.of("/jars"))),
                new RemoteMessage.Start(new TrialTask(
                        3,
                        TrialTask.Kind.TEST,
                        concrete,
                        -1,
                        OptionalInt.of(9),
                        Optional.of(Duration.ofNanos(1_500_000_001)),
                        "trials/3/checkpoint",
                        "trials/3/artifact")),
                new RemoteMessage.Start(new TrialTask(
                        0,
                        TrialTask.Kind.EVALUATE,
                        concrete,
                        Long.MAX_VALUE,
                        OptionalInt.empty(),
                        Optional.empty(),
                        "a",
                        "b")),
                new RemoteMessage.Cancel(4),
                new RemoteMessage.Verdict(4, false),
                new RemoteMessage.Ready(),
                new RemoteMessage.Refused("no"),
                new RemoteMessage.Reported(1, 2, metrics),
                new RemoteMessage.Advanced(1, 7, 40),
                new RemoteMessage.Finished(1, new TrialResult.Completed(Optional.of(metrics)), 0.25),
                new RemoteMessage.Finished(1, new TrialResult.Completed(Optional.empty()), Double.NaN),
                new RemoteMessage.Finished(1, new TrialResult.Failed("why"), 0),
                new RemoteMessage.Finished(1, new TrialResult.Crashed("why", "/log"), 0),
                new RemoteMessage.Finished(1, new TrialResult.Cancelled(), 0));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsExactlyWhatWasWritten(RemoteMessage message) {
        String text = MessageCodec.write(message);

        assertThat(text).doesNotContain("\n");
        assertThat(MessageCodec.read(text)).isEqualTo(message);
    }

    @Test
    void aModelArrivesWithItsLineage() {
        RemoteMessage.Start start = (RemoteMessage.Start) messages().get(1);
        RemoteMessage.Start read = (RemoteMessage.Start) MessageCodec.read(MessageCodec.write(start));

        assertThat(SearchSpace.choicesOf(read.task().model()))
                .isEqualTo(SearchSpace.choicesOf(start.task().model()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET / HTTP/1.1",
                "[1,2]",
                "null",
                "7",
                "{}",
                "{\"type\":\"dance\"}",
                "{\"type\":\"cancel\"}",
                "{\"type\":\"cancel\",\"trial\":\"x\"}",
                "{\"type\":\"start\",\"task\":[]}",
                "{\"type\":\"finished\",\"trial\":1,\"result\":{\"end\":\"?\"},\"seconds\":1}",
                "{\"type\":\"reported\",\"trial\":1,\"step\":1,\"metrics\":{\"a\":\"b\"}}"
            })
    void whatIsNoMessageIsSaid(String text) {
        assertThatThrownBy(() -> MessageCodec.read(text))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("This is no message of this version: ");
    }
}
