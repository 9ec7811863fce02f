package io.lanista.strategy.policy;

import io.lanista.api.space.Decision;
import io.lanista.strategy.parts.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Parameters for each decision, whatever was answered before it: one softmax for each decision of categories, as in the program
 * for REINFORCE of NAS-Bench-201 (Dong and Yang 2020). The critic has a number for each decision.
 */
final class TablePolicy implements Policy {
    private record Site(Head head, Tensor parameters, Tensor value) {}

    private final Map<Key, Site> sites = new HashMap<>();
    private final List<Tensor> tensors = new ArrayList<>();

    @Override
    public List<Tensor> tensors() {
        return tensors;
    }

    private Site site(Decision decision) {
        return sites.computeIfAbsent(new Key(decision.label(), decision.domain()), key -> {
            Head head = Head.of(key.domain());
            Site site = new Site(head, new Tensor(head.parameters()), new Tensor(1));
            tensors.add(site.parameters);
            tensors.add(site.value);
            return site;
        });
    }

    @Override
    public Pass begin() {
        return new TablePass();
    }

    private final class TablePass implements Pass {
        private final List<Site> visited = new ArrayList<>();

        @Override
        public Stand next(Decision decision) {
            Site site = site(decision);
            visited.add(site);
            return new Stand(site.head, site.parameters.values(), site.value.values()[0]);
        }

        @Override
        public void answered(Object value) {
            // What comes next doesn't depend on it.
        }

        @Override
        public void backward(List<double[]> byParameters, double[] byValues) {
            for (int step = 0; step < visited.size(); step++) {
                Site site = visited.get(step);
                double[] gradient = byParameters.get(step);
                for (int i = 0; i < gradient.length; i++) {
                    site.parameters.gradient()[i] += gradient[i];
                }
                site.value.gradient()[0] += byValues[step];
            }
        }
    }
}
