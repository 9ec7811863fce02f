package io.lanista.runtime.experiment;

import io.lanista.runtime.artifact.ArtifactRequest;
import java.util.List;
import java.util.stream.Collectors;

/** An experiment needs plug-ins that aren't there. Nothing is fetched unasked; the message says what is needed. */
public final class MissingPluginsException extends ExperimentException {
    private static final long serialVersionUID = 1L;
    private final String experiment;
    private final transient List<ArtifactRequest> missing;

    /** What is missing, in the order in which the experiment names it. */
    public MissingPluginsException(String experiment, List<ArtifactRequest> missing) {
        super(message(experiment, missing) + " Maybe add their jars to the folders of plug-ins.");
        this.experiment = experiment;
        this.missing = List.copyOf(missing);
    }

    /**
     * The message for people who don't use the embedding API.
     *
     * @param command what installs plug-ins, such as {@code nas plugins install}
     */
    public String message(String command) {
        return message(experiment, missing) + " To get them: "
                + missing.stream()
                        .map(request -> command + " '" + request + "'")
                        .collect(Collectors.joining("; "));
    }

    private static String message(String experiment, List<ArtifactRequest> missing) {
        return "The experiment (" + experiment + ") needs plug-ins that aren't there: "
                + missing.stream().map(ArtifactRequest::toString).collect(Collectors.joining(", ")) + ".";
    }
}
