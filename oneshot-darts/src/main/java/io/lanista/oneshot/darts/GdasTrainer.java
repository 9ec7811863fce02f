package io.lanista.oneshot.darts;

import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotRun;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.option.Option;
import java.util.ArrayList;
import java.util.List;

/**
 * GDAS: one candidate is drawn for each pass (Dong and Yang, "Searching for a Robust Neural Architecture in Four GPU Hours", CVPR 2019).
 *
 * <p>Its loss jumps with every draw, so there is no curvature to measure and no sharpness signal; the share of skip connections, the
 * discretisation gap and the comparison of the most probable architectures guard it as they do the others.
 */
public final class GdasTrainer implements OneShotTrainer {
    static final Option<Double> FIRST_TEMPERATURE =
            Option.real("first_temperature", 10, 1e-3, 1000, "Temperature of the Gumbel-softmax in the first epoch.");
    static final Option<Double> LAST_TEMPERATURE =
            Option.real("last_temperature", 0.1, 1e-3, 1000, "Temperature of the Gumbel-softmax in the last epoch.");

    /** For the service loader. */
    public GdasTrainer() {}

    @Override
    public String name() {
        return "gdas";
    }

    @Override
    public String description() {
        return "GDAS (Dong and Yang 2019): draws one candidate of each decision for every batch, by a Gumbel-softmax that cools down.";
    }

    @Override
    public List<Option<?>> options() {
        List<Option<?>> options = new ArrayList<>(DartsOptions.declared());
        options.add(FIRST_TEMPERATURE);
        options.add(LAST_TEMPERATURE);
        return List.copyOf(options);
    }

    @Override
    public OneShotRun open(OneShotRequest request) {
        return DartsRun.open(
                request,
                new GumbelMethod(
                        request.options().get(FIRST_TEMPERATURE),
                        request.options().get(LAST_TEMPERATURE)));
    }
}
