package io.lanista.base.count;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** An immutable list whose elements are computed when they are asked for. */
public final class ComputedList extends AbstractList<Object> implements RandomAccess {
    private final int size;
    private final IntFunction<Object> element;
    private final @Nullable ToIntFunction<@Nullable Object> index;

    /**
     * A list in which an element is found by looking at one after the other.
     *
     * @param size how many there are
     * @param element computes the element with an index; equal ones at each call
     */
    public ComputedList(int size, IntFunction<Object> element) {
        this.size = size;
        this.element = element;
        this.index = null;
    }

    /**
     * A list in which the index of an element is computed, too.
     *
     * @param size how many there are
     * @param element computes the element with an index; equal ones at each call
     * @param index finds the index of an element, -1 for anything else
     */
    public ComputedList(int size, IntFunction<Object> element, ToIntFunction<@Nullable Object> index) {
        this.size = size;
        this.element = element;
        this.index = index;
    }

    @Override
    public Object get(int at) {
        return element.apply(Objects.checkIndex(at, size));
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean contains(@Nullable Object value) {
        return indexOf(value) >= 0;
    }

    @Override
    public int indexOf(@Nullable Object value) {
        return index == null ? super.indexOf(value) : index.applyAsInt(value);
    }
}
