package io.lanista.oneshot.darts;

import io.lanista.api.oneshot.OneShotProgress;
import io.lanista.api.space.Choices;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.supernet.Supernet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;

/**
 * Watches a search for signs of collapse after each epoch, in the architecture that would be exported then.
 *
 * <p>Too many skip connections (Liang et al., "DARTS+", 2019, section 3.3), or too few layers with weights, for some epochs in a
 * row end the search at the last architecture without them, if the option {@code guard} is {@code stop}. A fast rise of the
 * sharpness (Zela et al. 2020, section 4.3) is noted.
 */
final class Guard {
    private static final String SAFE = "safe";
    private static final String SHARPNESS = "sharpness";
    private static final String COLLAPSED = "collapsed";
    private static final int WINDOW = 5;

    private final Supernet supernet;
    private final DartsOptions options;
    private final List<Float> sharpness = new ArrayList<>();
    private float[] safe = new float[0];
    private int collapsed;

    Guard(Supernet supernet, DartsOptions options) {
        this.supernet = supernet;
        this.options = options;
    }

    /**
     * Looks at the supernet after an epoch.
     *
     * @param sharp the sharpness now, if it was measured
     * @param metrics gets what was seen
     * @return whether the search should end here; the architecture parameters are then those of the last good epoch
     */
    boolean look(int epoch, Optional<Double> sharp, OneShotProgress progress, ObjDoubleConsumer<String> metrics) {
        Choices best = supernet.export();
        double skips = supernet.skipShare(best);
        double free = supernet.freeShare(best);
        metrics.accept("skip_share", skips);
        metrics.accept("free_share", free);
        sharp.ifPresent(value -> {
            metrics.accept(SHARPNESS, value);
            sharpness.add(value.floatValue());
            lookAtSharpness(epoch, progress);
        });
        if (!options.isGuarded() || (skips <= options.skipLimit() && free <= options.freeLimit())) {
            safe = supernet.architecture().toArray();
            collapsed = 0;
            return false;
        }
        collapsed++;
        boolean ends = options.guardStops() && safe.length > 0 && collapsed >= options.patience();
        if (ends) {
            progress.note(sign(epoch, skips, free) + "; the search ends at the last architecture without it.");
        } else if (collapsed == 1) {
            progress.note(sign(epoch, skips, free) + ".");
        }
        if (ends) {
            supernet.architecture().set(safe);
        }
        return ends;
    }

    private String sign(int epoch, double skips, double free) {
        return skips > options.skipLimit()
                ? String.format(
                        Locale.ROOT,
                        "After epoch (%d), (%.0f %%) of the chosen layers are skip connections, which is a sign of collapse",
                        epoch,
                        100 * skips)
                : String.format(
                        Locale.ROOT,
                        "After epoch (%d), (%.0f %%) of the chosen layers have no weights, which is a sign of collapse",
                        epoch,
                        100 * free);
    }

    private void lookAtSharpness(int epoch, OneShotProgress progress) {
        int count = sharpness.size();
        double rise = rise(count);
        if (options.isGuarded() && rise > options.sharpnessLimit() && !(rise(count - 1) > options.sharpnessLimit())) {
            progress.note(String.format(
                    Locale.ROOT,
                    "After epoch (%d), the loss bends (%.2f) times as sharply around the architecture parameters as (%d) epochs"
                            + " earlier; a collapse may follow. Maybe fewer epochs, or more weight_decay.",
                    epoch,
                    rise,
                    WINDOW));
        }
    }

    /** How many times as sharp the last epochs of the first so many are as those before; 0 if that can't be said. */
    private double rise(int count) {
        if (count < 2 * WINDOW) {
            return 0;
        }
        double now = mean(sharpness.subList(count - WINDOW, count));
        double before = mean(sharpness.subList(count - 2 * WINDOW, count - WINDOW));
        return before > 0 ? now / before : 0;
    }

    private static double mean(List<Float> values) {
        return values.stream().mapToDouble(Float::doubleValue).average().orElse(0);
    }

    NamedArrays save() {
        NamedArrays.Builder to = NamedArrays.builder();
        to.add(COLLAPSED, new float[] {collapsed}, 1);
        if (safe.length > 0) {
            to.add(SAFE, safe, safe.length);
        }
        if (!sharpness.isEmpty()) {
            float[] all = new float[sharpness.size()];
            for (int i = 0; i < all.length; i++) {
                all[i] = sharpness.get(i);
            }
            to.add(SHARPNESS, all, all.length);
        }
        return to.build();
    }

    void restore(NamedArrays from) {
        collapsed = (int) from.values(COLLAPSED, 1)[0];
        safe = from.names().contains(SAFE) ? from.values(SAFE) : new float[0];
        sharpness.clear();
        if (from.names().contains(SHARPNESS)) {
            for (float value : from.values(SHARPNESS)) {
                sharpness.add(value);
            }
        }
    }
}
