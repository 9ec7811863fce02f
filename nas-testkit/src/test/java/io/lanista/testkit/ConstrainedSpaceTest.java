package io.lanista.testkit;

import io.lanista.api.space.SearchSpace;

class ConstrainedSpaceTest implements SpaceContract {
    @Override
    public SearchSpace space() {
        return StandardSpaces.constrained();
    }
}
