package io.lanista.djl.supernet;

import ai.djl.ndarray.NDArray;
import io.lanista.djl.backend.Tensors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The weights of the candidates of several choices in one pass. */
final class MixWeights {
    private final NDArray rows;
    private final int choices;
    private final int candidates;
    private final Map<Long, List<NDArray>> scales = new HashMap<>();
    private final Map<List<Integer>, NDArray> columns = new HashMap<>();
    private final List<NDArray> singles;

    private MixWeights(NDArray rows, int choices, int candidates, List<NDArray> singles) {
        this.rows = rows;
        this.choices = choices;
        this.candidates = candidates;
        this.singles = singles;
    }

    static MixWeights of(List<WeightedMix> mixes, MixedPass pass) {
        List<NDArray> each = mixes.stream().map(mix -> mix.weights(pass)).toList();
        int candidates = Math.toIntExact(each.get(0).size());
        NDArray rows = Tensors.stack(each, 0);
        List<NDArray> singles = mixes.size() == 1 ? SoftmaxMix.singles(each.get(0)) : List.of();
        return new MixWeights(rows, mixes.size(), candidates, singles);
    }

    /** For each candidate, its weight in each choice, repeated for each channel: {@code (choices · channels)}. */
    List<NDArray> scales(long channels) {
        return scales.computeIfAbsent(channels, count -> {
            NDArray byCandidate = Tensors.reshape(Tensors.permute(rows, 1, 0), candidates, choices, 1);
            NDArray repeated = Tensors.broadcast(byCandidate, candidates, choices, count);
            NDArray flat = Tensors.reshape(repeated, candidates * choices * count);
            long[] sizes = new long[candidates];
            java.util.Arrays.fill(sizes, choices * count);
            return Tensors.split(flat, 0, sizes);
        });
    }

    /** The weight of a candidate of the only choice: {@code (1)}. */
    NDArray single(int candidate) {
        return singles.get(candidate);
    }

    /** The choices' weights of some candidates: {@code (choices, candidates)}. */
    NDArray columns(List<Integer> some) {
        return columns.computeIfAbsent(some, wanted -> {
            boolean adjacent = wanted.get(wanted.size() - 1) - wanted.get(0) == wanted.size() - 1;
            if (adjacent) {
                return Tensors.slice(rows, 1, wanted.get(0), wanted.get(0) + wanted.size());
            }
            List<NDArray> slices = new ArrayList<>();
            wanted.forEach(candidate -> slices.add(Tensors.slice(rows, 1, candidate, candidate + 1)));
            return Tensors.concat(slices, 1);
        });
    }
}
