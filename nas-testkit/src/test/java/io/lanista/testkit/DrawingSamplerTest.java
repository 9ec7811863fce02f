package io.lanista.testkit;

import io.lanista.api.model.Model;
import io.lanista.api.mutate.Mutator;
import io.lanista.api.mutate.Sampler;
import java.util.List;
import java.util.random.RandomGenerator;

class DrawingSamplerTest implements SamplerContract {
    @Override
    public Sampler sampler() {
        RandomGenerator random = TestSeeds.generator(1, 1);
        return new Sampler() {
            @Override
            public <T> T choose(List<T> candidates, Mutator mutator, Model model, int index) {
                return candidates.get(random.nextInt(candidates.size()));
            }
        };
    }
}
