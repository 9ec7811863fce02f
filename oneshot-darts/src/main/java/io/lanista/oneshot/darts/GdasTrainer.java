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
 * <p>Its loss jumps with every draw and has no curvature, so sharpness is measured on the expected network: every candidate weighted
 * by the probability with which it is drawn, {@code softmax(α)}, without noise and at temperature 1 in every epoch. (A relaxed draw at
 * the method's own temperature, Maddison et al., "The Concrete Distribution", ICLR 2017, bends more sharply by itself as it cools
 * down.) That is the loss whose largest eigenvalue Zela et al. (ICLR 2020, section 4) watch in DARTS. The weights were never
 * trained for such a mixture, so its value says little beside another trainer's; its rise within a search is what is watched.
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
        return new DartsRun(
                request,
                new GumbelMethod(
                        request.options().get(FIRST_TEMPERATURE),
                        request.options().get(LAST_TEMPERATURE)));
    }
}
