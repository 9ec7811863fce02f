package io.lanista.djl.train;

import io.lanista.api.model.Shape;
import io.lanista.djl.block.NetworkPlan;
import io.lanista.djl.block.PlannedLayer;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.LayerUse;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory that a network in use needs at its widest place: its parameters and buffers, and the tensors that some layer still has to
 * read, with the one that is being made. What is small devices' first limit (Lin et al., "MCUNet: Tiny Deep Learning on IoT Devices",
 * 2020); what a runtime needs for itself, and inside a layer, comes on top.
 */
final class PeakMemory {
    private PeakMemory() {}

    /** In bytes, for a batch of so many examples in float32. */
    static double bytes(NetworkPlan plan, LayerCatalogue layers, int batchSize) {
        double numbers = plan.parameters().count() + plan.buffers().count() + (double) batchSize * values(plan, layers);
        return numbers * Float.BYTES;
    }

    /** The most numbers that are held at once while one example passes. */
    private static long values(NetworkPlan plan, LayerCatalogue layers) {
        List<Long> sizes = new ArrayList<>();
        for (Shape input : plan.model().inputs().values()) {
            sizes.add(input.count());
        }
        int inputs = sizes.size();
        List<PlannedLayer> steps = plan.layers();
        int[] holder =
                new int[inputs + steps.size()]; // Which tensor a number stands for: some layers hand on their input.
        int[] lastRead = new int[holder.length];
        for (int i = 0; i < inputs; i++) {
            holder[i] = i;
        }
        for (int step = 0; step < steps.size(); step++) {
            PlannedLayer layer = steps.get(step);
            boolean handsOn = isIdentity(layer.use(), layers);
            holder[layer.to()] = handsOn ? holder[layer.from().get(0)] : layer.to();
            sizes.add(handsOn ? 0L : layer.use().output().count());
            for (int read : layer.from()) {
                lastRead[holder[read]] = step;
            }
        }
        if (!steps.isEmpty()) {
            lastRead[holder[steps.get(steps.size() - 1).to()]] = steps.size();
        }
        long held = sizes.subList(0, inputs).stream().mapToLong(Long::longValue).sum();
        long peak = held;
        for (int step = 0; step < steps.size(); step++) {
            held += sizes.get(steps.get(step).to());
            peak = Math.max(peak, held);
            for (int number = 0; number <= steps.get(step).to(); number++) {
                if (holder[number] == number && lastRead[number] == step) {
                    held -= sizes.get(number);
                }
            }
        }
        return peak;
    }

    private static boolean isIdentity(LayerUse use, LayerCatalogue layers) {
        return layers.type(use.layer().type()).isIdentity(use.layer(), use.inputs());
    }
}
