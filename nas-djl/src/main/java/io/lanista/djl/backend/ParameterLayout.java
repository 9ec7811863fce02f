package io.lanista.djl.backend;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Names, shapes and initial values of a network's parameters, in a fixed order, and how they lie in one flat tensor. A
 * parameter's place in the order is its slot. Immutable.
 *
 * <p>Parameters lie in the order of their slots, unless some were {@linkplain Builder#join joined}.
 */
public final class ParameterLayout {
    private final List<Entry> entries;
    private final List<Piece> pieces;
    private final int[] pieceOf;
    private final long[] offsets;
    private final long count;
    private final int members;

    private ParameterLayout(List<Entry> entries, Map<Integer, Piece> joined, int members) {
        this.members = members;
        this.entries = List.copyOf(entries);
        this.pieces = new ArrayList<>();
        this.pieceOf = new int[entries.size()];
        this.offsets = new long[entries.size()];
        long next = 0;
        for (int slot = 0; slot < entries.size(); slot++) {
            Piece piece = joined.getOrDefault(slot, new Piece(List.of(slot), false));
            if (piece.slots.get(0) == slot) {
                long size = entries.get(slot).shape.size();
                for (int i = 0; i < piece.slots.size(); i++) {
                    pieceOf[piece.slots.get(i)] = pieces.size();
                    offsets[piece.slots.get(i)] = next + (piece.shared ? 0 : i * size);
                }
                next += piece.copies() * size;
                pieces.add(piece);
            }
        }
        this.count = next;
    }

    /** One parameter. */
    static final class Entry {
        final String name;
        final Initial initial;
        final Shape shape;

        Entry(String name, Initial initial, Shape shape) {
            this.name = name;
            this.initial = initial;
            this.shape = shape;
        }

        Entry widened(Entry other) {
            if (other.shape.dimension() != shape.dimension()) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "The parameter (%s) has the shape %s in one network and %s in another, so one isn't a slice of the other.",
                        name,
                        shape,
                        other.shape));
            }
            long[] most = shape.getShape().clone();
            for (int axis = 0; axis < most.length; axis++) {
                most[axis] = Math.max(most[axis], other.shape.get(axis));
            }
            return new Entry(name, other.shape.size() > shape.size() ? other.initial : initial, new Shape(most));
        }
    }

    /**
     * Parameters of one shape that lie one behind the other, or in one place.
     *
     * @param slots rising
     */
    record Piece(List<Integer> slots, boolean shared) {
        int copies() {
            return shared ? 1 : slots.size();
        }
    }

    /** Starts an empty layout. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The layout of several networks that have these parameters each: those of one slot lie one behind the other, so that {@link
     * Weights#joined} gives them as one tensor. Member {@code m} has the slot {@code s} of this layout in slot {@code s · members + m}.
     *
     * @param count how many networks, at least 1
     * @throws IllegalArgumentException if a parameter is a single number without a dimension, which can't be joined
     */
    public ParameterLayout together(int count) {
        Builder builder = builder();
        for (Entry entry : entries) {
            List<Integer> joined = new ArrayList<>();
            for (int member = 0; member < count; member++) {
                joined.add(builder.add(member + "/" + entry.name, entry.initial, entry.shape.getShape()));
            }
            builder.join(joined);
        }
        return new ParameterLayout(builder.entries, builder.joined, count);
    }

    /**
     * The layout of a network of which several others are slices: every parameter that one of them has, as long in each dimension as the
     * longest. It begins as the one that needs most does. Those of the first come first, in its order.
     *
     * @param layouts at least one, of single networks; what lies together in them doesn't here
     * @throws IllegalArgumentException if a parameter has another number of dimensions in one than in another
     */
    public static ParameterLayout widest(List<ParameterLayout> layouts) {
        Map<String, Entry> widest = new LinkedHashMap<>();
        layouts.forEach(layout -> layout.entries.forEach(entry -> widest.merge(entry.name, entry, Entry::widened)));
        Builder builder = builder();
        widest.forEach((name, entry) -> builder.add(name, entry.initial, entry.shape.getShape()));
        return builder.build();
    }

    /** Of how many networks these parameters are, see {@link #together}; 1 unless said otherwise. */
    public int members() {
        return members;
    }

    /** The number of parameters. */
    public int size() {
        return entries.size();
    }

    /** The number of elements in all parameters. */
    public long count() {
        return count;
    }

    /** The name of the parameter in a slot. */
    public String name(int slot) {
        return entries.get(slot).name;
    }

    /** The shape of the parameter in a slot. */
    public Shape shape(int slot) {
        return entries.get(slot).shape;
    }

    /**
     * The values that the parameter in a slot begins with.
     *
     * @param random to draw them from
     */
    public float[] initial(int slot, RandomGenerator random) {
        float[] values = new float[Math.toIntExact(shape(slot).size())];
        entries.get(slot).initial.fill(values, 0, values.length, random);
        return values;
    }

    /** Where the parameter in a slot begins in the flat tensor. */
    public int offset(int slot) {
        return Math.toIntExact(offsets[slot]);
    }

    List<Entry> entries() {
        return entries;
    }

    List<Piece> pieces() {
        return pieces;
    }

    int pieceOf(int slot) {
        return pieceOf[slot];
    }

    /** The shape of a whole piece: the first dimension is that of all its parameters together. */
    Shape joinedShape(Piece piece) {
        long[] shape = entries.get(piece.slots.get(0)).shape.getShape().clone();
        if (piece.copies() > 1) {
            shape[0] *= piece.copies();
        }
        return new Shape(shape);
    }

    /** Collects parameters. */
    public static final class Builder {
        private final List<Entry> entries = new ArrayList<>();
        private final Map<String, Integer> slots = new HashMap<>();
        private final Map<Integer, Piece> joined = new HashMap<>();
        private long count;

        private Builder() {}

        /**
         * Adds a parameter.
         *
         * @param name unique in this layout; written into weight files
         * @param initial how it gets its first values
         * @param shape its shape, each dimension at least 1; none for a single number
         * @return its slot
         * @throws IllegalArgumentException if the name is taken or a dimension isn't positive
         */
        public int add(String name, Initial initial, long... shape) {
            for (long dimension : shape) {
                if (dimension < 1) {
                    throw new IllegalArgumentException(String.format(
                            Locale.ROOT,
                            "Parameter (%s) has shape %s, but each dimension must be at least 1.",
                            name,
                            new Shape(shape)));
                }
            }
            if (slots.putIfAbsent(name, entries.size()) != null) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "Two parameters are named (%s). Maybe put the layer's name in front, or reuse the first slot.",
                        name));
            }
            Entry entry = new Entry(name, initial, new Shape(shape));
            entries.add(entry);
            count += entry.shape.size();
            return entries.size() - 1;
        }

        /** The slot of the parameter with this name, if there is one. */
        public OptionalInt slot(String name) {
            Integer slot = slots.get(name);
            return slot == null ? OptionalInt.empty() : OptionalInt.of(slot);
        }

        /**
         * Lets parameters lie one behind the other, so that {@link Weights#joined} can give them as one tensor. Their initial
         * values stay what they are.
         *
         * @param members slots of parameters with one shape of at least one dimension, rising, in no other group
         */
        public void join(List<Integer> members) {
            group(new Piece(List.copyOf(members), false));
        }

        /**
         * Lets parameters that always have the same values lie in one place.
         *
         * @param members as for {@link #join}
         */
        public void share(List<Integer> members) {
            group(new Piece(List.copyOf(members), true));
        }

        private void group(Piece piece) {
            Shape shape = entries.get(piece.slots.get(0)).shape;
            int last = -1;
            for (int slot : piece.slots) {
                if (slot <= last || !entries.get(slot).shape.equals(shape) || shape.dimension() == 0) {
                    throw new IllegalArgumentException(String.format(
                            Locale.ROOT,
                            "The parameters %s can't lie together: they need one shape, and must come in order.",
                            piece.slots.stream()
                                    .map(member -> entries.get(member).name)
                                    .toList()));
                }
                if (joined.putIfAbsent(slot, piece) != null) {
                    throw new IllegalArgumentException(String.format(
                            Locale.ROOT,
                            "The parameter (%s) lies together with others already.",
                            entries.get(slot).name));
                }
                last = slot;
            }
        }

        /** The number of parameters so far, which is the next slot. */
        public int size() {
            return entries.size();
        }

        /** The number of elements in all parameters so far. */
        public long count() {
            return count;
        }

        /** Finishes the layout. The builder may go on to a larger one. */
        public ParameterLayout build() {
            return new ParameterLayout(entries, joined, 1);
        }
    }
}
