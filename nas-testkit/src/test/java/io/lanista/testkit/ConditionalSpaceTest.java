package io.lanista.testkit;

import io.lanista.api.space.SearchSpace;

class ConditionalSpaceTest implements SpaceContract {
    @Override
    public SearchSpace space() {
        return StandardSpaces.conditional();
    }
}
