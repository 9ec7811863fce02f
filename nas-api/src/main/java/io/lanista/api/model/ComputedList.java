package io.lanista.api.model;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/** An immutable list whose elements are computed when they are asked for. */
final class ComputedList extends AbstractList<Object> implements RandomAccess {
    private final int size;
    private final IntFunction<Object> element;

    ComputedList(int size, IntFunction<Object> element) {
        this.size = size;
        this.element = element;
    }

    @Override
    public Object get(int index) {
        return element.apply(Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
        return size;
    }
}
