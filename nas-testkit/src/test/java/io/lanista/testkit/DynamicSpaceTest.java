package io.lanista.testkit;

import io.lanista.api.model.Model;
import io.lanista.api.mutate.Mutator;
import io.lanista.api.space.SearchSpace;

/** The dynamic standard space keeps the contract of spaces, and its mutator that of mutators. */
class DynamicSpaceTest implements SpaceContract, MutatorContract {
    @Override
    public SearchSpace space() {
        return StandardSpaces.dynamic();
    }

    @Override
    public Mutator mutator() {
        return space().furtherMutators().get(0);
    }

    @Override
    public Model model() {
        return space().base().resolve(label -> 8L);
    }
}
