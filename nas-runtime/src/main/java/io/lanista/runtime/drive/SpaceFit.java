package io.lanista.runtime.drive;

import io.lanista.api.model.Model;
import io.lanista.api.model.Shape;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.SpaceProvider;
import io.lanista.api.trial.Evaluation;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.SpaceCheck;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.plugin.PluginProvider;
import io.lanista.runtime.text.SpaceFile;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Fits a space to the data: the shape of one example and the number of outputs are the data's, where they decide them. */
final class SpaceFit {
    private final SearchSpace given;
    private final Evaluation evaluation;
    private final PluginHost host;
    private final LayerCatalogue layers;

    SpaceFit(SearchSpace given, Evaluation evaluation, PluginHost host, LayerCatalogue layers) {
        this.given = given;
        this.evaluation = evaluation;
        this.host = host;
        this.layers = layers;
    }

    /** The space for these data. */
    SearchSpace space() {
        return fitted(given);
    }

    private SearchSpace fitted(SearchSpace space) {
        Model fitted = space.base();
        Optional<Shape> shape = evaluation.inputShape();
        if (shape.isPresent() && fitted.inputs().size() == 1) {
            fitted = fitted.withInputShape(shape.get());
        }
        OptionalInt numbers = evaluation.numbers();
        if (numbers.isPresent()) {
            fitted = fitted.withNumbers(numbers.getAsInt());
        }
        Optional<Integer> outputs = evaluation.outputs();
        if (outputs.isPresent()) {
            fitted = fitted.withOutputs(outputs.get());
        }
        return space.withBase(fitted);
    }

    /**
     * What is told where the experiment says what one example looks like, and the data are others.
     *
     * @param fitted the space for the data
     */
    static Optional<String> note(Experiment experiment, SearchSpace fitted) {
        boolean open =
                experiment.spaceOrigin().map(origin -> !origin.inputGiven()).orElse(false);
        Collection<Shape> written = experiment.space().base().inputs().values();
        Collection<Shape> used = fitted.base().inputs().values();
        if (open || List.copyOf(written).equals(List.copyOf(used)) || written.contains(SpaceFile.UNKNOWN_SHAPE)) {
            return Optional.empty();
        }
        return Optional.of("The space is written for examples of the shape "
                + written.iterator().next() + ", and those of the data have "
                + used.iterator().next() + ": it is fitted to them.");
    }

    /**
     * Which spaces that are found by name fit the data, for a space that is made for other data: for images where there is a
     * table, or the other way round.
     *
     * @return empty if the space is made for such data
     */
    Optional<String> otherSpaces() {
        List<Shape> made = List.copyOf(given.base().inputs().values());
        Optional<Shape> data = evaluation.inputShape();
        if (data.isEmpty()
                || made.size() != 1
                || made.get(0).rank() == data.get().rank()) {
            return Optional.empty();
        }
        if (SpaceCheck.of(fitted(given), layers).misfit().isEmpty()) {
            return Optional.empty(); // What is wrong is something else, such as the number of outputs.
        }
        List<String> fitting = host.providers(SpaceProvider.class).stream()
                .filter(this::fits)
                .map(PluginProvider::name)
                .toList();
        return Optional.of("it is made for examples of the shape " + made.get(0) + ", and those of the data have "
                + data.get() + ". Spaces that fit: " + (fitting.isEmpty() ? "none" : String.join(", ", fitting)) + ".");
    }

    private boolean fits(PluginProvider<SpaceProvider> provider) {
        try {
            SpaceProvider found = provider.instance();
            SearchSpace space = fitted(found.open(Options.parse(found.name(), found.options(), Map.of())));
            return evaluation
                    .outputs()
                    .map(outputs -> SpaceCheck.of(space, layers, Shape.of(outputs)))
                    .orElseGet(() -> SpaceCheck.of(space, layers))
                    .misfit()
                    .isEmpty();
        } catch (IllegalArgumentException | OptionException e) {
            return false; // It needs options of its own.
        }
    }
}
