package io.lanista.djl.block;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Activations;
import io.lanista.djl.backend.Initial;
import io.lanista.djl.backend.Scalars;
import io.lanista.djl.backend.Tensors;
import io.lanista.layer.NormalBins;
import java.util.List;
import java.util.Map;

/**
 * Layers over rows of a table: numbers as vectors (Gorishniy et al., 2022: "PLR" with one linear map for all columns, and "PLE" in
 * version B of the authors' package), and ensembles in one network (Gorishniy et al., "TabM", 2024, the mini variant).
 */
final class TableLayers {
    /** The smallest and the largest deviation of the first coefficients; the paper tunes one for all. */
    private static final double SLOWEST = 0.05;

    private static final double FASTEST = 8;

    private TableLayers() {}

    static Map<String, LayerBuilder> builders() {
        return Map.of(
                "column_embedding", TableLayers::columnEmbedding,
                "ensemble", TableLayers::ensemble,
                "ensemble_linear", TableLayers::ensembleLinear,
                "ensemble_mean", TableLayers::ensembleMean);
    }

    private static Computation columnEmbedding(LayerSite site) {
        if (site.layer().text("form", "periodic").equals("none")) {
            return (inputs, pass) -> inputs.get(0);
        }
        long columns = site.input().get(0);
        long numbers = site.integer("numbers") == 0 ? columns : site.integer("numbers");
        Computation vectors = site.layer().text("form", "periodic").equals("periodic")
                ? periodic(site, numbers)
                : piecewise(site, numbers);
        return (StackedComputation) (inputs, pass) -> {
            NDArray row = inputs.get(0);
            if (numbers == columns) {
                return vectors.apply(inputs, pass);
            }
            NDArray embedded = vectors.apply(List.of(Tensors.slice(row, 1, 0, numbers)), pass);
            return Tensors.concat(List.of(embedded, Tensors.slice(row, 1, numbers, columns)), 1);
        };
    }

    private static Computation periodic(LayerSite site, long numbers) {
        long frequencies = site.integer("frequencies");
        long features = site.integer("features");
        WeightSlot coefficients = site.parameter("coefficients", logSpaced(frequencies), numbers, frequencies);
        WeightSlot weight = site.parameter("weight", Initial.torchDefault(2 * frequencies), features, 2 * frequencies);
        WeightSlot bias = site.parameter("bias", Initial.torchDefault(2 * frequencies), features);
        return (inputs, pass) -> {
            NDArray x = Tensors.reshape(inputs.get(0), -1, numbers, 1);
            NDArray angles = Scalars.times(pass.withEach(x, coefficients, Tensors::multiply), 2 * Math.PI);
            NDArray vectors = pass.linear(Tensors.cosinesAndSines(angles), weight, bias);
            return Tensors.reshape(Activations.relu(vectors), -1, numbers * features);
        };
    }

    /** Normal numbers, the deviation of each column on a logarithmic scale. */
    private static Initial logSpaced(long frequencies) {
        return (values, from, to, random) -> {
            for (int i = from; i < to; i++) {
                double place = frequencies == 1 ? 0 : (double) ((i - from) % frequencies) / (frequencies - 1);
                values[i] = (float) (random.nextGaussian() * SLOWEST * Math.pow(FASTEST / SLOWEST, place));
            }
        };
    }

    private static Computation piecewise(LayerSite site, long numbers) {
        int bins = site.integer("bins");
        long features = site.integer("features");
        NormalBins edges = new NormalBins(bins);
        WeightSlot weight = site.parameter("weight", Initial.torchDefault(1), numbers, features);
        WeightSlot bias = site.parameter("bias", Initial.torchDefault(1), numbers, features);
        WeightSlot parts = site.parameter("parts", Initial.zeros(), numbers, bins, features);
        BufferSlot starts = site.buffer("starts", Initial.values(edges.starts()), bins);
        BufferSlot factors = site.buffer("factors", Initial.values(edges.factors()), bins);
        BufferSlot lowest = site.buffer("lowest", Initial.values(edges.lowest()), bins);
        BufferSlot highest = site.buffer("highest", Initial.values(edges.highest()), bins);
        return (inputs, pass) -> {
            NDArray x = Tensors.reshape(inputs.get(0), -1, numbers, 1);
            NDArray minusStarts = Scalars.times(pass.buffer(starts), -1);
            NDArray through = Tensors.multiply(Tensors.add(x, minusStarts), pass.buffer(factors));
            NDArray clamped = Tensors.clamp(through, pass.buffer(lowest), pass.buffer(highest));
            NDArray mapped = pass.linearByPart(clamped, parts, false);
            NDArray straight = pass.withEach(pass.withEach(x, weight, Tensors::multiply), bias, Tensors::add);
            return Tensors.reshape(Tensors.add(straight, mapped), -1, numbers * features);
        };
    }

    private static Computation ensemble(LayerSite site) {
        long members = site.integer("members");
        long values = site.input().get(0);
        int group = site.integer("features");
        long grouped = Math.min((long) site.integer("numbers") * group, values);
        Initial initial = (all, from, to, random) -> {
            double start = 0;
            for (int i = from; i < to; i++) {
                long place = (i - from) % values;
                start = place < grouped && place % group != 0 ? start : random.nextGaussian();
                all[i] = (float) start;
            }
        };
        WeightSlot scale = site.parameter("scale", initial, members, values);
        return (StackedComputation) (inputs, pass) ->
                pass.withEach(Tensors.reshape(inputs.get(0), -1, 1, values), scale, Tensors::multiply);
    }

    private static Computation ensembleLinear(LayerSite site) {
        long members = site.input().get(0);
        long in = site.input().get(1);
        long units = site.integer("units");
        WeightSlot weight = site.parameter("weight", Initial.torchDefault(in), members, units, in);
        WeightSlot bias = site.parameterIf(site.flag("bias"), "bias", Initial.torchDefault(in), members, units);
        return (StackedComputation) (inputs, pass) -> {
            NDArray product = pass.linearByPart(inputs.get(0), weight, true);
            return bias.isPresent() ? pass.withEach(product, bias, Tensors::add) : product;
        };
    }

    private static Computation ensembleMean(LayerSite site) {
        String of = site.layer().text("of", "auto");
        boolean classes = of.equals("probabilities")
                || (of.equals("auto") && site.output().get(0) > 1);
        return (inputs, pass) -> {
            NDArray members = inputs.get(0);
            if (pass.training()) {
                return members;
            }
            return classes ? Tensors.log(Tensors.mean(Activations.softmax(members, 2), 1)) : Tensors.mean(members, 1);
        };
    }
}
