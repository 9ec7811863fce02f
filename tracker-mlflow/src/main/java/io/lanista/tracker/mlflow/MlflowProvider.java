package io.lanista.tracker.mlflow;

import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.runtime.feed.JournalFeed;
import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunListenerProvider;
import io.lanista.runtime.watch.RunListenerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Sends runs to an MLflow server: a run with a nested run for each trial, parameters, metrics of each step, at the end the winner
 * and the report. Who asks is told by the variables of MLflow's own clients: {@code MLFLOW_TRACKING_TOKEN}, or
 * {@code MLFLOW_TRACKING_USERNAME} and {@code MLFLOW_TRACKING_PASSWORD}.
 */
public final class MlflowProvider implements RunListenerProvider {
    private static final String LOCAL = "http://127.0.0.1:5000";
    private static final Option<String> URL = Option.text(
            "url", "", "The server's address. By default what MLFLOW_TRACKING_URI says, or else " + LOCAL + ".");
    private static final Option<String> EXPERIMENT =
            Option.text("experiment", "", "The experiment on the server. By default one named as the experiment here.");
    private static final Option<Boolean> ARTIFACTS =
            Option.flag("artifacts", true, "Whether the winner and the report are sent at the end.");

    @Override
    public String name() {
        return "mlflow";
    }

    @Override
    public String description() {
        return "Sends runs to an MLflow server: nested trials, metrics, the winner and the report.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(URL, EXPERIMENT, ARTIFACTS);
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(90);
    }

    @Override
    public RunListener open(RunListenerRequest request) {
        String experiment = request.options().get(EXPERIMENT);
        MlflowRun run = new MlflowRun(
                new MlflowServer(address(request.options().get(URL)), System::getenv),
                experiment.isBlank() ? request.experiment() : experiment,
                request.folder(),
                request.products(),
                request.options().get(ARTIFACTS));
        return new JournalFeed(request.threads("tracker-mlflow"), new RunFolder(request.folder()), run);
    }

    private static URI address(String chosen) {
        String variable = System.getenv("MLFLOW_TRACKING_URI");
        String text = !chosen.isBlank() ? chosen : variable != null && !variable.isBlank() ? variable : LOCAL;
        try {
            URI address = URI.create(text);
            if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(text);
        }
        throw wrong(text);
    }

    private static OptionException wrong(String text) {
        return new OptionException("The address of the MLflow server (" + text
                + ") must begin with http:// or https:// and name a host. Maybe " + LOCAL + ".");
    }
}
