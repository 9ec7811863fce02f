package io.lanista.testkit;

import io.lanista.api.space.SearchSpace;

class NumericSpaceTest implements SpaceContract {
    @Override
    public SearchSpace space() {
        return StandardSpaces.numeric();
    }
}
