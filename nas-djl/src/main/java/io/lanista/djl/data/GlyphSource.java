package io.lanista.djl.data;

import io.lanista.api.option.Option;
import io.lanista.api.option.Options;
import io.lanista.base.random.Seeds;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Handwritten digits that the program draws itself: real enough to be hard, and there without any file. */
public final class GlyphSource implements DataSource {
    private static final List<String> DIGITS =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();

    private static final Option<Long> SIZE =
            Option.integer("size", 16, 8, 64, "height and width of an image, in pixels");
    private static final Option<Long> PER_CLASS =
            Option.integer("per_class", 400, 3, 20_000, "how many images of each digit are drawn");
    private static final Option<Double> NOISE =
            Option.real("noise", 0.08, 0, 1, "standard deviation of the noise on each pixel; ink and paper are 0 to 1");
    private static final Option<Long> SEED =
            Option.integer("draw_seed", 0, Long.MIN_VALUE, Long.MAX_VALUE, "which images are drawn");

    @Override
    public String name() {
        return "glyphs";
    }

    @Override
    public String description() {
        return "Digits that the program draws itself; no file is needed.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(SIZE, PER_CLASS, NOISE, SEED);
    }

    @Override
    public RawData open(DataRequest request) {
        Options options = request.options();
        int size = options.get(SIZE).intValue();
        int count = Math.multiplyExact(options.get(PER_CLASS).intValue(), DIGITS.size());
        RandomGenerator random = Seeds.generator(options.get(SEED));
        GlyphPen pen = new GlyphPen(size, options.get(NOISE), random);
        byte[] pixels = new byte[Rows.capacity(count, (long) size * size, 1)];
        int[] labels = new int[count];
        for (int image = 0; image < count; image++) {
            labels[image] = image % DIGITS.size();
            pen.draw(labels[image], pixels, image * size * size);
        }
        return DataParts.of(DataSet.ofBytes(new long[] {1, size, size}, DIGITS, pixels, labels));
    }
}
